import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import type { destroyDocument } from '../../../src/report/json/destroy.js';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import type { ConfigState } from '../../../src/simulator/services/config/state.js';
import { ruleNames } from '../../../src/model/catalog.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import {
  all,
  appliedAgain,
  applyTo,
  instancesOf,
  leftOut,
  nothingToDo,
  targetsIn,
} from '../../support/real-life.js';
import { removeBusPolicy } from '../../support/disturb/events.js';
import { asPerson, becomes, mailOf, subscribeMail } from '../notifications/support.js';

const administrator = '222222222222';
const accounts = ['111111111111', administrator, '300000000001', '300000000002'];

type DestroyDocument = ReturnType<typeof destroyDocument>;

const regions = ['cn-north-1', 'cn-northwest-1'];
const bucketIn = (region: string) => `orgsecrets-config-${administrator}-${region}`;
const wholeOrganization = all(accounts.flatMap((account) => regions.map((region) => `${account}/${region}`)));

describe('An organization in the AWS China Regions', function () {
  this.timeout(60_000);
  let world: CliWorld;
  let applied: ApplyDocument;
  before(async () => {
    world = await startCliWorld('partition-china');
    world.editOrg(
      (text) =>
        `${text}\nnotifications:\n  subscriptions: [{ protocol: email, endpoint: team@example.com }]\n`,
    );
  });
  after(() => world.stop());

  it('with the home Region in Beijing both Regions are covered, with the partition’s own ARNs', async () => {
    const { exitCode, document } = await applyTo(world);
    applied = document;
    expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
    expect(leftOut(document)).to.deep.equal({});
    expect(targetsIn(world.simulator)).to.deep.equal(
      all(accounts.flatMap((account) => [`${account}/cn-north-1`, `${account}/cn-northwest-1`])),
    );
    expect(document.aggregator.arn).to.match(/^arn:aws-cn:config:cn-north-1:222222222222:/);
    expect(JSON.stringify(world.simulator.snapshot())).not.to.match(
      /arn:aws:(?!iam::aws:policy|organizations::aws:)/,
    );
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  });

  it('who is named in the org.yaml is told by the topics of both Regions', async () => {
    for (const region of regions) {
      const input = { TopicArn: `arn:aws-cn:sns:${region}:${administrator}:orgsecrets` };
      const place = { accountId: administrator, region };
      const found = await asPerson(world.simulator, place, 'sns', 'ListSubscriptionsByTopic', input);
      expect(
        (found['Subscriptions'] as { Endpoint: string }[]).map(({ Endpoint }) => Endpoint),
      ).to.deep.equal(['team@example.com']);
    }
  });

  it('every target is notified: its messages reach the topic of its own Region, and no other', async () => {
    const { simulator } = world;
    const readers = { 'cn-north-1': 'beijing@example.com', 'cn-northwest-1': 'ningxia@example.com' };
    for (const [region, reader] of Object.entries(readers))
      await subscribeMail(simulator, reader, { accountId: administrator, region });
    for (const [region, reader] of Object.entries(readers)) {
      for (const accountId of accounts)
        becomes(simulator, 'NON_COMPLIANT', { accountId, region }, ruleNames[0]);
      await simulator.clock.sleep(60_000);
      const messages = mailOf(simulator, reader);
      expect(messages.map((text) => /In account (\d+), (\S+),/.exec(text)?.slice(1))).to.have.deep.members(
        accounts.map((accountId) => [accountId, region]),
      );
    }
  });

  it('Account Management is not asked, since no Region there is opt-in', () => {
    expect(world.simulator.log.filter(({ service }) => service === 'account')).to.deep.equal([]);
  });

  it('recorders of each Region deliver to the bucket of that Region, one of them proved before the others', async () => {
    const { config } = world.simulator.snapshot() as { config: Readonly<Record<string, ConfigState>> };
    for (const account of accounts)
      for (const region of regions)
        expect(config[`${account}/${region}`]?.channel?.settings, `${account}/${region}`).to.include({
          s3BucketName: bucketIn(region),
        });
    const proved = applied.actions.done.flatMap(({ id }) => (id.startsWith('prove-delivery/') ? [id] : []));
    expect(proved).to.have.members(regions.map((region) => `prove-delivery/300000000001/${region}`));
  });

  it('where Ningxia becomes the home Region, hub and what stood beside it change places, and every target stays whole', async () => {
    world.editOrg((text) => text.replace('homeRegion: cn-north-1', 'homeRegion: cn-northwest-1'));
    const refused = await applyTo(world);
    expect(refused.exitCode).to.equal(4);
    const { exitCode, document } = await applyTo(world, '--allow-destroy');
    expect([exitCode, document.outcome], JSON.stringify(document.actions.failed)).to.deep.equal([0, 'done']);
    expect(targetsIn(world.simulator)).to.deep.equal(wholeOrganization);
    expect(instancesOf(world, administrator).filter((name) => / cn-/.test(name))).to.include.members([
      'orgsecrets-hub cn-northwest-1',
      'orgsecrets-bucket-cn-north-1 cn-north-1',
      'orgsecrets-notify-cn-north-1 cn-north-1',
    ]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
    const reader = 'after@example.com';
    await subscribeMail(world.simulator, reader, { accountId: administrator, region: 'cn-north-1' });
    becomes(
      world.simulator,
      'NON_COMPLIANT',
      { accountId: '300000000001', region: 'cn-north-1' },
      ruleNames[0],
    );
    await world.simulator.clock.sleep(60_000);
    expect(mailOf(world.simulator, reader)).to.have.length(1);
  });

  it('drift finds it whole, as deep as it looks, and what is gone of what stands beside the hub', async () => {
    const drift = async () => world.json<DriftDocument>(['drift', '--depth', 'deep', '--detailed-exitcode']);
    const before = await drift();
    expect([before.exitCode, before.document.findings], before.stderr).to.deep.equal([0, []]);
    const beijing = { accountId: administrator, region: 'cn-north-1' };
    await removeBusPolicy(world.simulator, { ...beijing, bus: 'orgsecrets', statement: 'Organization' });
    const { exitCode, document } = await drift();
    expect(exitCode).to.equal(2);
    expect(
      document.findings.map(
        ({ kind, accountId, region, thing }) => `${kind} ${accountId}/${region} ${thing}`,
      ),
    ).to.have.length(1);
    expect(document.findings[0]).to.include({ kind: 'resource-missing', ...beijing });
  });

  it('destroy leaves nothing of it but the buckets, and nothing at all with --delete-bucket', async () => {
    const destroy = async (...args: readonly string[]) =>
      (await world.json<DestroyDocument>(['destroy', '--auto-approve', ...args])).document;
    const kept = await destroy();
    expect(kept.outcome, JSON.stringify(kept.actions.failed)).to.equal('done');
    expect(kept.remains.map(({ what }) => what)).to.include.members(
      regions.map((region) => `bucket ${bucketIn(region)}`),
    );
    const { simulator } = world;
    expect(targetsIn(simulator)).to.deep.equal({});
    expect(instancesOf(world, administrator)).to.deep.equal([]);
    for (const region of regions) {
      const place = { accountId: administrator, region };
      const { EventBuses } = await asPerson(simulator, place, 'events', 'ListEventBuses', {});
      expect((EventBuses as { Name: string }[]).map(({ Name }) => Name)).to.deep.equal(['default']);
      expect((await asPerson(simulator, place, 'sns', 'ListTopics', {}))['Topics']).to.deep.equal([]);
    }
    const gone = await destroy('--delete-bucket');
    expect(gone.actions.done.map(({ id }) => id)).to.have.members(
      regions.map((region) => `delete-bucket/${bucketIn(region)}`),
    );
    const place = { accountId: administrator, region: 'cn-north-1' };
    expect((await asPerson(simulator, place, 's3', 'ListBuckets', {}))['Buckets']).to.deep.equal([]);
  });

  it('with a bucket that is there already Beijing is an exclusion, unless it is in Beijing: its recorders deliver there alone', async () => {
    const ningxia = await startCliWorld('partition-china');
    try {
      const place = { accountId: administrator, region: 'cn-northwest-1' };
      await asPerson(ningxia.simulator, place, 's3', 'CreateBucket', {
        Bucket: 'history',
        LocationConstraint: place.region,
      });
      ningxia.editOrg(
        (text) =>
          `${text.replace('homeRegion: cn-north-1', 'homeRegion: cn-northwest-1')}\ndelivery:\n  bucket: history\n`,
      );
      const { stdout } = await ningxia.orgsecrets(['plan']);
      expect(stdout.replaceAll(/\s+/g, ' ')).to.match(/buckets of the same Region alone.*cn-north-1/);
    } finally {
      await ningxia.stop();
    }
  });
});

import { expect } from 'chai';
import type { destroyDocument } from '../../../src/report/json/destroy.js';
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
import { asPerson, becomes, mailOf, subscribeMail } from '../notifications/support.js';

const administrator = '222222222222';
const accounts = ['111111111111', administrator, '300000000001', '300000000002'];

type DestroyDocument = ReturnType<typeof destroyDocument>;

describe('An organization in the AWS China Regions', function () {
  this.timeout(60_000);
  let world: CliWorld;
  before(async () => {
    world = await startCliWorld('partition-china');
  });
  after(() => world.stop());

  it('with the home Region in Beijing both Regions are covered, with the partition’s own ARNs', async () => {
    const { exitCode, document } = await applyTo(world);
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

  it('destroy leaves nothing of it: neither bus nor topic, neither StackSet nor recorder', async () => {
    const { exitCode, document } = await world.json<DestroyDocument>(['destroy', '--auto-approve']);
    expect([exitCode, document.outcome], JSON.stringify(document.actions.failed)).to.deep.equal([0, 'done']);
    const { simulator } = world;
    expect(targetsIn(simulator)).to.deep.equal({});
    expect(instancesOf(world, administrator)).to.deep.equal([]);
    for (const region of ['cn-north-1', 'cn-northwest-1']) {
      const place = { accountId: administrator, region };
      const { EventBuses } = await asPerson(simulator, place, 'events', 'ListEventBuses', {});
      expect((EventBuses as { Name: string }[]).map(({ Name }) => Name)).to.deep.equal(['default']);
      expect((await asPerson(simulator, place, 'sns', 'ListTopics', {}))['Topics']).to.deep.equal([]);
    }
  });

  it('with the home Region in Ningxia, Beijing is an exclusion: its recorders deliver to buckets of Beijing alone', async () => {
    const ningxia = await startCliWorld('partition-china');
    try {
      ningxia.editOrg((text) => text.replace('homeRegion: cn-north-1', 'homeRegion: cn-northwest-1'));
      const { exitCode, document } = await applyTo(ningxia);
      expect([exitCode, document.outcome]).to.deep.equal([0, 'done']);
      expect(leftOut(document)['*/cn-north-1']).to.contain('buckets of the same Region alone');
      expect(targetsIn(ningxia.simulator)).to.deep.equal(
        all(accounts.map((account) => `${account}/cn-northwest-1`)),
      );
    } finally {
      await ningxia.stop();
    }
  });
});

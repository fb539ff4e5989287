import { expect } from 'chai';
import type { DriftKind } from '../../../src/model/drift.js';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { closeAccount } from '../../support/disturb/accounts.js';
import { administratorOf } from '../../support/disturb/administrator.js';
import { deleteAggregator } from '../../support/disturb/aggregator.js';
import { letDeliveriesPass } from '../../support/disturb/on-the-side-of-aws.js';
import { recorderIn, stopRecorder } from '../../support/disturb/recorder.js';
import { deleteRule, rulesIn } from '../../support/disturb/rules.js';
import { letGo } from '../../support/disturb/stack-sets.js';
import { applyTo, instancesOf, targetsIn } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';
import { abroad, at, audit, disturbAll, findsOf, home, management, shop, told } from './deeds/deed.js';
import { cmk, leftDeeds, unused } from './deeds/left.js';

const bucket = `orgsecrets-config-${audit}-${home}`;

/** A secret in the shop, so that its recorder has something to deliver; the next deliveries come soon. */
const inShop = (text: string) =>
  `${text}secrets:\n  - { accountId: '${shop}', region: ${home}, name: shop/database }\nlatencies: { configHistory: 120000 }\n`;

type Drifted = Ended & { readonly document: DriftDocument };

describe('drift that is not orgsecrets’ to mend, on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let covered: Readonly<Record<string, string>>;

  const drift = async (...args: readonly string[]): Promise<Drifted> =>
    world.json<DriftDocument>(['drift', '--detailed-exitcode', ...args]);
  const remediate = (...args: readonly string[]) => drift('--remediate', '--auto-approve', ...args);
  /** What is left after it was tried to mend everything: with what a person can do about each. */
  const expectLeft = async (finds: readonly string[], ...args: readonly string[]): Promise<Drifted> => {
    const before = targetsIn(world.simulator);
    const left = await remediate(...args);
    expect([told(left.document.findings), left.exitCode], left.stderr).to.deep.equal([finds, 2]);
    for (const { kind, mendedBy, instructions } of left.document.findings) {
      expect(mendedBy, kind).to.deep.equal([]);
      expect(instructions, kind).to.be.a('string').and.not.to.equal('');
    }
    expectSchema('drift', left.document);
    expect(left.document.calls.mutating).to.equal(0);
    expect(targetsIn(world.simulator)).to.deep.equal(before);
    return left;
  };
  const expectClean = async (): Promise<void> => {
    const clean = await drift();
    expect([told(clean.document.findings), clean.document.unseen, clean.exitCode]).to.deep.equal([[], [], 0]);
    expect(targetsIn(world.simulator)).to.deep.equal(covered);
  };
  const reasonOf = (kind: DriftKind, { document }: Drifted) =>
    document.findings.find((finding) => finding.kind === kind)?.reason;

  before(async () => {
    world = await startCliWorld('small', inShop);
    await applyTo(world);
    covered = targetsIn(world.simulator);
  });
  after(() => world.stop());

  it('names deliveries that fail: the policy of the bucket is put back, its key is left', async () => {
    const { simulator } = world;
    const { deniedDelivery, disabledKey } = leftDeeds;
    const s3 = administratorOf(simulator, at(audit, home));
    await deniedDelivery.disturb(world);
    const denied = await drift('--depth', 'deep');
    expect(told(denied.document.findings)).to.deep.equal(findsOf(deniedDelivery));
    expect(reasonOf('channel-failing', denied)).to.contain('AccessDenied');
    // AWS Config tries again by itself.
    expect(told((await remediate('--depth', 'deep')).document.findings)).not.to.include(
      `resource-changed ${audit}/${home} BucketPolicy`,
    );
    await letDeliveriesPass(simulator);
    await expectClean();

    await disabledKey.disturb(world);
    const disabled = await expectLeft(findsOf(disabledKey), '--depth', 'deep');
    expect(reasonOf('channel-failing', disabled)).to.contain('KMS.DisabledException');
    await s3.call('s3', 'PutBucketEncryption', {
      Bucket: bucket,
      Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
    await letDeliveriesPass(simulator);
    await expectClean();
  });

  it('mends the role that a recorder fails for, and says so until AWS Config has noticed', async () => {
    await leftDeeds.failingRecorder.disturb(world);
    const found = await drift();
    expect(told(found.document.findings)).to.deep.equal(findsOf(leftDeeds.failingRecorder));
    expect(reasonOf('recorder-failing', found)).to.contain('cannot assume the role');
    const mended = await remediate();
    expect(mended.document.remediation?.outcome, mended.stderr).to.equal('done');
    expect(told(mended.document.findings)).not.to.include(`service-role-missing ${shop}/`);
    await letDeliveriesPass(world.simulator);
    await expectClean();
  });

  it('leaves what others made, and what AWS itself is troubled by', async () => {
    const { simulator } = world;
    const { replacedRecorder, duplicateRule, failingRule, failingSource, outdatedSource } = leftDeeds;
    const deeds = [replacedRecorder, duplicateRule, failingRule, failingSource, outdatedSource];
    await disturbAll(world, deeds);
    const left = await expectLeft(findsOf(...deeds), '--depth', 'deep');
    const sources = left.document.findings.filter(({ kind }) => kind === 'aggregator-source-failing');
    expect(sources.map(({ reason }) => reason)).to.deep.equal([
      'what it has is out of date',
      'InternalError: The data could not be moved.',
    ]);
    expect(reasonOf('rule-failing', left)).to.contain('InternalError');
    expect(reasonOf('rule-duplicate', left)).to.equal(`it is a second ${cmk}`);
    expect((await recorderIn(simulator, at(shop, abroad)))?.['name']).to.equal('default');
    expect(await rulesIn(simulator, at(audit, home))).to.have.property(`${cmk}-too`);

    // What a person does then.
    const config = administratorOf(simulator, at(shop, abroad));
    await config.call('config', 'DeleteConfigurationRecorder', { ConfigurationRecorderName: 'default' });
    await config.call('config', 'DeleteDeliveryChannel', { DeliveryChannelName: 'default' });
    await deleteRule(simulator, at(audit, home), `${cmk}-too`);
    await administratorOf(simulator, at(management, home)).call('config', 'StartConfigRulesEvaluation', {
      ConfigRuleNames: [unused],
    });
    await deleteAggregator(simulator, at(audit, home));
    expect((await remediate()).exitCode).to.equal(0);
    await expectClean();
  });

  it('leaves the key of the hub that somebody disabled, and names the call that enables it', async () => {
    await leftDeeds.disabledHubKey.disturb(world);
    const left = await expectLeft(findsOf(leftDeeds.disabledHubKey), '--depth', 'deep');
    const [said] = left.document.findings;
    expect(said?.differences).to.deep.equal([{ field: '/Enabled', is: 'false', shouldBe: 'true' }]);
    const call = /aws kms enable-key --region us-east-1 --key-id (\S+) in account/.exec(
      said?.instructions ?? '',
    );
    await administratorOf(world.simulator, at(audit, home)).call('kms', 'EnableKey', { KeyId: call?.[1] });
    expect(told((await drift('--depth', 'deep')).document.findings)).to.deep.equal([]);
  });

  it('refuses, with 4, to make the aggregator while the coverage is not proved', async () => {
    const { simulator } = world;
    await stopRecorder(simulator, at(shop, home));
    await deleteAggregator(simulator, at(audit, home));
    const refused = await remediate('--only', 'aggregator-missing');
    expect([refused.exitCode, refused.document.remediation?.outcome]).to.deep.equal([4, 'refused']);
    expect(told(refused.document.findings)).to.deep.equal([`aggregator-missing ${audit}/${home}`]);
    expect(refused.document.calls.mutating).to.equal(0);
    expect((await remediate()).exitCode).to.equal(0);
    await expectClean();
  });

  it('leaves an inoperable instance until a person has let go of it', async () => {
    const name = `orgsecrets-forward-${abroad}`;
    await leftDeeds.inoperableInstance.disturb(world);
    await expectLeft(findsOf(leftDeeds.inoperableInstance));
    await letGo(world.simulator, name, at(shop, abroad));
    expect((await remediate()).exitCode).to.equal(0);
    await expectClean();
  });

  it('leaves what stands in an account that is not to be covered any more, and forgets it once that is closed', async () => {
    const { simulator } = world;
    await leftDeeds.excludedAccount.disturb(world);
    const left = await expectLeft(findsOf(leftDeeds.excludedAccount));
    expect(left.document.findings[0]?.instructions).to.contain('--allow-destroy');

    await closeAccount(simulator, shop);
    const closed = await remediate();
    expect(closed.exitCode, closed.stdout).to.equal(0);
    expect(instancesOf(world, shop)).to.deep.equal([]);
  });
});

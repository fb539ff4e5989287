import { expect } from 'chai';
import type { DriftKind } from '../../../src/model/drift.js';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { closeAccount, moveAccount } from '../../support/disturb/accounts.js';
import { administratorOf } from '../../support/disturb/administrator.js';
import { deleteAggregator } from '../../support/disturb/aggregator.js';
import { denyDelivery, disableKey, encryptWithDisabledKey } from '../../support/disturb/delivery.js';
import {
  failEvaluations,
  letDeliveriesPass,
  troubleSource,
} from '../../support/disturb/on-the-side-of-aws.js';
import { recorderIn, replaceRecorder } from '../../support/disturb/recorder.js';
import { deleteRecorderRole } from '../../support/disturb/roles.js';
import { deleteRule, duplicateRule, rulesIn } from '../../support/disturb/rules.js';
import { failInstance, letGo, makeInoperable } from '../../support/disturb/stack-sets.js';
import { applyTo, instancesOf, targetsIn } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';

const [management, audit, shop] = ['111111111111', '222222222222', '333333333333'];
const [home, abroad] = ['us-east-1', 'eu-central-1'];
const at = (accountId: string, region: string) => ({ accountId, region });

const bucket = `orgsecrets-config-${audit}-${home}`;
const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';

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
  const told = ({ document }: Drifted) =>
    document.findings.map(({ kind, accountId = '', region = '' }) => `${kind} ${accountId}/${region}`);
  /** What is left after it was tried to mend everything: with what a person can do about each. */
  const expectLeft = async (
    finds: readonly `${DriftKind} ${string}`[],
    ...args: readonly string[]
  ): Promise<Drifted> => {
    const before = targetsIn(world.simulator);
    const left = await remediate(...args);
    expect([told(left), left.exitCode], left.stderr).to.deep.equal([finds, 2]);
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
    expect([told(clean), clean.document.unseen, clean.exitCode]).to.deep.equal([[], [], 0]);
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
    const failing = [audit, shop].map((accountId) => `channel-failing ${accountId}/${home}` as const);
    const changed = `resource-changed ${audit}/${home}` as const;
    const s3 = administratorOf(simulator, at(audit, home));
    await denyDelivery(simulator, bucket);
    await letDeliveriesPass(simulator);
    const denied = await drift('--depth', 'deep');
    expect(told(denied)).to.deep.equal([...failing, changed]);
    expect(reasonOf('channel-failing', denied)).to.contain('AccessDenied');
    // AWS Config tries again by itself.
    expect(told(await remediate('--depth', 'deep'))).not.to.include(changed);
    await letDeliveriesPass(simulator);
    await expectClean();

    await encryptWithDisabledKey(simulator, bucket);
    await letDeliveriesPass(simulator);
    const disabled = await expectLeft([...failing, changed], '--depth', 'deep');
    expect(reasonOf('channel-failing', disabled)).to.contain('KMS.DisabledException');
    await s3.call('s3', 'PutBucketEncryption', {
      Bucket: bucket,
      Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    });
    await letDeliveriesPass(simulator);
    await expectClean();
  });

  it('mends the role that a recorder fails for, and says so until AWS Config has noticed', async () => {
    await deleteRecorderRole(world.simulator, at(shop, home));
    await letDeliveriesPass(world.simulator);
    const found = await drift();
    expect(told(found)).to.deep.equal([
      `recorder-failing ${shop}/${abroad}`,
      `recorder-failing ${shop}/${home}`,
      `service-role-missing ${shop}/`,
    ]);
    expect(reasonOf('recorder-failing', found)).to.contain('cannot assume the role');
    const mended = await remediate();
    expect(mended.document.remediation?.outcome, mended.stderr).to.equal('done');
    expect(told(mended)).not.to.include(`service-role-missing ${shop}/`);
    await letDeliveriesPass(world.simulator);
    await expectClean();
  });

  it('leaves what others made, and what AWS itself is troubled by', async () => {
    const { simulator } = world;
    // Beside a stack of ours that is there it came later, whatever the last operation came to.
    await failInstance(simulator, `orgsecrets-recorder-${abroad}`, at(shop, abroad));
    await replaceRecorder(simulator, at(shop, abroad));
    await duplicateRule(simulator, at(audit, home), cmk);
    await failEvaluations(simulator, at(management, home), unused);
    await troubleSource(simulator, at(audit, home), at(shop, home));
    await troubleSource(simulator, at(audit, home), at(shop, abroad), 'outdated');
    const left = await expectLeft(
      [
        `instance-failed ${shop}/${abroad}`,
        `aggregator-source-failing ${shop}/${abroad}`,
        `aggregator-source-failing ${shop}/${home}`,
        `recorder-replaced ${shop}/${abroad}`,
        `rule-failing ${management}/${home}`,
        `rule-duplicate ${audit}/${home}`,
      ],
      '--depth',
      'deep',
    );
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
    const place = at(audit, home);
    await disableKey(world.simulator, place, 'alias/orgsecrets');
    const left = await expectLeft([`resource-changed ${audit}/${home}`], '--depth', 'deep');
    const [said] = left.document.findings;
    expect(said?.differences).to.deep.equal([{ field: '/Enabled', is: 'false', shouldBe: 'true' }]);
    const call = /aws kms enable-key --region us-east-1 --key-id (\S+) in account/.exec(
      said?.instructions ?? '',
    );
    await administratorOf(world.simulator, place).call('kms', 'EnableKey', { KeyId: call?.[1] });
    expect(told(await drift('--depth', 'deep'))).to.deep.equal([]);
  });

  it('leaves an inoperable instance until a person has let go of it', async () => {
    const name = `orgsecrets-forward-${abroad}`;
    await makeInoperable(world.simulator, name, at(shop, abroad));
    await expectLeft([`instance-inoperable ${shop}/${abroad}`]);
    await letGo(world.simulator, name, at(shop, abroad));
    expect((await remediate()).exitCode).to.equal(0);
    await expectClean();
  });

  it('leaves what stands in an account that is not to be covered any more, and forgets it once that is closed', async () => {
    const { simulator } = world;
    await moveAccount(simulator, shop, 'root');
    world.editOrg((text) =>
      text.replace('  exclude:\n', `  exclude:\n    - { id: '${shop}', reason: sold }\n`),
    );
    const left = await expectLeft(
      [abroad, home].flatMap((region) =>
        Array.from({ length: region === home ? 5 : 3 }, () => `surplus ${shop}/${region}` as const),
      ),
    );
    expect(left.document.findings[0]?.instructions).to.contain('--allow-destroy');

    await closeAccount(simulator, shop);
    const closed = await remediate();
    expect(closed.exitCode, closed.stdout).to.equal(0);
    expect(instancesOf(world, shop)).to.deep.equal([]);
  });
});

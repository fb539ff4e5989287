import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import { drift } from '../../src/app/drift.js';
import { remediate } from '../../src/app/remediate.js';
import { targetKey } from '../../src/model/target.js';
import type { ApplyView } from '../../src/report/types.js';
import { status } from '../../src/app/status.js';
import { bucketOf } from '../../src/simulator/services/s3/state.js';
import { switchRegion } from '../support/disturb/accounts.js';
import { denyDelivery } from '../support/disturb/delivery.js';
import { letDeliveriesPass } from '../support/disturb/on-the-side-of-aws.js';
import { deleteChannel, deleteRecorder } from '../support/disturb/recorder.js';
import { deleteRole, widenRole } from '../support/disturb/roles.js';
import { deleteStack } from '../support/disturb/stack-sets.js';
import { stateOf } from '../support/drift-model/covered-state.js';
import { changedIn, foreignIn } from '../support/foreign.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { targetsIn } from '../support/real-life.js';

const deep = { depth: 'deep', only: [], scope: {} } as const;
const inShop = { accountId: '333333333333', region: 'us-east-1' };

/* What AWS's documents do not say is in the world one way by default, and the other by a line of its file. */
describe('where AWS does not say what it does', function () {
  this.timeout(120_000);
  let world: InProcess;
  afterEach(() => world.stop());

  const start = async (name: string, reading: string): Promise<void> => {
    world = await startWorld(name, (text) => `${text}\n${reading}\n`);
    world.editOrg((text) => text.replace('pollInterval: 0.2', 'pollInterval: 15'));
  };
  /** A thing without the times at which AWS last evaluated it. */
  const madeAs = (thing = '{}') => JSON.stringify({ ...JSON.parse(thing), evaluatedAt: undefined });
  const failuresIn = ({ outcome: { results } }: ApplyView) =>
    results.flatMap(({ failures }) => failures.map(({ reason }) => reason));
  const expectNothingLeft = async (): Promise<void> => {
    const { outcome, calls } = await world.apply();
    expect([outcome.outcome, calls.mutating]).to.deep.equal(['done', 0]);
  };

  for (const [reading, words] of [
    ['denied', 'may do nothing'],
    ['unknown', 'is not known any more'],
  ] as const)
    it(`roles that are made anew are taken again, and destroy ends, where a session of the one before ${words}`, async () => {
      await start('small', `iam: { goneRole: ${reading} }`);
      await world.apply();
      const covered = stateOf(world.simulator);
      await deleteRole(world.simulator, inShop, 'orgsecrets-mend');
      expect((await world.with((run) => drift(run, deep))).findings).not.to.deep.equal([]);
      const mended = await world.with((run) => remediate(run, { ...deep, approve: async () => true }));
      expect([mended.remediation?.outcome.outcome, mended.findings]).to.deep.equal(['done', []]);
      expect(stateOf(world.simulator)).to.deep.equal(covered);
      const gone = await world.with((run) => destroy(run, { approve: async () => true }));
      expect(gone.outcome).to.equal('done');
      expect(targetsIn(world.simulator)).to.deep.equal({});
    });

  for (const [reading, words] of [
    ['put-again', 'makes such a recorder again'],
    ['not-found', 'fails on such a recorder and ruins its stack'],
  ] as const)
    it(`a deleted recorder is put back before its definition changes, where an update ${words}`, async () => {
      await start('small', `cloudFormation: { goneRecorder: ${reading} }`);
      await world.apply();
      await deleteChannel(world.simulator, inShop);
      await deleteRecorder(world.simulator, inShop);
      world.editOrg((text) => `${text}recorder: { frequency: daily }\n`);
      const view = await world.apply();
      expect(failuresIn(view)).to.deep.equal([]);
      expect(view.calls.byOperation['cloudformation:UpdateStackSet']).to.be.greaterThan(0);
      await expectNothingLeft();
    });

  it('destroy takes away what is left of a deleted recorder, where a deletion succeeds without it', async () => {
    await start('small', 'cloudFormation: { goneRecorder: put-again }');
    await world.apply();
    await deleteChannel(world.simulator, inShop);
    await deleteRecorder(world.simulator, inShop);
    const gone = await world.with((run) => destroy(run, { approve: async () => true }));
    expect(gone.outcome).to.equal('done');
  });

  it('destroy names the stack of a deleted recorder with the way out, where a deletion fails without it, and ends then', async () => {
    await start('small', 'cloudFormation: { goneRecorder: not-found }');
    await world.apply();
    await deleteChannel(world.simulator, inShop);
    await deleteRecorder(world.simulator, inShop);
    const approve = async () => true;
    const view = await world.with((run) => destroy(run, { approve }));
    expect(view.outcome).to.equal('failed');
    const left = view.results.flatMap(({ failures }) => failures);
    expect(left.map(({ accountId, region }) => `${accountId}/${region}`)).to.deep.equal([targetKey(inShop)]);
    expect(left[0]?.instructions).to.contain('--deletion-mode FORCE_DELETE_STACK');
    // What that mode does: the stack goes, and what can't be deleted is left.
    await deleteStack(world.simulator, 'orgsecrets-recorder-us-east-1', inShop, ['Recorder', 'Channel']);
    expect((await world.with((run) => destroy(run, { approve }))).outcome).to.equal('done');
    expect(targetsIn(world.simulator)).to.deep.equal({});
  });

  for (const [reading, words] of [
    ['refused', 'fails on it'],
    ['overwritten', 'would put its own over it'],
  ] as const)
    it(`a rule that somebody made stays as it is from apply to destroy, where a stack ${words}`, async () => {
      await start('foreign-rules', `cloudFormation: { existingRule: ${reading} }`);
      const foreign = foreignIn(world.simulator);
      const view = await world.apply();
      expect(failuresIn(view).filter((reason) => reason.includes('already exists'))).to.deep.equal([]);
      expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
      await world.with((run) => destroy(run, { approve: async () => true }));
      const left = foreignIn(world.simulator);
      for (const path of Object.keys(foreign)) expect(madeAs(left[path])).to.equal(madeAs(foreign[path]));
    });

  for (const [reading, words] of [
    ['refused', 'fail in an account that AWS is still setting up'],
    ['waited-for', 'wait for it'],
  ] as const)
    it(`accounts that came yesterday hold up nobody, and are covered in the same run, where StackSets ${words}`, async () => {
      await start('accounts-fresh', `cloudFormation: { settingUp: ${reading} }`);
      const began = world.simulator.clock.now();
      const settled: number[] = [];
      const view = await world.apply({
        emit: (event) => {
          if (
            event.code === 'action-ended' &&
            event.action.id.startsWith('create-instances/orgsecrets-rules')
          )
            settled.push((world.simulator.clock.now() - began) / 60_000);
        },
      });
      expect([view.outcome.outcome, failuresIn(view)]).to.deep.equal(['done', []]);
      expect(settled[0], 'minutes until the first rules').to.be.below(40);
      expect(Object.keys(targetsIn(world.simulator))).to.have.lengthOf(10);
      await expectNothingLeft();
    });

  it('a bucket that trusts the organization refuses the canary alone where AWS Config does not tell it, and the way out covers all', async () => {
    await start('small', 'config: { organizationKeys: absent }');
    const view = await world.apply();
    const [failure] = view.outcome.results.flatMap(({ failures }) => failures);
    expect(failure?.reason).to.contain('InsufficientDeliveryPolicyException');
    expect(failure?.instructions).to.contain('Set delivery.trust: service in the org.yaml');
    expect(
      world.simulator.log.filter(
        ({ operation, error }) => operation === 'PutConfigurationRecorder' && !error,
      ),
    ).to.have.lengthOf(1);
    world.editOrg((text) => `${text}delivery: { trust: service }\n`);
    expect((await world.apply()).outcome.outcome).to.equal('done');
    await expectNothingLeft();
  });

  for (const [reading, words] of [
    ['channel-alone', 'the delivery channel alone'],
    ['recorder-too', 'the recorder too'],
  ] as const)
    it(`deliveries that fail are a gap, and none any more once they pass, where ${words} tells of them`, async () => {
      const secret = `secrets: [{ accountId: '${inShop.accountId}', region: ${inShop.region}, name: password }]`;
      await start('small', `${secret}\nconfig: { failedDeliveries: ${reading} }`);
      await world.apply();
      const bucket = bucketOf(world.simulator.world, 'orgsecrets-config-222222222222-us-east-1')!;
      const { policy } = bucket;
      await denyDelivery(world.simulator, bucket.name);
      await letDeliveriesPass(world.simulator);
      const seen = () => world.with((run) => status(run));
      const failing = (await seen()).coverage.recorder.gaps;
      expect(failing.map(targetKey)).to.include(targetKey(inShop));
      for (const { reason } of failing) expect(reason).to.contain('AccessDenied');
      bucket.policy = policy;
      await letDeliveriesPass(world.simulator);
      expect((await seen()).coverage.recorder.gaps).to.deep.equal([]);
    });

  it('what drift detection passes over is told as not looked at, where it can read fewer types', async () => {
    await start('small', 'cloudFormation: { unreadableTypes: ["AWS::IAM::Role"] }');
    await world.apply();
    await widenRole(world.simulator, inShop, 'orgsecrets-look');
    const view = await world.with((run) => drift(run, deep));
    expect(view.findings).to.deep.equal([]);
    expect(JSON.stringify(view.unchecked)).to.contain('AWS::IAM::Role');
  });

  describe('and an opt-in Region was disabled since', () => {
    const inMilan = { accountId: '300000000001', region: 'eu-south-1' };
    const disabled = async (reading: string): Promise<void> => {
      await start('regions-opt-in', `cloudFormation: { disabledRegion: ${reading} }`);
      await world.apply();
      await switchRegion(world.simulator, inMilan.accountId, inMilan.region, 'disabled');
    };

    it('its instances are forgotten, where StackSets let go of them', async () => {
      await disabled('let-go');
      expect((await world.apply({ allowDestroy: true })).outcome.outcome).to.equal('done');
      await expectNothingLeft();
    });

    it('what StackSets do not let go of is tried once a run and named with the way out, and all else is covered', async () => {
      await disabled('inoperable');
      const { outcome, calls } = await world.apply({ allowDestroy: true });
      expect([outcome.outcome, outcome.aggregator.status]).to.deep.equal(['failed', 'succeeded']);
      expect([...outcome.coverage.recorder.gaps, ...outcome.coverage.rules.gaps]).to.deep.equal([]);
      expect(calls.mutating).to.equal(1);
      const [failure, ...others] = outcome.results.flatMap(({ failures }) => failures);
      expect(others).to.deep.equal([]);
      expect(failure).to.deep.include(inMilan);
      expect(failure?.instructions).to.contain('enable the Region in the account');

      await switchRegion(world.simulator, inMilan.accountId, inMilan.region, 'enabled');
      world.editOrg((text) => `${text}accounts: { exclude: ['${inMilan.accountId}'] }\n`);
      expect((await world.apply({ allowDestroy: true })).outcome.outcome).to.equal('done');
      await switchRegion(world.simulator, inMilan.accountId, inMilan.region, 'disabled');
      await expectNothingLeft();
    });
  });
});

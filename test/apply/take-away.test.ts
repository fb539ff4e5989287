import { expect } from 'chai';
import { deleteInstances, stopAutoDeployment } from '../../src/apply/take-away.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { DeleteInstances, StopAutoDeployment } from '../../src/model/plan.js';
import type { Target } from '../../src/model/target.js';
import { stackSetOf } from '../support/desired.js';
import { applyContext } from './context.js';

const region = 'eu-west-1';
const accounts = ['333333333333', '444444444444'];
const targets = accounts.map((accountId): Target => ({ accountId, region }));
const stackSet = stackSetOf('rules', accounts);
const deletion: DeleteInstances = {
  id: 'delete-instances/rules',
  type: 'delete-instances',
  dependsOn: [],
  destructive: true,
  stackSet,
  targets,
  operation: { organizationalUnits: ['r-abcd'], filter: 'INTERSECTION', accounts },
  retainStacks: false,
};
const stop: StopAutoDeployment = {
  id: 'stop-auto-deployment/rules',
  type: 'stop-auto-deployment',
  dependsOn: [],
  destructive: true,
  stackSet,
};
const refusal = new OrgSecretsError('ActionFailed', 'StackInstanceNotFoundException', { fault: 'aws' });
const denial = new OrgSecretsError('NotPermitted', 'AccessDenied', { fault: 'user' });

/** @param standing what a fresh look finds; `undefined`: not even the StackSet. */
function given(standing: readonly Target[] | undefined) {
  const made = applyContext();
  const { cloudFormation } = made.recorded;
  cloudFormation.listInstances = async () => standing;
  const refuse = (error: Error, times = Infinity) => {
    const start = cloudFormation.deleteInstances.bind(cloudFormation);
    let left = times;
    cloudFormation.deleteInstances = async (...input) => {
      left -= 1;
      if (left >= 0) throw error;
      return start(...input);
    };
    cloudFormation.stopAutoDeployment = async () => {
      throw error;
    };
  };
  return { ...made, cloudFormation, refuse };
}
const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

describe('taking away what another run takes away too', () => {
  it('is done where AWS refuses, and a fresh look finds no instance, or no StackSet', async () => {
    for (const standing of [[], undefined]) {
      const { context, refuse } = given(standing);
      refuse(refusal);
      expect(await deleteInstances(deletion, context)).to.deep.equal([]);
    }
  });

  it('is done where AWS reports no result for targets that a fresh look does not find', async () => {
    const { context, cloudFormation } = given([]);
    cloudFormation.operationResults = async () => [];
    expect(await deleteInstances(deletion, context)).to.deep.equal([]);
  });

  it('has failed in those that stand although AWS reports no result for them', async () => {
    const { context, cloudFormation } = given([targets[1]!]);
    cloudFormation.operationResults = async () => [];
    const failures = await deleteInstances(deletion, context);
    expect(failures).to.deep.equal([{ ...targets[1], reason: 'AWS reports no result for this target' }]);
  });

  it('is asked for again without those that are gone, where AWS refuses the whole list for them', async () => {
    const { context, cloudFormation, refuse } = given([targets[1]!]);
    refuse(refusal, 1);
    expect(await deleteInstances(deletion, context)).to.deep.equal([]);
    expect(cloudFormation.started.map((one) => one.accounts)).to.deep.equal([['444444444444']]);
  });

  it('fails with AWS’s refusal where every instance stands', async () => {
    const { context, refuse } = given(targets);
    refuse(refusal);
    expect(await caught(deleteInstances(deletion, context))).to.equal(refusal);
  });

  it('fails where the call is denied, whatever stands', async () => {
    const { context, refuse } = given(undefined);
    refuse(denial);
    expect(await caught(deleteInstances(deletion, context))).to.equal(denial);
    expect(await caught(stopAutoDeployment(stop, context))).to.equal(denial);
  });

  it('tries again after a pause where StackSets does not know the roles yet that were made for it, and says what to do where they stay unknown', async () => {
    const role = 'orgsecrets-stackset-administration';
    const reason = `Account 333333333333 should have '${role}' role with trust relationship to Service cloudformation.`;
    for (const [unknown, expected] of [
      [2, []],
      [3, [{ ...targets[0], reason }]],
    ] as const) {
      const { context, cloudFormation, recorded } = given([targets[0]!]);
      let results = 0;
      cloudFormation.operationResults = async () => {
        results += 1;
        const told =
          results <= unknown
            ? ({ status: 'FAILED', reason } as const)
            : ({ status: 'SUCCEEDED', reason: undefined } as const);
        return [{ ...targets[0]!, ...told }];
      };
      const began = recorded.clock.now();
      const alone = {
        ...deletion,
        targets: [targets[0]!],
        stackSet: { ...stackSet, permissionModel: 'SELF_MANAGED' as const },
      };
      const failures = await deleteInstances(alone, context);
      expect(failures.map(({ instructions, ...one }) => one)).to.deep.equal(expected);
      for (const { instructions } of failures) expect(instructions).to.contain('Run the same command again');
      expect(recorded.clock.now() - began).to.be.at.least(2 * context.pollInterval);
    }
  });

  it('ends auto-deployment where the StackSet is gone, and fails where it stands', async () => {
    const gone = given(undefined);
    gone.refuse(refusal);
    expect(await stopAutoDeployment(stop, gone.context)).to.deep.equal([]);
    const empty = given([]);
    empty.refuse(refusal);
    expect(await caught(stopAutoDeployment(stop, empty.context))).to.equal(refusal);
  });
});

import { expect } from 'chai';
import type { DriftedResource, MadeLook } from '../../src/model/made.js';
import type { Observed } from '../../src/model/observed.js';
import { parsePlan } from '../../src/plan/parse-plan.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { administrator, covered, first, home, management, planOf, stackSet } from './sample.js';

const hub = 'orgsecrets-hub';
const member = 'orgsecrets-member';

function drifted(
  name: string,
  accountId: string,
  ...resources: readonly Partial<DriftedResource>[]
): Pick<Observed, 'made'> {
  const whole = resources.map((one): DriftedResource => ({
    logicalId: 'BucketPolicy',
    type: 'AWS::S3::BucketPolicy',
    physicalId: undefined,
    stackId: `arn:aws:cloudformation:${home}:${accountId}:stack/StackSet-${name}/1`,
    is: 'changed',
    differences: [],
    ...one,
  }));
  const look: MadeLook = {
    drifted: [{ accountId, region: home, resources: whole }],
    unseen: [],
    stackless: [],
    unchecked: [],
  };
  return { made: new Map([[name, look]]) };
}

const role = { type: 'AWS::IAM::Role' };
const added = { differences: [{ field: '/ManagedPolicyArns/0', from: 'arn:more', to: undefined }] };

describe('a plan over what drift detection found', () => {
  it('makes the groups of the hub anew that something drifted in, and no other', () => {
    const plan = planOf(covered(), () =>
      drifted(hub, administrator, {}, { ...role, logicalId: 'AggregatorRole', is: 'missing' }),
    );
    expect(plan.actions).to.containSubset([{ type: 'rebuild-hub', groups: ['delivery', 'aggregation'] }]);
    expect(plan.actions).to.have.lengthOf(1);
  });

  it('leaves what holds something, and a group with a role that CloudFormation can’t delete', () => {
    const plan = planOf(covered(), () =>
      drifted(
        hub,
        administrator,
        { logicalId: 'Topic', type: 'AWS::SNS::Topic' },
        { ...role, logicalId: 'AggregatorRole', ...added },
        { ...role, logicalId: 'AggregatorAdmin' },
      ),
    );
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles).to.have.lengthOf(3);
  });

  it('makes what holds something again where it is gone, with what stands on it', () => {
    const missing = { is: 'missing' } as const;
    const topic = { ...missing, logicalId: 'Topic', type: 'AWS::SNS::Topic' };
    const plan = planOf(covered(), () =>
      drifted(hub, administrator, topic, { ...missing, logicalId: 'Bucket' }, missing),
    );
    expect(plan.actions).to.containSubset([
      { type: 'rebuild-hub', groups: ['delivery', 'bucket', 'topic'], destructive: false },
    ]);
    expect(plan.obstacles).to.deep.equal([]);
    // The role that notifies is left out with the topic, and has to go for that.
    const held = planOf(covered(), () =>
      drifted(hub, administrator, topic, { ...role, logicalId: 'NotifyRole', ...added }),
    );
    expect(held.actions).to.deep.equal([]);
    expect(held.obstacles.map(({ instructions }) => instructions)).to.satisfy((all: string[]) =>
      all.every((one) => one.includes('aws iam detach-role-policy')),
    );
  });

  it('never makes a key anew, and says how one is enabled that somebody disabled', () => {
    const key = { type: 'AWS::KMS::Key', logicalId: 'Key', physicalId: '1234' };
    const disabled = { ...key, differences: [{ field: '/Enabled', from: 'false', to: 'true' }] };
    const plan = planOf(covered(), () => drifted(hub, administrator, disabled, {}));
    expect(plan.actions).to.containSubset([{ type: 'rebuild-hub', groups: ['delivery'] }]);
    expect(plan.obstacles[0]?.instructions).to.contain(
      `aws kms enable-key --region ${home} --key-id 1234 in account ${administrator}`,
    );
    const gone = planOf(covered(), () => drifted(hub, administrator, { ...key, is: 'missing' }));
    expect(gone.actions).to.deep.equal([]);
    expect(gone.obstacles).to.have.lengthOf(1);
  });

  it('puts back what a rebuilding left out that was cut off', () => {
    const plan = planOf(covered(), () => ({ hubOverrides: { RebuildNotifications: 'true' } }));
    expect(plan.actions).to.containSubset([{ type: 'rebuild-hub', groups: [] }]);
  });

  it('makes the instance of a role anew, but not where the role has policies that somebody added', () => {
    const anew = planOf(covered(), () => drifted(member, first, { ...role, logicalId: 'Mend' }));
    expect(anew.actions.map(({ type }) => type)).to.deep.equal(['delete-instances', 'create-instances']);
    const held = planOf(covered(), () => drifted(member, first, { ...role, logicalId: 'Mend', ...added }));
    expect(held.actions).to.deep.equal([]);
    expect(held.obstacles[0]?.instructions).to.contain('aws iam detach-role-policy');
  });

  describe('of the roles of the management account’s StackSets', () => {
    const roles = 'orgsecrets-management-roles';
    const execution = { ...role, logicalId: 'Execution' };
    const administration = { ...role, logicalId: 'Administration' };

    it('makes their stack again, before anything that is done with them', () => {
      const older = (observed: Observed) =>
        stackSet(observed, 'orgsecrets-management-member', { templateDigest: 'older' });
      const plan = planOf(covered(), (observed) => ({
        ...drifted(roles, management, { ...execution, is: 'missing' }),
        ...older(observed),
      }));
      expect(plan.actions.map(({ id }) => id)).to.deep.equal([
        `delete-stack/${roles}`,
        `deploy-stack/${roles}`,
        'update-stack-set/orgsecrets-management-member',
      ]);
      const [away, anew, after] = plan.actions;
      expect(away).to.include({ destructive: false, again: true });
      expect(anew).to.deep.include({ change: 'create', dependsOn: [away?.id] });
      expect(after?.dependsOn).to.include(anew?.id);
      expect(parsePlan(printPlan(plan)).actions).to.deep.equal(plan.actions);
    });

    it('leaves them where one has policies that somebody added, and uses them', () => {
      const plan = planOf(covered(), () =>
        drifted(roles, management, { ...execution, ...added }, administration),
      );
      expect(plan.actions).to.deep.equal([]);
      expect(plan.obstacles.map(({ reason }) => reason.split(',')[0])).to.deep.equal([
        `Execution of stack ${roles} was changed`,
        `Administration of stack ${roles} was changed`,
      ]);
    });

    it('updates a stack that is left, but not where the update would reach what is gone', () => {
      const held = (is: DriftedResource['is']) =>
        planOf(covered(), (observed) => ({
          ...drifted(roles, management, { ...execution, ...added }, { ...administration, is }),
          managementRoles: { ...observed.managementRoles!, templateDigest: 'older' },
        }));
      expect(held('changed').actions.map(({ id }) => id)).to.deep.equal([`deploy-stack/${roles}`]);
      expect(held('missing').actions).to.deep.equal([]);
    });
  });
});

import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import { accountId } from '../support/arbitraries/organization.js';
import {
  administrator,
  covered,
  find,
  first,
  home,
  instance,
  management,
  planOf,
  second,
  stackSet,
  suspended,
  untouched,
} from './sample.js';

const ids = (plan: { actions: readonly { id: string }[] }) => plan.actions.map(({ id }) => id);

describe('a first plan', () => {
  it('names every step once, in an order that people can follow', () => {
    const plan = planOf({ ...untouched(), stackSetsAccess: 'DISABLED' });
    expect(ids(plan).slice(0, 5)).to.deep.equal([
      'activate-stacksets-access',
      'enable-service-access/config.amazonaws.com',
      `register-delegated-administrator/config.amazonaws.com/${administrator}`,
      'deploy-stack/orgsecrets-management-roles',
      'create-stack-set/orgsecrets-hub',
    ]);
    expect(ids(plan).slice(-2)).to.deep.equal(['prove-coverage', 'put-aggregator/orgsecrets']);
    expect(plan.lookLater).to.deep.equal([]);
  });

  it('makes one recorder outside the administrator account first, and the others after its proof', () => {
    const plan = planOf(untouched());
    const recorders = find(plan, 'create-instances').filter((action) => action.stackSet.kind === 'recorder');
    expect(recorders[0]!.id).to.equal(`create-instances/orgsecrets-recorder-${home}/canary`);
    expect(recorders[0]!.targets).to.deep.equal([{ accountId: first, region: home }]);
    const gate = `prove-delivery/${first}/${home}`;
    expect(find(plan, 'prove-delivery').map(({ id }) => id)).to.deep.equal([gate]);
    expect(recorders.length).to.equal(5);
    for (const other of recorders.slice(1)) expect(other.dependsOn, other.id).to.include(gate);
  });

  it('tries the delivery in another account where the recorder of the first one failed', () => {
    const name = `orgsecrets-recorder-${home}`;
    const failed = {
      accountId: first,
      region: home,
      status: 'OUTDATED' as const,
      detailedStatus: 'FAILED' as const,
      statusReason: 'denied',
      stackId: undefined,
      organizationalUnitId: undefined,
    };
    const plan = planOf(untouched(), ({ stackSets }) => {
      const standing = planOf(covered(), (observed) => {
        stackSets = new Map(stackSets).set(name, {
          ...observed.stackSets.get(name)!,
          instances: [failed],
        });
        return {};
      });
      expect(standing.actions).to.deep.equal([]);
      return { stackSets };
    });
    expect(find(plan, 'prove-delivery').map(({ target }) => target.accountId)).to.deep.equal([second]);
  });

  it('puts each kind after what it needs', () => {
    const plan = planOf(untouched());
    const before = (id: string) => plan.actions.find((action) => action.id === id)!.dependsOn;
    expect(before(`create-instances/orgsecrets-recorder-${home}/canary`)).to.include.members([
      `create-stack-set/orgsecrets-recorder-${home}`,
      'create-instances/orgsecrets-hub',
      'create-instances/orgsecrets-slr',
    ]);
    expect(before('create-instances/orgsecrets-rules-us-east-1')).to.include(
      'create-instances/orgsecrets-recorder-us-east-1',
    );
    expect(before('create-instances/orgsecrets-rules-us-east-1')).not.to.include(
      `create-instances/orgsecrets-recorder-${home}`,
    );
    expect(before('create-instances/orgsecrets-forward-us-east-1')).to.include.members([
      'create-instances/orgsecrets-hub',
      'create-instances/orgsecrets-member',
    ]);
    expect(before('create-instances/orgsecrets-management-rules-us-east-1')).to.include.members([
      'deploy-stack/orgsecrets-management-roles',
      'create-instances/orgsecrets-management-recorder-us-east-1',
    ]);
  });

  it('makes recorders with a role of their own after the member stack', () => {
    const plan = planOf(
      untouched({
        recorder: {
          adopt: 'as-is',
          role: 'dedicated',
          resourceTypes: ['AWS::SecretsManager::Secret'],
          frequency: 'continuous',
        },
      }),
    );
    const canary = plan.actions.find(({ id }) => id.endsWith('/canary'))!;
    expect(canary.dependsOn).to.include('create-instances/orgsecrets-member');
  });

  it('makes the service-linked role only where a look found none', () => {
    const plan = planOf({ ...untouched(), serviceLinkedRoles: new Set([first, management]) });
    const roles = find(plan, 'create-instances').filter((action) => action.stackSet.kind === 'slr');
    expect(roles.flatMap(({ targets }) => targets.map((target) => target.accountId))).to.deep.equal([
      administrator,
      second,
    ]);
  });

  it('makes no service-linked role where nobody looked for one', () => {
    const plan = planOf(untouched(), ({ accounts }) => ({
      accounts: new Map(accounts).set(first, { seen: true, role: 'a-role', serviceLinkedRole: 'not-looked' }),
    }));
    const roles = find(plan, 'create-instances').filter((action) => action.stackSet.kind === 'slr');
    expect(roles.flatMap(({ targets }) => targets.map((target) => target.accountId))).not.to.include(first);
  });

  it('looks again after the member stack where no role lets it look yet, and makes nothing blindly', () => {
    const plan = planOf({ ...untouched(), open: new Set([management, administrator]) });
    expect(plan.lookLater.map(({ accountId, region }) => [accountId, region])).to.deep.equal([
      [first, undefined],
      [second, undefined],
    ]);
    const regional = find(plan, 'create-instances').filter(
      ({ stackSet: { kind } }) => kind !== 'member' && kind !== 'hub',
    );
    for (const { id, targets } of regional)
      for (const { accountId } of targets) expect([management, administrator], id).to.include(accountId);
    expect(ids(plan)).to.include('create-stack-set/orgsecrets-recorder-us-east-1');
  });

  it('says no operation for the suspended account, by leaving it out of whole units', () => {
    const member = find(planOf(untouched()), 'create-instances').find(
      ({ stackSet: { name } }) => name === 'orgsecrets-member',
    )!;
    expect(member.operation).to.deep.equal({
      organizationalUnits: ['r-abcd'],
      filter: 'DIFFERENCE',
      accounts: [suspended],
    });
    const management = find(planOf(untouched()), 'create-instances').find(
      ({ stackSet: { name } }) => name === 'orgsecrets-management-member',
    )!;
    expect(management.operation.organizationalUnits).to.equal(undefined);
  });
});

describe('a plan over what is there', () => {
  it('is empty where everything is as it should be', () => {
    const plan = planOf(covered());
    expect(plan.actions).to.deep.equal([]);
    expect([...plan.lookLater, ...plan.obstacles, ...plan.warnings]).to.deep.equal([]);
  });

  it('makes a missing or failed instance again, and only that', () => {
    const rules = 'orgsecrets-rules-us-east-1';
    for (const detailedStatus of ['FAILED', 'CANCELLED', 'SKIPPED_SUSPENDED_ACCOUNT'] as const) {
      const plan = planOf(covered(), (observed) =>
        instance(observed, rules, second, { status: 'OUTDATED', detailedStatus, stackId: undefined }),
      );
      expect(ids(plan), detailedStatus).to.deep.equal([`create-instances/${rules}`]);
      expect(find(plan, 'create-instances')[0]!.operation).to.deep.equal({
        organizationalUnits: ['r-abcd'],
        filter: 'INTERSECTION',
        accounts: [second],
      });
    }
  });

  it('waits for an operation that is under way, and looks again', () => {
    const plan = planOf(covered(), (observed) =>
      instance(observed, 'orgsecrets-rules-us-east-1', second, {
        status: 'OUTDATED',
        detailedStatus: 'RUNNING',
      }),
    );
    expect(plan.actions).to.deep.equal([]);
    expect(plan.lookLater.map(({ accountId, region }) => [accountId, region])).to.deep.equal([
      [second, 'us-east-1'],
    ]);
  });

  it('leaves an INOPERABLE instance to a person', () => {
    const plan = planOf(covered(), (observed) =>
      instance(observed, 'orgsecrets-member', second, { status: 'INOPERABLE', detailedStatus: 'INOPERABLE' }),
    );
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles[0]).to.deep.include({ accountId: second, region: home });
    expect(plan.obstacles[0]!.instructions).to.contain('aws cloudformation delete-stack --region');
  });

  it('updates a definition with what is made beside an INOPERABLE instance, since no update reaches that', () => {
    const name = `orgsecrets-forward-${home}`;
    const others = find(planOf(untouched()), 'create-instances').find(({ id }) => id.endsWith(name))!.targets;
    const [missing, ...stuck] = others.map((target) => target.accountId);
    const without = (gone: readonly string[]) =>
      planOf(covered(), (observed) => {
        const instances = observed.stackSets
          .get(name)!
          .instances.filter(({ accountId }) => !gone.includes(accountId))
          .map((one) => ({ ...one, status: 'INOPERABLE' as const }));
        return stackSet(observed, name, { instances, templateDigest: 'older' });
      });
    expect(stuck).not.to.be.empty;
    const [made, updated, ...more] = without([missing!]).actions;
    expect(more).to.deep.equal([]);
    expect(made).to.deep.include({ id: `create-instances/${name}`, dependsOn: [] });
    expect(updated).to.deep.include({
      id: `update-stack-set/${name}`,
      dependsOn: [made!.id],
      targets: [{ accountId: missing, region: home }],
    });
    expect(without([]).actions).to.deep.equal([]);
  });

  it('updates a definition that differs, and shows each field', () => {
    const name = 'orgsecrets-recorder-us-east-1';
    const plan = planOf(covered(), (observed) => {
      const { parameters } = observed.stackSets.get(name)!;
      return stackSet(observed, name, {
        parameters: { ...parameters, Frequency: 'DAILY' },
        managedExecution: false,
      });
    });
    const [update] = find(plan, 'update-stack-set');
    expect(ids(plan)).to.deep.equal([`update-stack-set/${name}`]);
    expect(update!.differences).to.deep.equal([
      { field: 'parameters.Frequency', from: 'DAILY', to: 'CONTINUOUS' },
      { field: 'managedExecution', from: 'false', to: 'true' },
    ]);
    expect(update!.targets.map((target) => target.accountId)).to.deep.equal([administrator, first, second]);
  });

  describe('auto-deployment that differs', () => {
    const name = 'orgsecrets-member';
    const off = { enabled: false, dependsOn: [] };

    it('changes in an update of its own, without accounts, since AWS takes it only so', () => {
      const plan = planOf(covered(), (observed) => stackSet(observed, name, { autoDeployment: off }));
      expect(ids(plan)).to.deep.equal([`update-stack-set/${name}/autoDeployment`]);
      expect(find(plan, 'update-stack-set')[0]).to.deep.include({ targets: [], operation: undefined });
    });

    it('changes after everything else', () => {
      const plan = planOf(covered(), (observed) =>
        stackSet(observed, name, { autoDeployment: off, templateDigest: 'an older one' }),
      );
      expect(ids(plan)).to.deep.equal([
        `update-stack-set/${name}`,
        `update-stack-set/${name}/autoDeployment`,
      ]);
      const [first, last] = find(plan, 'update-stack-set');
      expect(first!.differences.map(({ field }) => field)).to.deep.equal(['template']);
      expect(last!.dependsOn).to.include(first!.id);
    });

    it('changes once the instances that nothing asks for are gone, which it would reach too', () => {
      const plan = planOf(covered(), (observed) => {
        const { instances } = observed.stackSets.get(name)!;
        const surplus = { ...instances[0]!, accountId: suspended };
        return stackSet(observed, name, { autoDeployment: off, instances: [...instances, surplus] });
      });
      const [update] = find(plan, 'update-stack-set');
      expect(update!.dependsOn).to.include(`delete-instances/${name}`);
    });
  });

  it('never updates an instance in an account that is gone, and takes it away', () => {
    const name = 'orgsecrets-member';
    const gone = accountId(9);
    const plan = planOf(covered(), (observed) => {
      const { instances } = observed.stackSets.get(name)!;
      const surplus = { ...instances[0]!, accountId: gone };
      return stackSet(observed, name, { templateDigest: 'an older one', instances: [...instances, surplus] });
    });
    const [update] = find(plan, 'update-stack-set');
    expect(update!.operation).to.deep.equal({
      organizationalUnits: ['r-abcd'],
      filter: 'DIFFERENCE',
      accounts: [suspended],
    });
    const [removal] = find(plan, 'delete-instances');
    expect(removal!.targets).to.deep.equal([{ accountId: gone, region: home }]);
  });

  it('changes a definition whose only instances nothing asks for once they are gone', () => {
    const name = 'orgsecrets-member';
    const plan = planOf(covered(), (observed) => {
      const surplus = { ...observed.stackSets.get(name)!.instances[0]!, accountId: suspended };
      return stackSet(observed, name, { templateDigest: 'an older one', instances: [surplus] });
    });
    const [update] = find(plan, 'update-stack-set');
    expect(update!.operation).to.equal(undefined);
    expect(update!.dependsOn).to.include(`delete-instances/${name}`);
  });

  it('takes StackSets away that nothing asks for any more, instances first', () => {
    const plan = planOf(covered(), (observed) => {
      const recorder = observed.stackSets.get('orgsecrets-recorder-us-east-1')!;
      const name = 'orgsecrets-recorder-eu-west-3';
      return { stackSets: new Map(observed.stackSets).set(name, { ...recorder, name }) };
    });
    expect(plan.actions.map(({ id, destructive, dependsOn }) => [id, destructive, dependsOn])).to.deep.equal([
      ['delete-instances/orgsecrets-recorder-eu-west-3', true, []],
      [
        'delete-stack-set/orgsecrets-recorder-eu-west-3',
        false,
        ['delete-instances/orgsecrets-recorder-eu-west-3'],
      ],
    ]);
  });

  it('refuses to touch what has our name and is not ours', () => {
    const notOurs = () =>
      planOf(covered(), (observed) => stackSet(observed, 'orgsecrets-hub', { owned: false }));
    expect(notOurs).to.throw(OrgSecretsError, 'orgsecrets-hub').with.property('code', 'NotOurs');
    const stack = () =>
      planOf(covered(), ({ managementRoles }) => ({
        managementRoles: { ...managementRoles!, owned: false },
      }));
    expect(stack).to.throw(OrgSecretsError).with.property('code', 'NotOurs');
  });

  it('leaves self-managed StackSets alone while the stack of their roles is being made, or has failed', () => {
    const status = (text: string) =>
      planOf(untouched(), () => ({
        managementRoles: {
          name: 'orgsecrets-management-roles',
          status: text,
          statusReason: 'why',
          owned: true,
          templateDigest: undefined,
          parameters: {},
          tags: {},
        },
      }));
    const making = status('CREATE_IN_PROGRESS');
    expect(making.lookLater.map(({ accountId }) => accountId)).to.deep.equal([management]);
    expect(ids(making).filter((id) => id.includes('management'))).to.deep.equal([]);
    const failed = status('ROLLBACK_COMPLETE');
    expect(failed.obstacles[0]!.reason).to.contain('why');
    expect(ids(failed).filter((id) => id.includes('management'))).to.deep.equal([]);
  });

  it('updates the stack of the roles in the management account where its tags alone differ', () => {
    const tagged = planOf(covered(), ({ managementRoles }) => ({
      managementRoles: {
        ...managementRoles!,
        tags: { ...managementRoles!.tags, team: 'before', 'aws:cloudformation:stack-name': 'theirs' },
      },
    }));
    expect(ids(tagged)).to.deep.equal(['deploy-stack/orgsecrets-management-roles']);
    expect(tagged.actions[0]).to.deep.include({
      change: 'update',
      differences: [{ field: 'tags.team', from: 'before', to: undefined }],
    });
  });

  it('says that StackSets can not be used where AWS says so for ever', () => {
    const refused = () => planOf(untouched(), () => ({ stackSetsAccess: 'DISABLED_PERMANENTLY' }));
    expect(refused).to.throw(OrgSecretsError).with.property('code', 'NotPermitted');
  });
});

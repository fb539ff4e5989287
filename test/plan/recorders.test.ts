import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { ourRecorder } from '../../src/desired/our-recorder.js';
import type { Observed, SeenTarget } from '../../src/model/observed.js';
import { targetKey } from '../../src/model/target.js';
import type { PureWorld } from '../support/pure-world.js';
import { orgConfig } from '../support/arbitraries/org-config.js';
import {
  administrator,
  covered,
  find,
  first,
  home,
  instance,
  look,
  planOf,
  recorder,
  second,
  stackSet,
  untouched,
} from './sample.js';

const target = { accountId: first, region: 'us-east-1' };
const recorders = 'orgsecrets-recorder-us-east-1';
const recorderOf = (observed: Observed) => (observed.targets.get(targetKey(target)) as SeenTarget).recorder!;
const parametersOf = ({ stackSets }: PureWorld) => stackSets.get(recorders)!.parameters;
const none = { seen: true, recorder: undefined, channel: 'not-looked', rules: 'not-looked' } as const;
const adopt = (mode: OrgConfig['recorder']['adopt']): Partial<OrgConfig> => ({
  recorder: { ...orgConfig().recorder, adopt: mode },
});
const settings = (changes: object) => {
  const seen = recorder();
  return { settings: { ...(seen.seen && seen.recorder!.settings!), ...changes } } as Parameters<
    typeof recorder
  >[0];
};
const inclusion = settings({
  allSupported: false,
  strategy: 'INCLUSION_BY_RESOURCE_TYPES',
  resourceTypes: ['AWS::EC2::Instance'],
});
const exclusion = settings({
  allSupported: false,
  strategy: 'EXCLUSION_BY_RESOURCE_TYPES',
  excludedTypes: ['AWS::SecretsManager::Secret'],
});

describe('a recorder that was there before', () => {
  it('gets no second one, and its target gets rules all the same', () => {
    const plan = planOf(untouched(), (observed) => look(observed, target, recorder()));
    const reached = (name: string) =>
      find(plan, 'create-instances')
        .filter((action) => action.stackSet.name === name)
        .flatMap(({ targets }) => targets.map((one) => one.accountId));
    expect(reached('orgsecrets-recorder-us-east-1')).not.to.include(first);
    expect(reached('orgsecrets-rules-us-east-1')).to.include(first);
    expect(plan.obstacles).to.deep.equal([]);
  });

  it('is told from ours by our StackSet having no stack there, whatever its name', () => {
    const plan = planOf(untouched(), (observed) =>
      look(observed, target, recorder({ name: 'orgsecrets', recording: false })),
    );
    expect(find(plan, 'start-recorder')).to.deep.equal([]);
    expect(plan.obstacles).to.have.lengthOf(1);
  });

  it('is left as it is where the org.yaml does not say otherwise, with a word on what to do', () => {
    for (const changes of [{ recording: false }, inclusion, exclusion]) {
      const plan = planOf(untouched(), (observed) => look(observed, target, recorder(changes)));
      expect(plan.obstacles).to.have.lengthOf(1);
      expect(plan.obstacles[0]!.instructions).to.match(/recorder\.adopt: (start|extend)/);
      expect(
        plan.actions.filter(({ type }) => type === 'start-recorder' || type === 'extend-recorder'),
      ).to.deep.equal([]);
    }
  });

  it('is started where the org.yaml says so', () => {
    const plan = planOf(untouched(adopt('start')), (observed) =>
      look(observed, target, recorder({ recording: false })),
    );
    const [start] = find(plan, 'start-recorder');
    expect(start).to.deep.include({ target, recorder: 'default' });
    expect(start!.dependsOn).to.include('create-instances/orgsecrets-member');
    expect(plan.obstacles).to.deep.equal([]);
  });

  it('is extended by the one type and started, where the org.yaml says so, and the plan shows the change', () => {
    const plan = planOf(untouched(adopt('extend')), (observed) =>
      look(observed, target, recorder({ ...inclusion, recording: false })),
    );
    const [extend] = find(plan, 'extend-recorder');
    expect(extend!.differences).to.deep.equal([
      {
        field: 'recordingGroup.resourceTypes',
        from: 'AWS::EC2::Instance',
        to: 'AWS::EC2::Instance, AWS::SecretsManager::Secret',
      },
    ]);
    expect(find(plan, 'start-recorder')[0]!.dependsOn).to.include(extend!.id);
    const excluding = (...excludedTypes: readonly string[]) => {
      const seen = recorder(
        settings({ allSupported: false, strategy: 'EXCLUSION_BY_RESOURCE_TYPES', excludedTypes }),
      );
      const plan = planOf(untouched(adopt('extend')), (observed) => look(observed, target, seen));
      return find(plan, 'extend-recorder')[0]!.differences.map(({ field, from, to }) => [field, from, to]);
    };
    const list = 'recordingGroup.exclusionByResourceTypes.resourceTypes';
    expect(excluding('AWS::EC2::Instance', 'AWS::SecretsManager::Secret')).to.deep.equal([
      [list, 'AWS::EC2::Instance, AWS::SecretsManager::Secret', 'AWS::EC2::Instance'],
    ]);
    // A list of exclusions can't be empty, and the global IAM types stay recorded.
    expect(excluding('AWS::SecretsManager::Secret')).to.deep.equal([
      ['recordingGroup.allSupported', 'false', 'true'],
      ['recordingGroup.includeGlobalResourceTypes', 'false', 'true'],
      [
        'recordingGroup.recordingStrategy.useOnly',
        'EXCLUSION_BY_RESOURCE_TYPES',
        'ALL_SUPPORTED_RESOURCE_TYPES',
      ],
      [list, 'AWS::SecretsManager::Secret', ''],
    ]);
  });

  it('whose recording strategy is newer than orgsecrets is left alone', () => {
    const seen = recorder(settings({ allSupported: false, strategy: 'BY_TAG', resourceTypes: [] }));
    const plan = planOf(untouched(adopt('extend')), (observed) => look(observed, target, seen));
    expect(find(plan, 'extend-recorder')).to.deep.equal([]);
    expect(plan.obstacles[0]!.instructions).to.contain('BY_TAG');
  });

  it('is not started without a delivery channel, and the plan says what is missing', () => {
    const seen = { ...recorder({ recording: false }), channel: undefined } as const;
    const plan = planOf(untouched(adopt('start')), (observed) => look(observed, target, seen));
    expect(find(plan, 'start-recorder')).to.deep.equal([]);
    expect(plan.obstacles.map(({ reason }) => reason)).to.deep.equal([
      'recorder default, which was there before, has no delivery channel',
    ]);
    expect(plan.obstacles[0]!.instructions).to.contain('put-delivery-channel');
  });

  it('is adopted where it came before ours could be made, and our failed instance is left alone', () => {
    const plan = planOf(covered(), (observed) => ({
      ...instance(observed, 'orgsecrets-recorder-us-east-1', first, {
        status: 'OUTDATED',
        detailedStatus: 'FAILED',
        statusReason: "Failed to put configuration recorder 'orgsecrets'",
      }),
      ...look(observed, target, recorder()),
    }));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles).to.deep.equal([]);
  });

  it('is not taken for good where its settings could not be read', () => {
    const plan = planOf(untouched(adopt('extend')), (observed) =>
      look(observed, target, recorder({ settings: undefined })),
    );
    expect(plan.obstacles[0]!.reason).to.contain('unknown');
  });

  it('does not go with auto-deployment of everything', () => {
    const config = { stackSets: { ...orgConfig().stackSets, autoDeployment: 'all' as const } };
    const refused = () => planOf(untouched(config), (observed) => look(observed, target, recorder()));
    expect(refused).to.throw(OrgSecretsError, `${first}/us-east-1`);
  });
});

describe('a recorder of ours', () => {
  it('is started again where it was stopped', () => {
    const plan = planOf(covered(), (observed) => {
      const stopped = { ...recorderOf(observed), recording: false };
      return look(observed, target, { ...none, recorder: stopped });
    });
    expect(plan.actions.map(({ id }) => id)).to.deep.equal([`start-recorder/${first}/us-east-1`]);
  });

  it('that is gone while its stack stands is put back under the same name, as the stack made it', () => {
    const plan = planOf(covered(), (observed) => look(observed, target, { ...none, channel: undefined }));
    expect(plan.obstacles).to.deep.equal([]);
    expect(plan.actions.map(({ id }) => id)).to.deep.equal([`put-recorder/${first}/us-east-1`]);
    const made = ourRecorder(parametersOf(covered()), first, covered().desired);
    expect(find(plan, 'put-recorder')[0]).to.deep.include({
      recorder: 'orgsecrets',
      settings: made.settings,
      channel: made.channel,
    });
  });

  it('that was changed is put back while it runs, and what is as it was is not put', () => {
    const plan = planOf(covered(), (observed) => {
      const settings = ourRecorder(parametersOf(covered()), first, covered().desired).settings;
      const changed = { ...recorderOf(observed), settings: { ...settings, frequency: 'DAILY' as const } };
      return look(observed, target, { ...none, recorder: changed });
    });
    expect(find(plan, 'put-recorder')).to.have.lengthOf(1);
    expect(find(plan, 'put-recorder')[0]).to.deep.include({ channel: undefined });
    expect(find(plan, 'put-recorder')[0]?.differences).to.deep.equal([
      { field: 'recordingMode.recordingFrequency', from: 'DAILY', to: 'CONTINUOUS' },
    ]);
  });

  it('whose stack somebody deleted comes back with a new one, once the StackSet has forgotten the old one', () => {
    const plan = planOf(covered(), (observed) =>
      look(observed, target, { ...none, channel: undefined, recorderStack: 'deleted' }),
    );
    const [forgotten, made, ...rest] = plan.actions;
    expect(rest).to.deep.equal([]);
    expect(forgotten).to.deep.include({ type: 'delete-instances', retainStacks: true, again: true });
    expect(forgotten).to.deep.include({ destructive: false, targets: [target] });
    expect(made).to.deep.include({ type: 'create-instances', targets: [target] });
    expect(made?.dependsOn).to.include(forgotten?.id);
  });

  it('is put back before its stack changes, as it was: an update that reaches what is gone ruins the stack', () => {
    const daily = covered({ recorder: { ...orgConfig().recorder, frequency: 'daily' } });
    const plan = planOf({ ...daily, desired: covered().desired }, (observed) =>
      look(observed, target, { ...none, channel: undefined }),
    );
    const [put] = find(plan, 'put-recorder');
    expect(put?.settings?.frequency).to.equal('DAILY');
    const update = find(plan, 'update-stack-set').find((one) => one.stackSet.name === recorders);
    expect(update?.dependsOn).to.include(put?.id);
  });

  it('that is not there any more, but somebody else’s is, is left to a person', () => {
    const plan = planOf(covered(), (observed) => look(observed, target, recorder({ recording: false })));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles).to.have.lengthOf(1);
    expect(plan.obstacles[0]?.reason).to.contain('recorder default is there instead');
  });

  it('that was replaced is left to a person whatever became of the last operation, as long as its stack is there', () => {
    const failed = (recorderStack: 'there' | 'deleted') =>
      planOf(covered(), (observed) => ({
        ...instance(observed, recorders, first, { status: 'OUTDATED', detailedStatus: 'FAILED' }),
        ...look(observed, target, { ...(recorder() as SeenTarget), recorderStack }),
      }));
    expect(failed('there').actions).to.deep.equal([]);
    expect(failed('there').obstacles[0]?.reason).to.contain('instead of the one that StackSet');
    expect(failed('deleted').obstacles).to.deep.equal([]);
  });

  it('that was replaced is passed over by the change of its definition, which would ruin its stack', () => {
    const plan = planOf(covered(), (observed) => ({
      ...stackSet(observed, recorders, { templateDigest: 'older' }),
      ...look(observed, target, recorder()),
    }));
    const [update] = find(plan, 'update-stack-set');
    const reached = update?.targets.map(({ accountId }) => accountId);
    expect(reached).to.include(second).and.not.to.include(first);
  });

  it('waits for a hub that is being deployed', () => {
    const plan = planOf(covered(), (observed) => {
      const failed = { status: 'OUTDATED', detailedStatus: 'FAILED', stackId: undefined } as const;
      const { stackSets } = instance(observed, 'orgsecrets-recorder-us-east-1', first, failed);
      const running = { status: 'OUTDATED', detailedStatus: 'RUNNING' } as const;
      return {
        ...look(observed, target, none),
        ...instance({ ...observed, stackSets }, 'orgsecrets-hub', administrator, running),
      };
    });
    expect(plan.actions).to.deep.equal([]);
    expect(plan.lookLater.map(({ reason }) => reason).join()).to.contain('the hub is being deployed');
  });

  it('is not made where its target could not be looked at although our role is there', () => {
    const plan = planOf(covered(), (observed) => ({
      ...instance(observed, 'orgsecrets-recorder-us-east-1', first, {
        status: 'OUTDATED',
        detailedStatus: 'FAILED',
        stackId: undefined,
      }),
      ...look(observed, target, { seen: false, why: 'denied', reason: 'AccessDenied: an SCP' }),
    }));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles[0]!.reason).to.contain('an SCP');
    expect(plan.obstacles[0]!.instructions).to.contain('orgsecrets-look');
  });

  it('is looked for again where AWS is still setting its account or Region up', () => {
    const plan = planOf(covered(), (observed) => ({
      ...instance(observed, 'orgsecrets-recorder-us-east-1', first, {
        status: 'OUTDATED',
        detailedStatus: 'FAILED',
        stackId: undefined,
      }),
      ...look(observed, target, { seen: false, why: 'pending', reason: 'OptInRequired: not yet' }),
    }));
    expect(plan.actions).to.deep.equal([]);
    expect(plan.obstacles).to.deep.equal([]);
    expect(plan.lookLater).to.deep.equal([{ ...target, reason: 'OptInRequired: not yet' }]);
  });

  it('needs no canary once two of them stand, and proves the one that stands alone', () => {
    const failed = (account: string, name: string) => ({ name, account });
    const all = covered();
    const without = (places: readonly { name: string; account: string }[]) =>
      planOf(all, (observed) =>
        places.reduce((now, { name, account }) => {
          const region = name.replace(/^.*-recorder-/, '');
          return {
            ...now,
            ...instance(now, name, account, {
              status: 'OUTDATED',
              detailedStatus: 'FAILED',
              stackId: undefined,
            }),
            ...look(now, { accountId: account, region }, none),
          };
        }, observed),
      );
    const us = 'orgsecrets-recorder-us-east-1';
    const eu = `orgsecrets-recorder-${home}`;
    expect(find(without([failed(first, us)]), 'prove-delivery')).to.deep.equal([]);
    const management = all.desired.managementAccountId;
    const plan = without([
      failed(first, us),
      failed(second, us),
      failed(second, eu),
      failed(management, 'orgsecrets-management-recorder-us-east-1'),
      failed(management, `orgsecrets-management-recorder-${home}`),
    ]);
    expect(find(plan, 'prove-delivery').map((action) => action.target)).to.deep.equal([
      { accountId: first, region: home },
    ]);
    expect(plan.actions.some(({ id }) => id.endsWith('/canary'))).to.equal(false);
  });
});

import { parseStackSetName } from '../desired/names.js';
import type { Desired } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import type {
  Action,
  DeleteAggregator,
  DeleteInstances,
  Plan,
  ProveRemoval,
  StopAutoDeployment,
} from '../model/plan.js';
import { compareTargets, compareText, targetKey, type Target } from '../model/target.js';
import { formerAggregators } from './former-aggregators.js';
import { removalActions } from './removal-actions.js';

type ObservedForRemoval = Pick<Observed, 'stackSets' | 'managementRoles' | 'aggregators' | 'formerHubs'>;

/**
 * The steps that take away all that orgsecrets made, and nothing else. AWS stops deploying by itself first; what looks at
 * the targets goes only after it has proved that nothing of ours is left there; the hub, to which everything delivers,
 * goes last.
 *
 * @throws OrgSecretsError NotPermitted where nobody can tell whether an aggregator uses the hub.
 */
export function makeRemovalPlan(desired: Desired, observed: ObservedForRemoval): Plan {
  const nothing: Desired = { ...desired, stackSets: [], managementRoles: undefined };
  const stops = autoDeployments(desired, observed);
  const stopped = stops.map(({ id }) => id);
  const { aggregators, formerHubs } = observed;
  const { accountId, region } = desired.aggregator;
  const former = formerAggregators(
    { ...desired, aggregator: { ...desired.aggregator, name: '' } },
    {
      ...observed,
      // The hub of the org.yaml goes like every other one.
      formerHubs:
        aggregators.seen || !stands({ accountId, region }, desired, observed)
          ? formerHubs
          : [...formerHubs, { accountId, region, look: aggregators }],
    },
  );
  const aggregatorsGone = [...former.renamed, ...former.elsewhere].map((action): DeleteAggregator => ({
    ...action,
    dependsOn: stopped,
  }));
  const removed = removalActions(nothing, observed, {
    before: aggregatorsGone.map(({ id }) => id),
    hubLast: true,
  });
  const first = removed.instances.filter(({ stackSet }) => comesBeforeProof(stackSet.kind));
  const rest = removed.instances.filter(({ stackSet }) => !comesBeforeProof(stackSet.kind));
  const proof = proveRemoval(
    desired,
    observed,
    [...first, ...rest],
    [...stopped, ...first.map(({ id }) => id)],
  );
  const after = [...stopped, ...proof.map(({ id }) => id)];
  const actions: Action[] = [
    ...stops,
    ...aggregatorsGone,
    ...first.map((action) => ({ ...action, dependsOn: [...stopped, ...action.dependsOn] })),
    ...proof,
    ...rest.map((action) => ({ ...action, dependsOn: [...after, ...action.dependsOn] })),
    ...removed.definitions(new Map(stops.map(({ stackSet, id }) => [stackSet.name, [id]]))),
  ];
  return {
    version: 1,
    organizationId: desired.organizationId,
    prefix: desired.prefix,
    actions,
    coverage: desired.coverage,
    exclusions: [],
    lookLater: [],
    obstacles: [],
    warnings: [],
  };
}

function comesBeforeProof(kind: DeleteInstances['stackSet']['kind']): boolean {
  return kind === 'forward' || kind === 'rules' || kind === 'recorder';
}

function stands(place: Target, { prefix }: Desired, { stackSets }: ObservedForRemoval): boolean {
  const hub = stackSets.get(`${prefix}-hub`);
  return hub?.owned === true && hub.instances.some((one) => targetKey(one) === targetKey(place));
}

function autoDeployments(desired: Desired, observed: ObservedForRemoval): readonly StopAutoDeployment[] {
  return [...observed.stackSets.values()]
    .filter(({ owned, autoDeployment: auto }) => owned && auto && (auto.enabled || auto.dependsOn.length > 0))
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap(({ name, permissionModel, instances }): StopAutoDeployment[] => {
      const parsed = parseStackSetName(desired.prefix, name);
      if (!parsed) return [];
      const region = parsed.region ?? instances[0]?.region ?? desired.stackSetsRegion;
      return [
        {
          type: 'stop-auto-deployment',
          id: `stop-auto-deployment/${name}`,
          dependsOn: [],
          destructive: false,
          stackSet: { name, kind: parsed.kind, permissionModel, region },
        },
      ];
    });
}

/**
 * Where something of ours stands or, after a run that was cut off, stood: the covered targets of every account that still
 * has our role to look with. Accounts that AWS can't reach are left out: their stacks stay.
 */
function proveRemoval(
  desired: Desired,
  observed: ObservedForRemoval,
  deletions: readonly DeleteInstances[],
  dependsOn: readonly string[],
): readonly ProveRemoval[] {
  const reached = deletions.filter(({ retainStacks }) => !retainStacks);
  const targetsOf = (kinds: readonly string[]) =>
    reached.filter(({ stackSet }) => kinds.includes(stackSet.kind)).flatMap(({ targets }) => targets);
  const members = new Set(targetsOf(['member']).map(({ accountId }) => accountId));
  if (members.size === 0) return [];
  const regions = new Set(
    [...observed.stackSets.keys()].flatMap((name) => parseStackSetName(desired.prefix, name)?.region ?? []),
  );
  const undecided = new Set(desired.undecided.map(targetKey));
  const covered = desired.coverage.filter(
    (target) =>
      members.has(target.accountId) && regions.has(target.region) && !undecided.has(targetKey(target)),
  );
  const all = [...covered, ...targetsOf(['recorder', 'rules'])];
  const targets = [...new Map(all.map((one) => [targetKey(one), one])).values()].sort(compareTargets);
  if (targets.length === 0) return [];
  return [
    {
      type: 'prove-removal',
      id: 'prove-removal',
      dependsOn,
      destructive: false,
      targets,
      ruleTargets: targetsOf(['rules']),
    },
  ];
}

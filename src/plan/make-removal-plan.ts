import { parseStackSetName } from '../desired/names.js';
import type { Desired, StackSetKind } from '../model/desired.js';
import type { Observed } from '../model/observed.js';
import type {
  Action,
  DeleteAggregator,
  DeleteBucket,
  DeleteInstances,
  Plan,
  ProveRemoval,
  StopAutoDeployment,
} from '../model/plan.js';
import { compareTargets, compareText, targetKey, type Target } from '../model/target.js';
import { formerAggregators } from './former-aggregators.js';
import { removalActions } from './removal-actions.js';
import { afterRoles, rolesForRemoval } from './removal-roles.js';

type ObservedForRemoval = Pick<Observed, 'stackSets' | 'managementRoles' | 'aggregators' | 'formerHubs'>;

/**
 * The steps that take away all that orgsecrets made, and nothing else. AWS stops deploying by itself first; what looks at
 * the targets goes only after it has proved that nothing of ours is left there; the hub, to which everything delivers,
 * goes last, and after it, where that is asked for, the buckets that it leaves behind.
 *
 * @param buckets the hub's that are to go, proved to be ours.
 * @throws OrgSecretsError NotPermitted where nobody can tell whether an aggregator uses the hub.
 */
export function makeRemovalPlan(
  desired: Desired,
  observed: ObservedForRemoval,
  buckets: readonly Pick<DeleteBucket, 'bucket' | 'contents'>[] = [],
): Plan {
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
  const roles = rolesForRemoval(desired, observed);
  const withRoles = { ...observed, managementRoles: roles.standing };
  const removed = removalActions(nothing, withRoles, {
    before: aggregatorsGone.map(({ id }) => id),
    hubLast: true,
  });
  const instances = removed.instances.map((action) => afterRoles(action, roles));
  const first = instances.filter(({ stackSet }) => comesBeforeProof(stackSet.kind));
  const rest = instances.filter(({ stackSet }) => !comesBeforeProof(stackSet.kind));
  const proof = proveRemoval(instances, [...stopped, ...first.map(({ id }) => id)]);
  const after = [...stopped, ...proof.map(({ id }) => id)];
  const actions: Action[] = [
    ...roles.made,
    ...stops,
    ...aggregatorsGone,
    ...first.map((action) => ({
      ...action,
      dependsOn: [...stopped, ...aggregatorsGone.map(({ id }) => id), ...action.dependsOn],
    })),
    ...proof,
    ...rest.map((action) => ({ ...action, dependsOn: [...after, ...action.dependsOn] })),
    ...removed.definitions(new Map(stops.map(({ stackSet, id }) => [stackSet.name, [id]]))),
  ];
  const stacksGone = actions.map(({ id }) => id);
  for (const one of buckets)
    actions.push({
      type: 'delete-bucket',
      id: `delete-bucket/${one.bucket.name}`,
      dependsOn: stacksGone,
      destructive: true,
      ...one,
    });
  return {
    version: 1,
    organizationId: desired.organizationId,
    prefix: desired.prefix,
    actions,
    coverage: desired.coverage,
    exclusions: [],
    lookLater: [],
    obstacles: [],
    warnings: roles.warnings,
  };
}

function comesBeforeProof(kind: StackSetKind): boolean {
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

/** Before the roles go: where instances are gone already, CloudFormation has said so. */
function proveRemoval(
  deletions: readonly DeleteInstances[],
  dependsOn: readonly string[],
): readonly ProveRemoval[] {
  const targetsOf = (kind: StackSetKind) =>
    deletions
      .filter(({ stackSet, retainStacks }) => stackSet.kind === kind && !retainStacks)
      .flatMap(({ targets }) => targets)
      .toSorted(compareTargets);
  const [recorders, rules] = [targetsOf('recorder'), targetsOf('rules')];
  if (recorders.length === 0 && rules.length === 0) return [];
  const roles = [...new Set(targetsOf('member').map(({ accountId }) => accountId))];
  return [
    { type: 'prove-removal', id: 'prove-removal', dependsOn, destructive: false, recorders, rules, roles },
  ];
}

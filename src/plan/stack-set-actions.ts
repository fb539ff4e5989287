import { isShared, parseStackSetName } from '../desired/names.js';
import { stackSetKinds, type DesiredStackSet, type StackSetKind } from '../model/desired.js';
import type { Action, CreateInstances, UpdateInstances } from '../model/plan.js';
import { compareText, targetKey, type AccountId, type Target } from '../model/target.js';
import { bucketOf, canarySuffix, chooseCanaries, type Canary } from './canary.js';
import type { Decisions } from './decisions.js';
import { definitionOf } from './definition.js';
import { membersAfterRecorders } from './kind-order.js';
import type { LeftOutRules } from './left-out-rules.js';
import { mendingActions } from './mending-actions.js';
import { operationsFor } from './operation-targets.js';
import type { Situation } from './situation.js';

/** What every StackSet of a permission model waits for: the id of an action, if there is one. */
export interface Foundations {
  readonly stackSetsAccess: string | undefined;
  readonly managementRoles: string | undefined;
}

export interface StackSetActions {
  readonly actions: readonly Action[];
  /** Ids of the actions that change a StackSet or its instances, by its name. */
  readonly idsOf: ReadonlyMap<string, readonly string[]>;
}

/** Kinds whose stacks must stand first. */
const needs: Readonly<Record<StackSetKind, readonly StackSetKind[]>> = {
  hub: [],
  bucket: [],
  // Its messages are published with the hub's role.
  notify: ['hub'],
  member: [],
  slr: [],
  recorder: ['hub', 'bucket', 'slr', 'member'],
  rules: ['recorder'],
  // EventBridge asks for the bus, and for its policy, when a rule gets it as a target.
  // https://github.com/ministryofjustice/modernisation-platform-environments/pull/19002
  forward: ['hub', 'notify', 'member'],
};

/**
 * Definitions and instances of all StackSets, in an order in which each stands after all that it depends on.
 *
 * @param removed ids of the actions that take instances away, by StackSet.
 * @param approvedCanaries those of an approved plan.
 */
export function stackSetActions(
  situation: Situation,
  decisions: Decisions,
  foundations: Foundations,
  removed: ReadonlyMap<string, readonly string[]>,
  approvedCanaries: readonly Target[],
): StackSetActions {
  const { stackSets } = situation.desired;
  const { make, update } = decisions;
  const canaries = chooseCanaries(situation, make, approvedCanaries);
  const takesRole = [...update.values()].some(({ differences }) =>
    differences.some(({ field, from }) => field === 'parameters.RecorderRole' && from === 'dedicated'),
  );
  const actions: Action[] = [];
  const idsOf = new Map<string, readonly string[]>();
  /** What proves that a bucket takes deliveries, by its name. */
  const gates = new Map<string, string>();
  const add = (stackSet: DesiredStackSet, added: readonly Action[]) => {
    actions.push(...added);
    idsOf.set(stackSet.name, [...(idsOf.get(stackSet.name) ?? []), ...added.map(({ id }) => id)]);
  };
  const ground = ({ permissionModel }: DesiredStackSet) =>
    present(permissionModel === 'SELF_MANAGED' ? foundations.managementRoles : foundations.stackSetsAccess);
  // There is one hub: in another place its roles would have the same names, and where it comes to a Region that had a bus
  // and a topic beside it those would have the same names too.
  const removedOfHub = [...removed].flatMap(([name, ids]) => {
    const kind = parseStackSetName(situation.desired.prefix, name)?.kind;
    return kind !== undefined && isShared(kind) ? ids : [];
  });
  const before = (stackSet: DesiredStackSet): readonly string[] => [
    ...ground(stackSet),
    ...(isShared(stackSet.kind) ? removedOfHub : []),
    ...(update.get(stackSet.name)?.afterRemoval ? (removed.get(stackSet.name) ?? []) : []),
    ...stackSets
      .filter((other) => isNeeded(other, stackSet) || (takesRole && usesRole(other, stackSet)))
      .flatMap((other) => idsOf.get(other.name) ?? []),
  ];
  const mend = (stackSet: DesiredStackSet) =>
    add(stackSet, mendingActions(stackSet, decisions, situation, before(stackSet), idsOf));
  const define = (stackSet: DesiredStackSet) => {
    const done = idsOf.get(stackSet.name) ?? [];
    // Auto-deployment can only be put after StackSets that exist.
    const named = (stackSet.autoDeployment?.dependsOn ?? []).flatMap((name) => idsOf.get(name)?.[0] ?? []);
    add(
      stackSet,
      definitionOf(stackSet, situation, update.get(stackSet.name), {
        create: [...ground(stackSet), ...named],
        update: [...new Set([...before(stackSet), ...done])],
      }),
    );
  };
  const isMadeFirst = ({ name }: DesiredStackSet) => update.get(name)?.afterMaking === true;
  const create = (
    stackSet: DesiredStackSet,
    accounts: readonly AccountId[],
    suffix: string,
    gates: readonly string[],
    withoutRules: readonly string[] = [],
  ) => {
    const dependsOn = [...new Set([...before(stackSet), ...(idsOf.get(stackSet.name) ?? []), ...gates])];
    const made = createInstances(stackSet, accounts, suffix, dependsOn, situation);
    add(stackSet, withoutRules.length === 0 ? made : made.map((action) => ({ ...action, withoutRules })));
  };

  for (const kind of takesRole ? membersAfterRecorders : stackSetKinds) {
    const group = stackSets.filter((stackSet) => stackSet.kind === kind);
    for (const stackSet of group) {
      mend(stackSet);
      if (!isMadeFirst(stackSet)) define(stackSet);
    }
    for (const canary of kind === 'recorder' ? canaries : []) {
      if (!canary.stands) create(canary.stackSet, [canary.target.accountId], canarySuffix, []);
      const member = situation.stackSetFor('member', canary.target.accountId);
      gates.set(canary.bucket, proveDelivery(canary, [canary.stackSet, ...present(member)], idsOf, actions));
    }
    for (const stackSet of group) {
      const isCanary = (accountId: AccountId) =>
        canaries.some((one) => one.stackSet === stackSet && one.target.accountId === accountId);
      const accounts = (make.get(stackSet.name) ?? []).filter((accountId) => !isCanary(accountId));
      const [first, last] = stackSet.kind === 'member' ? byLook(accounts, situation) : [accounts, []];
      const left = decisions.without.get(stackSet.name);
      const withRules = first.map((id) => [id, left?.get(id) ?? []] as const);
      for (const [without, some] of together(withRules, String))
        create(
          stackSet,
          some,
          without.length === 0 ? '' : `/without/${without.join('+')}`,
          kind === 'recorder' ? present(gates.get(bucketOf(stackSet))) : [],
          without,
        );
      const dependsOn = [...before(stackSet), ...(idsOf.get(stackSet.name) ?? [])];
      // Nothing else of this plan is for these accounts, so nothing waits for them.
      actions.push(...createInstances(stackSet, last, '/not-seen', dependsOn, situation));
      for (const [rules, some] of together(decisions.leftOut.get(stackSet.name) ?? [], leftOutKey))
        add(stackSet, updateInstances(stackSet, some, rules, dependsOn, situation));
      if (isMadeFirst(stackSet)) define(stackSet);
    }
  }
  return { actions, idsOf };
}

/** Whether the stacks of `other` use a role of those of `stackSet`. */
function usesRole(other: DesiredStackSet, stackSet: DesiredStackSet): boolean {
  return (
    stackSet.kind === 'member' &&
    other.kind === 'recorder' &&
    other.permissionModel === stackSet.permissionModel
  );
}

/** Whether `stackSet` waits for `other`: of the same permission model and Region where there is one each; what the hub has is there for both. */
function isNeeded(other: DesiredStackSet, stackSet: DesiredStackSet): boolean {
  if (!needs[stackSet.kind].includes(other.kind)) return false;
  if (other.kind === 'hub') return true;
  if (isShared(other.kind)) return other.region === stackSet.region;
  // The member stack only holds something that a recorder needs where that has a role of its own.
  if (
    other.kind === 'member' &&
    stackSet.kind === 'recorder' &&
    stackSet.parameters['RecorderRole'] !== 'dedicated'
  )
    return false;
  if (other.permissionModel !== stackSet.permissionModel) return false;
  return other.kind !== 'recorder' || other.region === stackSet.region;
}

/**
 * Accounts of which all could be looked at, and the others: to those go the roles to look with, in an operation of their
 * own, since one that AWS is still setting up may take many minutes. Where nobody could be looked at there is one group.
 */
function byLook(
  accounts: readonly AccountId[],
  { desired, observed }: Situation,
): readonly [seen: readonly AccountId[], others: readonly AccountId[]] {
  const unseen = new Set([
    ...[...observed.accounts].flatMap(([accountId, { seen }]) => (seen ? [] : [accountId])),
    ...desired.coverage
      .filter((target) => observed.targets.get(targetKey(target))?.seen === false)
      .map(({ accountId }) => accountId),
  ]);
  const seen = accounts.filter((accountId) => !unseen.has(accountId));
  return seen.length === 0 ? [accounts, []] : [seen, accounts.filter((accountId) => unseen.has(accountId))];
}

/** Accounts of which the same is true, together: one operation has one set of parameter overrides. */
function together<T>(
  accounts: Iterable<readonly [AccountId, T]>,
  keyOf: (value: T) => string,
): Iterable<readonly [T, readonly AccountId[]]> {
  const groups = new Map<string, [T, AccountId[]]>();
  for (const [accountId, value] of accounts) {
    const group = groups.get(keyOf(value)) ?? [value, []];
    group[1].push(accountId);
    groups.set(keyOf(value), group);
  }
  return groups.values();
}

function leftOutKey({ gone, without }: LeftOutRules): string {
  return `${gone.join('+')}${without.length === 0 ? '' : `/without/${without.join('+')}`}`;
}

function updateInstances(
  stackSet: DesiredStackSet,
  accounts: readonly AccountId[],
  rules: LeftOutRules,
  dependsOn: readonly string[],
  situation: Situation,
): readonly UpdateInstances[] {
  return operationsFor(stackSet, accounts.toSorted(compareText), situation.desired).map(
    ({ accounts: reached, operation }, index) => ({
      type: 'update-instances',
      id: `update-instances/${stackSet.name}/${leftOutKey(rules)}${index === 0 ? '' : `/${index + 1}`}`,
      dependsOn,
      destructive: false,
      stackSet,
      targets: reached.map((accountId) => ({ accountId, region: stackSet.region })),
      operation,
      rules: rules.gone,
      withoutRules: rules.without,
    }),
  );
}

function createInstances(
  stackSet: DesiredStackSet,
  accounts: readonly AccountId[],
  suffix: string,
  dependsOn: readonly string[],
  situation: Situation,
): readonly CreateInstances[] {
  return operationsFor(stackSet, accounts, situation.desired).map(
    ({ accounts: reached, operation }, index) => ({
      type: 'create-instances',
      id: `create-instances/${stackSet.name}${suffix}${index === 0 ? '' : `/${index + 1}`}`,
      dependsOn,
      destructive: false,
      stackSet,
      targets: reached.map((accountId) => ({ accountId, region: stackSet.region })),
      operation,
    }),
  );
}

/** The look at a delivery goes through the member stack's role. */
function proveDelivery(
  { target }: Canary,
  after: readonly DesiredStackSet[],
  idsOf: ReadonlyMap<string, readonly string[]>,
  actions: Action[],
): string {
  const id = `prove-delivery/${target.accountId}/${target.region}`;
  const dependsOn = after.flatMap((stackSet) => idsOf.get(stackSet.name) ?? []);
  actions.push({ type: 'prove-delivery', id, dependsOn, destructive: false, target });
  return id;
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

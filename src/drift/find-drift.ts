import type { Desired, DesiredStackSet } from '../model/desired.js';
import { driftKindNames, type DriftFinding, type UnseenPlace } from '../model/drift.js';
import type { Observed } from '../model/observed.js';
import { isNarrow } from '../model/scope.js';
import { compareText, targetKey } from '../model/target.js';
import { refuseWhatIsNotOurs } from '../plan/ownership.js';
import { situationOf, type Situation } from '../plan/situation.js';
import { unownedStackSets, withOwned } from '../plan/unowned.js';
import { aggregatorDrift } from './aggregator.js';
import { definitionDrift, foundationDrift } from './definitions.js';
import { finding, type Drift } from './finding.js';
import { subscriptionDrift } from './subscriptions.js';
import { surplus } from './surplus.js';
import { instanceDrift, targetDrift, type TargetDrift } from './targets.js';
import { unownedAggregatorDrift } from './unowned-aggregator.js';
import { heldByOwner, unownedDrift, unownedRolesDrift } from './unowned.js';

/**
 * Every difference between what is and what should be, as deep as was looked, and every place that could not be looked
 * at. Pure; sorted by kind, account, Region and thing.
 *
 * @throws OrgSecretsError NotOurs where a StackSet of our name has other permissions than it should; what does not carry our
 * tag is told.
 */
export function findDrift(desired: Desired, observed: Observed): Drift {
  const unowned = unownedStackSets(desired, observed);
  const asOwned = withOwned(desired, observed, unowned);
  refuseWhatIsNotOurs(desired, asOwned);
  const situation = situationOf(desired, asOwned);
  const targets = desired.coverage.map((target) => targetDrift(target, situation));
  const bare = new Set(targets.filter(({ isBare }) => isBare).map(({ target }) => targetKey(target)));
  const parts: readonly Drift[] = [
    foundationDrift(situation),
    { findings: definitionDrift(situation, isNewWhere(desired, bare)), unseen: [] },
    ...targets,
    ...accountDrift(situation, targets),
    { findings: [], unseen: unseenAccounts(situation, targets) },
    { findings: surplus(situation), unseen: [] },
    // A narrowed look does not know everybody, and aggregator and topic are everybody's.
    ...(isNarrow(desired.scope)
      ? []
      : [
          { findings: unownedAggregatorDrift(desired, observed), unseen: [] },
          aggregatorDrift(situation),
          subscriptionDrift(situation),
        ]),
  ];
  const unownedRoles = unownedRolesDrift(desired, observed);
  const found = parts.flatMap(({ findings }) => findings);
  // What is otherwise about it nobody mends before it is ours.
  const others =
    unownedRoles.length === 0 ? found : found.filter(({ kind }) => kind !== 'management-roles-changed');
  return {
    findings: [
      ...unownedRoles,
      ...unownedDrift(desired, observed, unowned),
      ...heldByOwner(others, unowned),
    ].toSorted(byKindAndPlace),
    unseen: distinct(parts.flatMap(({ unseen }) => unseen)),
  };
}

/** Of a StackSet of one Region: has no target there anything of ours yet? */
function isNewWhere({ stackSets }: Desired, bare: ReadonlySet<string>): (name: string) => boolean {
  const regional = new Map(stackSets.filter(isRegional).map((stackSet) => [stackSet.name, stackSet]));
  return (name) => {
    const found = regional.get(name);
    return found?.accounts.every((accountId) => bare.has(`${accountId}/${found.region}`)) ?? false;
  };
}

function isRegional({ kind }: DesiredStackSet): boolean {
  return kind === 'recorder' || kind === 'rules' || kind === 'forward';
}

/** The stacks that an account has once, and the hub. An account that has nothing yet says so target by target. */
function accountDrift(situation: Situation, targets: readonly TargetDrift[]): readonly Drift[] {
  const { desired } = situation;
  const begun = new Set(targets.filter(({ isBare }) => !isBare).map(({ target }) => target.accountId));
  return desired.stackSets
    .filter((stackSet) => !isRegional(stackSet))
    .flatMap((stackSet) =>
      stackSet.accounts.flatMap((accountId): Drift[] => {
        const target = { accountId, region: stackSet.region };
        if (stackSet.kind === 'slr') return serviceRoleDrift(stackSet, accountId, situation);
        const state = situation.state(stackSet, accountId);
        if (stackSet.kind === 'member' && state === 'missing' && !begun.has(accountId)) return [];
        return [instanceDrift(target, stackSet, situation)];
      }),
    );
}

/** Accounts in which something was refused that no single target is about. */
function unseenAccounts({ observed }: Situation, targets: readonly TargetDrift[]): readonly UnseenPlace[] {
  const told = new Set(
    targets
      .filter(({ isBare, unseen }) => isBare || unseen.length > 0)
      .map(({ target: { accountId } }) => accountId),
  );
  return [...observed.accounts].flatMap(([accountId, look]) =>
    look.seen || told.has(accountId) ? [] : [{ accountId, reason: look.reason }],
  );
}

/** Only accounts without the role have an instance of this StackSet, so that there is none says nothing. */
function serviceRoleDrift(stackSet: DesiredStackSet, accountId: string, situation: Situation): Drift[] {
  const look = situation.observed.accounts.get(accountId);
  const hasRecorder = situation.desired.stackSets.some(
    (one) => one.kind === 'recorder' && situation.state(one, accountId) === 'standing',
  );
  if (!look?.seen || look.serviceLinkedRole !== false || !hasRecorder) return [];
  return [
    {
      findings: [
        finding({
          kind: 'service-role-missing',
          accountId,
          thing: 'AWSServiceRoleForConfig',
          stackSet: stackSet.name,
          reason: 'it is gone, and recorders record with it',
          instructions:
            'Run aws iam create-service-linked-role --aws-service-name config.amazonaws.com in the account.',
        }),
      ],
      unseen: [],
    },
  ];
}

const order = new Map(driftKindNames.map((kind, index) => [kind, index]));

function byKindAndPlace(a: DriftFinding, b: DriftFinding): number {
  const text = ({ accountId = '', region = '', thing, reason }: DriftFinding) =>
    [accountId, region, thing, reason].join('\n');
  return (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) || compareText(text(a), text(b));
}

function distinct(places: readonly UnseenPlace[]): readonly UnseenPlace[] {
  const key = ({ accountId = '', region = '', reason }: UnseenPlace) => `${accountId}/${region} ${reason}`;
  return [...new Map(places.map((one) => [key(one), one])).values()].sort((a, b) =>
    compareText(key(a), key(b)),
  );
}

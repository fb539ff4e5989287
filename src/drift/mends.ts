import { isRegional, isShared } from '../desired/names.js';
import type { DriftFinding, DriftKind } from '../model/drift.js';
import { hubGroupOf } from '../desired/made-resources.js';
import type { Action, RebuildHub } from '../model/plan.js';
import { targetKey, type Target } from '../model/target.js';
import { subscriptionThing } from './subscriptions.js';

/** An action, and where it works; worked out once, since it is held against every finding. */
export interface Reaching {
  readonly action: Action;
  /** Missing: in no single place. */
  readonly places: ReadonlySet<string> | undefined;
}

export function reaching(action: Action): Reaching {
  const targets =
    'target' in action
      ? [action.target]
      : 'targets' in action && typeof action.targets !== 'number'
        ? action.targets
        : undefined;
  return { action, places: targets && new Set(targets.flatMap(keysOf)) };
}

/** A target is in its account too. */
function keysOf(target: Target): readonly string[] {
  return [targetKey(target), target.accountId];
}

type Mends = (reaching: Reaching, finding: DriftFinding) => boolean;

const never: Mends = () => false;

/** One of these, wherever the finding is. */
function by(...types: readonly Action['type'][]): Mends {
  return ({ action }) => types.includes(action.type);
}

/** One of these on the StackSet of the finding. */
function onStackSet(...types: readonly Action['type'][]): Mends {
  return ({ action }, { stackSet }) =>
    types.includes(action.type) && 'stackSet' in action && action.stackSet.name === stackSet;
}

/** The same, in the place of the finding. */
function onInstance(...types: readonly Action['type'][]): Mends {
  const isOn = onStackSet(...types);
  return (reached, finding) => isOn(reached, finding) && isIn(reached, finding);
}

/** A call of AWS Config in the place of the finding. */
function inTarget(...types: readonly Action['type'][]): Mends {
  return (reached, finding) => types.includes(reached.action.type) && isIn(reached, finding);
}

function isIn({ places }: Reaching, { accountId, region }: DriftFinding): boolean {
  if (accountId === undefined) return true;
  return places?.has(region === undefined ? accountId : targetKey({ accountId, region })) ?? false;
}

/** Every stack that a target, or the account that it is in, lacks. */
const covers: Mends = ({ action, places }, { accountId = '', region }) => {
  if (action.type !== 'create-instances' || isShared(action.stackSet.kind)) return false;
  const { kind, region: where } = action.stackSet;
  return (!isRegional(kind) || where === region) && (places?.has(accountId) ?? false);
};

/** The same address of the topic. */
function onSubscription(type: 'put-subscription' | 'delete-subscription'): Mends {
  return ({ action }, { thing, region }) =>
    action.type === type &&
    'subscription' in action &&
    action.topic.region === region &&
    thing === subscriptionThing(action.subscription);
}

const takesAway: Mends = (reached, finding) => {
  const { action, places } = reached;
  if (action.type === 'delete-subscription') return onSubscription(action.type)(reached, finding);
  if (action.type === 'delete-aggregator') return finding.thing === `aggregator ${action.aggregator.name}`;
  return (
    onStackSet('delete-instances', 'delete-stack-set')(reached, finding) &&
    (places === undefined) === (finding.accountId === undefined) &&
    isIn(reached, finding)
  );
};

const rolesDeployed = by('delete-stack', 'deploy-stack');

const madeOrUpdated = onInstance('create-instances', 'update-stack-set', 'update-instances');
/** The hub is made anew in groups, other instances as a whole. What belongs to no StackSet are the roles of some. */
const madeAnew: Mends = (reached, finding) => {
  if (finding.stackSet === undefined) return rolesDeployed(reached, finding);
  return reached.action.type === 'rebuild-hub'
    ? isIn(reached, finding) && isRebuilt(reached.action, finding)
    : madeAgain(reached, finding);
};

function isRebuilt({ groups }: RebuildHub, { resource }: DriftFinding): boolean {
  const group = resource && hubGroupOf(resource.logicalId);
  return group !== undefined && groups.includes(group);
}

const madeAgain = onInstance('delete-instances', 'create-instances');

/** What mends each kind; nothing does where it is left to a person. */
const mending: Readonly<Record<DriftKind, Mends>> = {
  'trusted-access-lost': by(
    'activate-stacksets-access',
    'enable-service-access',
    'register-delegated-administrator',
  ),
  'management-roles-changed': rolesDeployed,
  'management-roles-unowned': never,
  'definition-missing': onStackSet('create-stack-set', 'create-instances'),
  'definition-unowned': never,
  'definition-outdated': onStackSet('update-stack-set'),
  'not-covered': covers,
  surplus: takesAway,
  'instance-missing': madeOrUpdated,
  'instance-failed': madeOrUpdated,
  'instance-outdated': (reached, finding) =>
    madeOrUpdated(reached, finding) || onInstance('rebuild-hub')(reached, finding),
  'instance-inoperable': madeAgain,
  'aggregator-missing': by('put-aggregator'),
  'aggregator-unowned': never,
  'aggregator-changed': by('put-aggregator'),
  'aggregator-source-failing': never,
  'subscription-missing': onSubscription('put-subscription'),
  'subscription-changed': onSubscription('put-subscription'),
  'recorder-missing': inTarget('put-recorder'),
  'recorder-stopped': inTarget('start-recorder', 'put-recorder'),
  'recorder-changed': inTarget('put-recorder', 'extend-recorder'),
  'recorder-failing': never,
  'recorder-replaced': never,
  'channel-missing': inTarget('put-recorder'),
  'channel-changed': inTarget('put-recorder'),
  'channel-failing': never,
  'resource-missing': madeAnew,
  'resource-changed': madeAnew,
  'rule-missing': (reached, finding) =>
    inTarget('put-rules')(reached, finding) || onInstance('update-instances')(reached, finding),
  'rule-changed': inTarget('put-rules'),
  'rule-failing': never,
  'rule-duplicate': never,
  'stack-deleted': madeAgain,
  'service-role-missing': madeAgain,
};

/** Does the action mend what was found, or a part of it? */
export function mends(reached: Reaching, finding: DriftFinding): boolean {
  return mending[finding.kind](reached, finding);
}

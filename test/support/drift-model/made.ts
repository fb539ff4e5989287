import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf, type Disturbed, type Place } from '../disturb/administrator.js';
import { changeTopicPolicy, deleteBucketPolicy, denyDelivery, disableKey } from '../disturb/delivery.js';
import {
  deleteEventRule,
  disableEventRule,
  narrowBusPolicy,
  narrowEventRule,
  removeBusPolicy,
  removeTargets,
} from '../disturb/events.js';
import { changeTrust, deleteRole, lengthenSessions, widenRole } from '../disturb/roles.js';
import { where, type Disturbance } from './disturbance.js';
import { audit, home, instanceOfMade, management, places, type Made, type State } from './state.js';

const hub: Place = { accountId: audit, region: home };
const bucket = `orgsecrets-config-${audit}-${home}`;
const topic = `arn:aws:sns:${home}:${audit}:orgsecrets`;
const bus = { ...hub, bus: 'orgsecrets', statement: 'Organization' };

interface Thing extends Pick<Made, 'of' | 'place' | 'together' | 'logicalId'> {
  readonly name: string;
}

interface Happening {
  readonly by: { readonly name: string };
  readonly what: string;
  readonly is: Made['is'];
  /** orgsecrets leaves it, and what goes with it, to a person. */
  readonly isHeld?: boolean;
  /** May follow on what was changed already; what is gone can't be disturbed any more. */
  readonly apply: (simulator: Disturbed) => Promise<void>;
  readonly undo?: (simulator: Disturbed) => Promise<void>;
}

/** @param given to what does it. */
function happens<Given extends readonly unknown[]>(
  by: (simulator: Disturbed, ...given: Given) => Promise<void>,
  what: string,
  is: Made['is'],
  ...given: Given
): Happening {
  return { by, what, is, apply: (simulator) => by(simulator, ...given) };
}

function disturbances(thing: Thing, happenings: readonly Happening[]): readonly Disturbance[] {
  const { of, place, together, logicalId, name } = thing;
  const key = `${of} ${place.accountId}/${place.region} ${name}`;
  return happenings.map(({ by, what, is, isHeld = false, apply, undo }) => ({
    by: by.name,
    what: `${what} (${name}) in ${where(place)}`,
    can: (state) => isThere(state, thing) && state.made.get(key)?.is !== 'missing',
    apply,
    change: (state) => {
      const before = state.made.get(key)?.isHeld ?? false;
      state.made.set(key, {
        of,
        place,
        together,
        logicalId,
        is,
        isHeld: is === 'changed' && (isHeld || before),
      });
    },
    ...(undo ? { undo } : {}),
  }));
}

function isThere(state: State, thing: Thing): boolean {
  return !['missing', 'stack-gone'].includes(instanceOfMade(state, thing));
}

/** What somebody may do to what stacks made, beside recorders and rules. */
export function madeDisturbances(): readonly Disturbance[] {
  return [
    ...places.flatMap(ofForwarding),
    ...places.filter(({ region }) => region === home).flatMap(ofMembers),
    ...ofHub(),
    ...ofManagementRoles(),
  ];
}

function ofForwarding(place: Place): readonly Disturbance[] {
  const rule = { ...place, rule: 'orgsecrets-forward' };
  return disturbances(
    { of: 'forward', place, together: 'forward', logicalId: 'ForwardRule', name: rule.rule },
    [
      happens(disableEventRule, 'turn off the event rule', 'changed', rule),
      happens(narrowEventRule, 'let the event rule match less', 'changed', rule),
      happens(removeTargets, 'take the targets of the event rule', 'changed', rule),
      happens(deleteEventRule, 'delete the event rule', 'missing', rule),
    ],
  );
}

function ofMembers(place: Place): readonly Disturbance[] {
  const roles = { 'orgsecrets-look': 'Look', 'orgsecrets-mend': 'Mend', 'orgsecrets-forward': 'Forward' };
  const all = Object.entries(roles).flatMap(([name, logicalId]) =>
    ofRole({ of: 'member', place, together: 'member', logicalId, name }),
  );
  return place.accountId === management ? all.map(whileMendable) : all;
}

/**
 * In its own account the caller stands in for the role that mends, and may not mend: where that role is out of use and held
 * by another one, what is otherwise in the account waits with it. What that comes to is not known here.
 */
function whileMendable(one: Disturbance): Disturbance {
  const members = (state: State) =>
    [...state.made.values()].filter(({ of, place }) => of === 'member' && place.accountId === management);
  const takesMend =
    one.what.includes('(orgsecrets-mend)') && (one.by === deleteRole.name || one.by === changeTrust.name);
  return {
    ...one,
    can: (state) =>
      one.can(state) &&
      !(takesMend && members(state).some(({ isHeld }) => isHeld)) &&
      !(one.by === widenRole.name && members(state).some(({ logicalId }) => logicalId === 'Mend')),
  };
}

function ofRole(thing: Thing): readonly Disturbance[] {
  const { place, name } = thing;
  return disturbances(thing, [
    happens(deleteRole, 'delete the role', 'missing', place, name),
    happens(changeTrust, 'change who may take the role', 'changed', place, name),
    happens(lengthenSessions, 'let sessions of the role live longer', 'changed', place, name),
    {
      ...happens(widenRole, 'let the role do more', 'changed', place, name),
      isHeld: true,
      // It may have been deleted since.
      undo: (simulator) => withoutMore(simulator, place, name),
    },
  ]);
}

async function withoutMore(simulator: Disturbed, place: Place, RoleName: string): Promise<void> {
  const iam = administratorOf(simulator, place);
  const { PolicyNames } = await iam.call('iam', 'ListRolePolicies', { RoleName });
  if ((PolicyNames as string[]).includes('more'))
    await iam.call('iam', 'DeleteRolePolicy', { RoleName, PolicyName: 'more' });
}

/** Without these roles, or their trust, nothing can be looked at in the account: that they do more is all that is done. */
function ofManagementRoles(): readonly Disturbance[] {
  const place = { accountId: management, region: home };
  const roles = { administration: 'Administration', execution: 'Execution' };
  return Object.entries(roles)
    .flatMap(([name, logicalId]) =>
      ofRole({
        of: 'management-roles',
        place,
        together: 'all',
        logicalId,
        name: `orgsecrets-stackset-${name}`,
      }),
    )
    .filter(({ by }) => by === lengthenSessions.name || by === widenRole.name);
}

function ofHub(): readonly Disturbance[] {
  const inHub = (name: string, together: string, logicalId: string) =>
    ({ of: 'hub', place: hub, together, logicalId, name }) as const;
  const notifies = { ...hub, bus: 'orgsecrets', rule: 'orgsecrets-notify-unused' };
  return [
    ...disturbances(inHub('the policy of the bucket', 'delivery', 'BucketPolicy'), [
      happens(denyDelivery, 'forbid deliveries', 'changed', bucket),
      happens(deleteBucketPolicy, 'delete it', 'missing', bucket),
    ]),
    ...disturbances(inHub('the policy of the topic', 'notifications', 'TopicPolicy'), [
      happens(changeTopicPolicy, 'change it', 'changed', topic),
    ]),
    ...disturbances(inHub('the key of the topic', 'key', 'Key'), [
      {
        ...happens(disableKey, 'disable it', 'changed', hub, 'alias/orgsecrets'),
        isHeld: true,
        undo: async (simulator) => {
          const kms = administratorOf(simulator, hub);
          const { KeyMetadata } = await kms.call('kms', 'DescribeKey', { KeyId: 'alias/orgsecrets' });
          await kms.call('kms', 'EnableKey', { KeyId: (KeyMetadata as Shape)['KeyId'] });
        },
      },
    ]),
    ...disturbances(inHub('the policy of the bus', 'notifications', 'BusPolicy'), [
      happens(narrowBusPolicy, 'narrow it', 'changed', bus),
      happens(removeBusPolicy, 'delete it', 'missing', bus),
    ]),
    ...disturbances(inHub(notifies.rule, 'notifications', 'NotifyUnused'), [
      happens(disableEventRule, 'turn off the event rule', 'changed', notifies),
      happens(deleteEventRule, 'delete the event rule', 'missing', notifies),
    ]),
    ...ofRole(inHub('orgsecrets-aggregator-admin', 'aggregation', 'AggregatorAdmin')),
  ];
}

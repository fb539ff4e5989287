import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { administratorOf } from './administrator.js';
import type { Administrator, Disturbed, Place } from './administrator.js';

/** Where a rule of EventBridge is: on the account's default bus, unless it says another. */
interface RulePlace extends Place {
  readonly rule: string;
  readonly bus?: string;
}

/** Turns a rule off. */
export async function disableEventRule(simulator: Disturbed, place: RulePlace): Promise<void> {
  const { administrator, on } = at(simulator, place);
  const { EventPattern, Description } = await administrator.call('events', 'DescribeRule', on('Name'));
  await administrator.call('events', 'PutRule', {
    ...on('Name'),
    EventPattern,
    Description,
    State: 'DISABLED',
  });
}

/** Lets a rule match less than it should. */
export async function narrowEventRule(simulator: Disturbed, place: RulePlace): Promise<void> {
  const { administrator, on } = at(simulator, place);
  const { Description } = await administrator.call('events', 'DescribeRule', on('Name'));
  const EventPattern = JSON.stringify({ source: ['aws.config'], account: ['000000000000'] });
  await administrator.call('events', 'PutRule', {
    ...on('Name'),
    EventPattern,
    Description,
    State: 'ENABLED',
  });
}

/** Takes the targets from a rule, which stays. */
export async function removeTargets(simulator: Disturbed, place: RulePlace): Promise<void> {
  const { administrator, on } = at(simulator, place);
  const { Targets } = await administrator.call('events', 'ListTargetsByRule', on('Rule'));
  const Ids = (Targets as Shape[]).map((target) => target['Id']);
  await administrator.call('events', 'RemoveTargets', { ...on('Rule'), Ids });
}

export async function deleteEventRule(simulator: Disturbed, place: RulePlace): Promise<void> {
  const { administrator, on } = at(simulator, place);
  await removeTargets(simulator, place);
  await administrator.call('events', 'DeleteRule', on('Name'));
}

/** Takes the organization out of a statement of a bus's policy: one account alone may still send. */
export async function narrowBusPolicy(
  simulator: Disturbed,
  place: Place & { readonly bus: string; readonly statement: string },
): Promise<void> {
  const { administrator } = at(simulator, { ...place, rule: '' });
  await administrator.call('events', 'PutPermission', {
    EventBusName: place.bus,
    StatementId: place.statement,
    Action: 'events:PutEvents',
    Principal: place.accountId,
  });
}

export async function removeBusPolicy(
  simulator: Disturbed,
  place: Place & { readonly bus: string; readonly statement: string },
): Promise<void> {
  const { administrator } = at(simulator, { ...place, rule: '' });
  await administrator.call('events', 'RemovePermission', {
    EventBusName: place.bus,
    StatementId: place.statement,
  });
}

function at(
  simulator: Disturbed,
  { rule, bus, ...place }: RulePlace,
): { readonly administrator: Administrator; readonly on: (member: 'Name' | 'Rule') => Shape } {
  return {
    administrator: administratorOf(simulator, place),
    on: (member) => ({ [member]: rule, ...(bus === undefined ? {} : { EventBusName: bus }) }),
  };
}

/** Deletes a bus, for which its rules have to go first. */
export async function deleteBus(simulator: Disturbed, place: Place, bus: string): Promise<void> {
  const administrator = administratorOf(simulator, place);
  const { Rules } = await administrator.call('events', 'ListRules', { EventBusName: bus });
  for (const { Name } of Rules as Shape[])
    await deleteEventRule(simulator, { ...place, bus, rule: String(Name) });
  await administrator.call('events', 'DeleteEventBus', { Name: bus });
}

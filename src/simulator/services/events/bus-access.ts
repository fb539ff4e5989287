import { ServiceError } from '../../kernel/contract.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import { requiredText, text } from '../../kernel/input.js';
import { busAt, policyOf } from './state.js';
import type { BusPlace, EventBus, EventRule } from './state.js';

/** A bus without a policy says no to services and to other accounts. */
const emptyPolicy = '{"Version":"2012-10-17","Statement":[]}';

/** Where the bus of a request is: a name or an ARN; without either, the default bus. */
export function busPlace(reference: string | undefined, call: Call): BusPlace {
  const arn = /^arn:[^:]+:events:([^:]+):(\d{12}):event-bus\/(.+)$/.exec(reference ?? '');
  if (arn?.[1] && arn[2] && arn[3]) return { region: arn[1], accountId: arn[2], name: arn[3] };
  return { accountId: call.caller.accountId, region: call.region, name: reference ?? 'default' };
}

function busArn(call: Call, { accountId, region, name }: BusPlace): string {
  return `arn:${call.world.partition}:events:${region}:${accountId}:event-bus/${name}`;
}

/** What an action on the bus needs. */
export function busAccess(action: string, member: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => [accessTo(action, text(input, member), call)];
}

export function accessTo(action: string, reference: string | undefined, call: Call): Access {
  const place = busPlace(reference, call);
  const bus = busAt(call.world, place);
  const resource = busArn(call, place);
  if (bus === undefined) return { action, resource };
  return { action, resource, ownerAccountId: place.accountId, resourcePolicy: policyOf(bus) ?? emptyPolicy };
}

/** What an action on a rule needs: rules of the default bus have no bus in their ARN. */
export function ruleAccess(action: string, member: string): (input: Shape, call: Call) => readonly Access[] {
  return (input, call) => {
    const place = busPlace(text(input, 'EventBusName'), call);
    return [
      { action, resource: ruleArn(call, place, text(input, member) ?? '*'), ownerAccountId: place.accountId },
    ];
  };
}

export function ruleArn(call: Call, { accountId, region, name }: BusPlace, rule: string): string {
  const path = name === 'default' ? rule : `${name}/${rule}`;
  return `arn:${call.world.partition}:events:${region}:${accountId}:rule/${path}`;
}

/**
 * The bus of the request.
 * @throws ServiceError ResourceNotFoundException
 */
export function openBus(reference: string | undefined, call: Call): EventBus {
  const place = busPlace(reference, call);
  const bus = busAt(call.world, place);
  if (bus !== undefined) return bus;
  throw new ServiceError('ResourceNotFoundException', `Event bus ${place.name} does not exist.`);
}

/**
 * The rule of the request.
 * @throws ServiceError ResourceNotFoundException
 */
export function openRule(input: Shape, call: Call, member = 'Name'): EventRule {
  const bus = openBus(text(input, 'EventBusName'), call);
  const name = requiredText(input, member);
  const rule = bus.rules[name];
  if (rule !== undefined) return rule;
  throw new ServiceError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${bus.name}.`);
}

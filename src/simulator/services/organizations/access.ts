import { text } from '../../kernel/input.js';
import { organizationSlot } from './state.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';

/*
 * Resource types and condition keys of Organizations' actions:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html
 */

/** An access to each thing that the members name by its id (account, unit, root, policy). */
export function accessTo(operation: string, ...members: readonly string[]) {
  return (input: Shape, call: Call): readonly Access[] =>
    members.map((member) => ({
      action: `organizations:${operation}`,
      resource: arnOf(call, text(input, member) ?? ''),
      context: conditions(input),
    }));
}

/** An access without a resource, with the condition keys that the input gives. */
export function accessToAll(operation: string) {
  return (input: Shape): readonly Access[] => [
    { action: `organizations:${operation}`, resource: '*', context: conditions(input) },
  ];
}

function conditions(input: Shape): NonNullable<Access['context']> {
  const service = text(input, 'ServicePrincipal');
  const policyType = text(input, 'Filter');
  return {
    ...(service === undefined ? {} : { 'organizations:ServicePrincipal': service }),
    ...(policyType === undefined ? {} : { 'organizations:PolicyType': policyType }),
  };
}

function arnOf(call: Call, id: string): string {
  for (const { value } of call.world.all(organizationSlot)) {
    const known = value.accounts[id] ?? value.organizationalUnits[id] ?? value.policies[id];
    if (known) return known.arn;
    const kind = id.startsWith('r-')
      ? 'root'
      : id.startsWith('ou-')
        ? 'ou'
        : id.startsWith('p-')
          ? 'policy'
          : 'account';
    return `arn:${call.world.partition}:organizations::${value.managementAccountId}:${kind}/${value.id}/${id}`;
  }
  return '*';
}

import { requiredText } from '../../kernel/input.js';
import { noSuchRole, protectedRole } from './errors.js';
import { iamOf } from './state.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import type { RoleRecord } from './state.js';

/** The role that RoleName names, in the caller's account. */
export function findRole(input: Shape, call: Call): RoleRecord {
  const name = requiredText(input, 'RoleName', 'ValidationError');
  const role = iamOf(call.world, call.caller.accountId).roles[name];
  if (!role) throw noSuchRole(name);
  return role;
}

/** The same, for changes: service-linked roles can't be changed by anybody but AWS. */
export function findOwnRole(input: Shape, call: Call): RoleRecord {
  const role = findRole(input, call);
  if (role.linkedTo !== undefined) throw protectedRole(role.name);
  return role;
}

/** An access to the role that RoleName names; where there is none, to the ARN that it would have without a path. */
export function roleAccess(operation: string, more?: (input: Shape) => Access['context']) {
  return (input: Shape, call: Call): readonly Access[] => {
    const name = requiredText(input, 'RoleName', 'ValidationError');
    const role = iamOf(call.world, call.caller.accountId).roles[name];
    const tags = Object.entries(role?.tags ?? {}).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]);
    const resource = role?.arn ?? `arn:${call.world.partition}:iam::${call.caller.accountId}:role/${name}`;
    return [
      {
        action: `iam:${operation}`,
        resource,
        context: { ...(Object.fromEntries(tags) as Record<string, string>), ...more?.(input) },
      },
    ];
  };
}

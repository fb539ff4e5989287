import { integer, requiredText, text } from '../../kernel/input.js';
import { trustDocument } from './documents.js';
import { invalid, noSuchPolicy, roleExists } from './errors.js';
import { managedPolicy } from './identity-source.js';
import { addRole } from './roles.js';
import { roleShape } from './shapes.js';
import { iamOf } from './state.js';
import { tagContext, tagsOf } from './tags.js';
import type { Access, Call, Shape } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';

const pathOf = (input: Shape): string => text(input, 'Path') ?? '/';

/** Tags on a new role need iam:TagRole as well. */
function createAccess(input: Shape, call: Call): readonly Access[] {
  const resource = `arn:${call.world.partition}:iam::${call.caller.accountId}:role${pathOf(input)}${text(input, 'RoleName') ?? ''}`;
  const boundary = text(input, 'PermissionsBoundary');
  const context = {
    ...tagContext(input),
    ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary }),
  };
  const create = { action: 'iam:CreateRole', resource, context };
  return Object.keys(tagsOf(input)).length === 0
    ? [create]
    : [create, { action: 'iam:TagRole', resource, context }];
}

export const createRole: Operation = {
  service: 'iam',
  name: 'CreateRole',
  mutating: true,
  access: createAccess,
  handle(input, call) {
    const name = requiredText(input, 'RoleName', 'ValidationError');
    if (!/^[\w+=,.@-]{1,64}$/.test(name))
      throw invalid(
        `Value '${name}' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{1,64}`,
      );
    const { accountId } = call.caller;
    // Role names are unique without regard to case (API reference, CreateRole).
    if (
      Object.keys(iamOf(call.world, accountId).roles).some(
        (other) => other.toLowerCase() === name.toLowerCase(),
      )
    )
      throw roleExists(name);
    const boundary = text(input, 'PermissionsBoundary');
    if (boundary !== undefined && !managedPolicy(boundary)) throw noSuchPolicy(boundary);
    const seconds = integer(input, 'MaxSessionDuration', 'ValidationError');
    if (seconds !== undefined && (seconds < 3600 || seconds > 43_200))
      throw invalid(
        `Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must be between 3600 and 43200`,
      );
    const path = pathOf(input);
    if (path.startsWith('/aws-service-role/'))
      throw invalid(`Value '${path}' at 'path' is reserved for service-linked roles`);
    const description = text(input, 'Description');
    const role = addRole(call.world, accountId, {
      name,
      path,
      trustPolicy: trustDocument(input, 'AssumeRolePolicyDocument', call.world),
      ...(description === undefined ? {} : { description }),
      ...(seconds === undefined ? {} : { maxSessionDuration: seconds }),
      ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
      tags: tagsOf(input),
    });
    return { Role: { ...roleShape(role), RoleLastUsed: undefined } };
  },
};

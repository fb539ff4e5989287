import { text } from '../../kernel/input.js';
import { cut } from './markers.js';
import { listedRole } from './shapes.js';
import { iamOf } from './state.js';
import type { Operation } from '../../kernel/contract.js';

export const listRoles: Operation = {
  service: 'iam',
  name: 'ListRoles',
  mutating: false,
  access: (_input, call) => [
    { action: 'iam:ListRoles', resource: `arn:${call.world.partition}:iam::${call.caller.accountId}:role/` },
  ],
  handle(input, call) {
    const prefix = text(input, 'PathPrefix') ?? '/';
    const roles = Object.values(iamOf(call.world, call.caller.accountId).roles)
      .filter((role) => role.path.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, rest } = cut(call, input, roles);
    return { Roles: items.map(listedRole), ...rest };
  },
};

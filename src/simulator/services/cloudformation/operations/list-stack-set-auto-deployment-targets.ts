import type { Operation } from '../../../kernel/contract.js';
import { integer, text } from '../../../kernel/input.js';
import { page } from '../../../kernel/pages.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSet } from '../stacksets/find.js';

export const listStackSetAutoDeploymentTargets: Operation = {
  service: 'cloudformation',
  name: 'ListStackSetAutoDeploymentTargets',
  mutating: false,
  access: (input, call) => stackSetAccess('ListStackSetAutoDeploymentTargets', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    const { items, nextToken } = page(call.world, Object.entries(set.targets), {
      token: text(input, 'NextToken'),
      limit: integer(input, 'MaxResults', 'ValidationError'),
      defaultSize: 100,
      tokenError: 'ValidationError',
    });
    return {
      Summaries: items.map(([unit, regions]) => ({ OrganizationalUnitId: unit, Regions: [...regions] })),
      NextToken: nextToken,
    };
  },
};

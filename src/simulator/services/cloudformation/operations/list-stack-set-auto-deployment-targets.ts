import type { Operation } from '../../../kernel/contract.js';
import { pageOf } from '../paging.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSet } from '../stacksets/find.js';

export const listStackSetAutoDeploymentTargets: Operation = {
  service: 'cloudformation',
  name: 'ListStackSetAutoDeploymentTargets',
  mutating: false,
  access: (input, call) => stackSetAccess('ListStackSetAutoDeploymentTargets', input, call),
  handle(input, call) {
    const set = findStackSet(input, call);
    const { items, nextToken } = pageOf(input, call.world, Object.entries(set.targets));
    return {
      Summaries: items.map(([unit, regions]) => ({ OrganizationalUnitId: unit, Regions: [...regions] })),
      NextToken: nextToken,
    };
  },
};

import type { Operation } from '../../../kernel/contract.js';
import { text } from '../../../kernel/input.js';
import { pageOf } from '../paging.js';
import { administratorAccount, readCallAs } from '../stacksets/find.js';
import { renderSetSummary } from '../stacksets/render.js';
import { stackSetsSlot } from '../stacksets/state.js';

export const listStackSets: Operation = {
  service: 'cloudformation',
  name: 'ListStackSets',
  mutating: false,
  handle(input, call) {
    const { world, region } = call;
    const status = text(input, 'Status');
    const isDelegated = readCallAs(input) === 'DELEGATED_ADMIN';
    const sets = Object.values(world.state(stackSetsSlot, administratorAccount(input, call), region)).filter(
      (set) =>
        (status === undefined || set.status === status) &&
        (!isDelegated || set.permissionModel === 'SERVICE_MANAGED'),
    );
    const { items, nextToken } = pageOf(input, world, sets);
    return { Summaries: items.map(renderSetSummary), NextToken: nextToken };
  },
};

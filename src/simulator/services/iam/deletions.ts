import type { Slot } from '../../kernel/contract.js';

/** Deletions of service-linked roles that were asked for, by task id. */
export const deletionSlot: Slot<Record<string, { status: string }>> = {
  name: 'iam.deletions',
  create: () => ({}),
};

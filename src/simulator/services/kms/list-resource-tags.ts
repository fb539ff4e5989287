import type { Operation } from '../../kernel/contract.js';
import { keyAccess, openKey } from './key-access.js';

/** A key has at most 50 tags: one page. https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html */
export const listResourceTags: Operation = {
  service: 'kms',
  name: 'ListResourceTags',
  mutating: false,
  access: keyAccess('kms:ListResourceTags'),
  handle: (input, call) => ({
    Tags: Object.entries(openKey(input, call).tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    Truncated: false,
  }),
};

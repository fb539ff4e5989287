import type { Template, TemplateName, Templates } from '../../../src/model/desired.js';

const names: readonly TemplateName[] = [
  'member',
  'slr',
  'recorder',
  'rules',
  'forward',
  'hub',
  'notify',
  'bucket',
  'management-roles',
];

/** Templates of which only the digest counts. */
export const testTemplates = Object.fromEntries(
  names.map((name): [TemplateName, Template] => [name, { name, body: '{}', digest: `digest-of-${name}` }]),
) as unknown as Templates;

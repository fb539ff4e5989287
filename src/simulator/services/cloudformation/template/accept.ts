import type { World } from '../../../kernel/contract.js';
import { checkCapabilities } from './capabilities.js';
import { checkTemplate } from './check-template.js';
import { keepTemplate, templateOf } from './library.js';
import type { Template } from './model.js';
import { validationError } from '../errors.js';

/** Bodies that were checked already, by library digest and the set of known types: the same few bodies come thousands of times. */
const checked = new WeakMap<ReadonlySet<string>, Set<string>>();

/** Reads and checks a body that a request brought, and keeps it. Nothing is kept of a body that is refused. */
export function acceptTemplate(
  world: World,
  body: string,
  types: ReadonlySet<string>,
  capabilities: readonly string[],
): { readonly digest: string; readonly template: Template } {
  const digest = keepTemplate(world, body);
  const template = templateOf(world, digest);
  let known = checked.get(types);
  if (!known) checked.set(types, (known = new Set<string>()));
  if (!known.has(digest)) {
    checkTemplate(template, types);
    known.add(digest);
  }
  // Macros are not simulated: a template that has them would be another template once they ran.
  if (template.transform !== undefined)
    throw validationError('Template error: macros and transforms are not supported');
  checkCapabilities(template, capabilities);
  return { digest, template };
}

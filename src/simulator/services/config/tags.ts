import { ServiceError } from '../../kernel/contract.js';
import type { Shape } from '../../kernel/contract.js';
import { shapes, text } from '../../kernel/input.js';
import type { ConfigState } from './state.js';

/** Takes the `Tags` of a request into the tags of a resource. Existing keys are overwritten, others stay. */
export function rememberTags(state: ConfigState, arn: string, input: Shape): void {
  const given = shapes(input, 'Tags') ?? [];
  if (given.length === 0) return;
  const tags = { ...state.tags[arn] };
  for (const tag of given) tags[text(tag, 'Key') ?? ''] = text(tag, 'Value') ?? '';
  if (Object.keys(tags).length > 50) {
    throw new ServiceError(
      'TooManyTagsException',
      'You have reached the limit of the number of tags you can use.',
    );
  }
  state.tags[arn] = tags;
}

/** Tags as the API lists them, in the order of their keys. */
export function tagList(tags: Readonly<Record<string, string>> | undefined): Shape[] {
  return Object.entries(tags ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
}

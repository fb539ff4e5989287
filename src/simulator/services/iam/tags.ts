import { shapes, text } from '../../kernel/input.js';
import type { Access, Shape } from '../../kernel/contract.js';

/** The member Tags as a record. */
export function tagsOf(input: Shape): Record<string, string> {
  return Object.fromEntries(
    (shapes(input, 'Tags') ?? []).map((tag) => [text(tag, 'Key') ?? '', text(tag, 'Value') ?? '']),
  );
}

export function tagShapes(tags: Readonly<Record<string, string>>): readonly Shape[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Condition keys of a request that carries tags. */
export function tagContext(input: Shape): NonNullable<Access['context']> {
  const tags = tagsOf(input);
  const keys = Object.keys(tags);
  if (keys.length === 0) return {};
  return {
    'aws:TagKeys': keys,
    ...Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, tags[key] ?? ''])),
  };
}

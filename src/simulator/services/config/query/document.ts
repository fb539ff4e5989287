import type { Path } from './syntax.js';

export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** A resource as queries see it: a configuration item in JSON, with `configuration` and `tags` unpacked. */
export type Document = Readonly<Record<string, Json>>;

export type Scalar = string | number | boolean;

/**
 * Every scalar that a path leads to: through an array to each of its elements. "When querying against multiple properties
 * within an array of objects, matches are computed against all the array elements."
 */
export function valuesAt(document: Document, path: Path): readonly Scalar[] {
  const found: Scalar[] = [];
  collect(document, path, 0, found);
  return found;
}

function collect(value: Json, path: Path, depth: number, into: Scalar[]): void {
  if (value === null || value === undefined) return;
  if (isList(value)) {
    for (const element of value) collect(element, path, depth, into);
    return;
  }
  const step = path[depth];
  if (typeof value === 'object') {
    if (step !== undefined && Object.hasOwn(value, step)) collect(value[step], path, depth + 1, into);
    return;
  }
  if (step === undefined) into.push(value);
}

/** What to keep of a document: all of it, or these members of it. */
export type Mask = true | { readonly [step: string]: Mask };

/** A mask that keeps what the paths lead to. */
export function maskOf(paths: readonly Path[]): Mask {
  const below = new Map<string, Path[]>();
  for (const [step, ...rest] of paths) {
    if (step === undefined) return true;
    below.set(step, [...(below.get(step) ?? []), rest]);
  }
  return Object.fromEntries([...below].map(([step, rests]) => [step, maskOf(rests)]));
}

/** The masked part of a value, in its own shape; undefined where nothing is left of it. */
export function masked(value: Json, mask: Mask): Json {
  if (mask === true) return value ?? undefined;
  if (value === null || value === undefined || typeof value !== 'object') return undefined;
  if (isList(value))
    return value.map((element) => masked(element, mask)).filter((part) => part !== undefined);
  const kept = Object.entries(mask).flatMap(([step, inner]): [string, Json][] => {
    const part = Object.hasOwn(value, step) ? masked(value[step], inner) : undefined;
    return part === undefined ? [] : [[step, part]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

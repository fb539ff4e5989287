import type { z } from 'zod';
import { nearest } from '../model/nearest.js';
import { formatValue, type Path } from './path.js';
import type { Finding } from './read-yaml.js';
import type { SourceMap } from './source-map.js';

type Issue = z.core.$ZodIssue;

/**
 * What the schema found, in the words of someone who reads an org.yaml. The schema is to be asked with
 * `{ error: () => '' }`, so that a message is only there where the schema has one of its own.
 */
export function explain(
  issues: readonly Issue[],
  data: unknown,
  map: SourceMap,
  keysAt: (path: Path) => readonly string[],
): Finding[] {
  return issues.flatMap((issue) => explainOne(issue, [], data, map, keysAt));
}

function explainOne(
  issue: Issue,
  base: Path,
  data: unknown,
  map: SourceMap,
  keysAt: (path: Path) => readonly string[],
): Finding[] {
  const path: Path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.map((key) => unknownKey([...path, key], key, known, map));
  }
  const value = valueAt(data, path);
  if (issue.code === 'invalid_key') {
    return [{ at: map.key(path), path, reason: issue.issues[0]?.message ?? 'can not be a key' }];
  }
  if (value === undefined) return [{ at: map.key(path), path, reason: 'is missing' }];
  if (value === null)
    return [{ at: map.key(path), path, reason: 'has no value; give it one, or leave the key out' }];
  if (issue.code === 'invalid_union') {
    const branch = meant(issue.errors, value);
    if (branch) return branch.flatMap((inner) => explainOne(inner, path, data, map, keysAt));
    return [noBranch(issue.errors, path, value, map)];
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object') {
    return [notText(path, value, map)];
  }
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const values = issue.values.map(String);
    return [found(path, value, map, issue.message || `must be ${listed(values)}`, nearest(value, values))];
  }
  return [found(path, value, map, reasonOf(issue), suggestionFor(issue, value))];
}

/** The branch of a union that what is written resembles: one that objects to its content, not to its kind. */
function meant(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  return branches.find((issues) => issues.every((issue) => issue.path.length > 0 || !isKind(issue, value)));
}

function isKind(issue: Issue, value: unknown): boolean {
  if (issue.code === 'invalid_value') return issue.message === '' || typeof value !== 'string';
  return issue.code === 'invalid_type';
}

function noBranch(
  branches: readonly (readonly Issue[])[],
  path: Path,
  value: unknown,
  map: SourceMap,
): Finding {
  const heads = branches.flatMap((issues) => issues.slice(0, 1));
  const wants = (expected: string) =>
    heads.some((head) => head.code === 'invalid_type' && head.expected === expected);
  if (typeof value === 'number' && wants('string')) return notText(path, value, map);
  const reason = `must be ${branches.map(wanted).join(' or ')}`;
  if (typeof value !== 'string') return found(path, value, map, reason);
  const names = heads.flatMap((head) => (head.code === 'invalid_value' ? head.values.map(String) : []));
  const list = wants('array') ? `[${value.slice(0, 60)}]` : undefined;
  return found(path, value, map, reason, nearest(value, names) ?? list);
}

function wanted(issues: readonly Issue[]): string {
  const issue = issues[0];
  if (issue?.code === 'invalid_value') return issue.message ? 'a name' : listed(issue.values.map(String));
  return issue?.code === 'invalid_type' ? kind(issue.expected) : 'something else';
}

function unknownKey(path: Path, key: string, known: readonly string[], map: SourceMap): Finding {
  const suggestion = nearest(key, known);
  const reason =
    known.length === 0
      ? 'is not a key here; there are none'
      : `is not a key here; the keys are ${known.join(', ')}`;
  return suggestion === undefined
    ? { at: map.key(path), path, reason }
    : { at: map.key(path), path, reason: 'is not a key here', suggestion };
}

/** A number, true or false where a text should be. */
function notText(path: Path, value: unknown, map: SourceMap): Finding {
  const source = map.source(path) ?? String(value);
  const reason =
    typeof value === 'number'
      ? 'must be text, but is read as a number, which would lose leading zeros; put it in quotes'
      : `must be text, but is read as ${typeof value === 'boolean' ? 'true or false' : typeof value}; put it in quotes`;
  return {
    at: map.value(path),
    path,
    value: source.slice(0, 60),
    reason,
    suggestion: `'${source.slice(0, 60)}'`,
  };
}

function reasonOf(issue: Issue): string {
  if (issue.message !== '') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kind(issue.expected)}`;
    case 'too_small':
      return issue.origin === 'array' ? 'must not be empty' : `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}`;
    case 'invalid_value':
      return `must be ${listed(issue.values.map(String))}`;
    default:
      return 'is not valid';
  }
}

function suggestionFor(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  // YAML 1.1 read these as true and false, and many texts still write them.
  if (issue.expected === 'boolean' && typeof value === 'string') {
    if (/^(yes|on|y)$/i.test(value)) return 'true';
    if (/^(no|off|n)$/i.test(value)) return 'false';
  }
  if (issue.expected === 'array' && typeof value === 'string') return `[${value.slice(0, 60)}]`;
  return undefined;
}

function kind(expected: string): string {
  const kinds: Partial<Record<string, string>> = {
    string: 'text',
    object: 'a mapping',
    record: 'a mapping',
    array: 'a list',
    boolean: 'true or false',
    number: 'a number',
    int: 'a whole number',
  };
  return kinds[expected] ?? expected;
}

function listed(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

function found(path: Path, value: unknown, map: SourceMap, reason: string, suggestion?: string): Finding {
  const base = { at: map.value(path), path, value: formatValue(value), reason };
  return suggestion === undefined ? base : { ...base, suggestion };
}

/** Undefined where nothing is. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<string | number, unknown>)[step];
  }, data);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Difference } from './compare.js';

const operation = z.string().regex(/^[a-z0-9]+:[A-Za-z0-9]+$/);
const source = z.union([z.url(), z.literal('API model'), z.literal('assumed')]);

const knownSchema = z.strictObject({
  operations: z.array(operation).min(1),
  paths: z.array(z.string()).min(1),
  kind: z.enum(['only-moto', 'only-simulator', 'differs']),
  /** Who answers as AWS does. `either`: AWS leaves it open, or the two worlds differ on purpose. */
  right: z.enum(['simulator', 'moto', 'neither', 'either']),
  why: z.string().min(1),
  source,
});

const fileSchema = z.strictObject({
  /** Both implement it, and it is not compared. */
  notCompared: z.array(z.strictObject({ operations: z.array(operation).min(1), why: z.string().min(1) })),
  differences: z.array(knownSchema),
});

export type Known = z.output<typeof knownSchema>;

export function loadKnownDifferences(): z.output<typeof fileSchema> {
  return fileSchema.parse(parse(readFileSync(join(import.meta.dirname, 'differences.yaml'), 'utf8')));
}

export function isKnown(difference: Difference, known: readonly Known[]): boolean {
  return known.some((entry) => covers(entry, difference));
}

function covers(entry: Known, { operation: name, path, kind }: Difference): boolean {
  return entry.kind === kind && entry.operations.includes(name) && entry.paths.includes(path);
}

/** Operations and paths of the list that no difference needs any more. */
export function stale(known: readonly Known[], found: readonly Difference[]): readonly string[] {
  return known.flatMap((entry) => {
    const covered = found.filter((difference) => covers(entry, difference));
    return [
      ...entry.operations.filter((name) => !covered.some((difference) => difference.operation === name)),
      ...entry.paths
        .filter((path) => !covered.some((difference) => difference.path === path))
        .map((path) => `${entry.operations[0]} ${path}`),
    ];
  });
}

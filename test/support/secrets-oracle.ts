import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ruleNames, type RuleName } from '../../src/model/catalog.js';
import { root } from './in-process.js';
import type { Verdicts } from './report-formats/verdicts.js';

/** A secret as a world file writes it. */
interface WorldSecret {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly kmsKey?: string;
  readonly rotation?: {
    readonly enabled?: boolean;
    readonly days?: number;
    readonly schedule?: string;
    readonly asScheduled?: boolean;
  };
  readonly lastRotated?: string;
  readonly lastAccessed?: string;
  readonly deletion?: string;
}

interface Thresholds {
  readonly rotatesEvery: number;
  readonly rotatedWithin: number;
  readonly accessedWithin: number;
}

/**
 * What AWS's pages on the rules say, told from the world file alone.
 *
 * @param leftOut accounts that nobody covers.
 */
export function verdictsOf(world: string, thresholds: Thresholds, leftOut: readonly string[]): Verdicts {
  const file = join(root, 'config', 'worlds', `${world}.yaml`);
  const { secrets } = parse(readFileSync(file, 'utf8')) as { secrets: readonly WorldSecret[] };
  return new Map(
    secrets
      .filter(({ accountId, deletion }) => deletion === undefined && !leftOut.includes(accountId))
      .map((secret) => [
        `${secret.accountId}/${secret.region}/${secret.name}`,
        verdictOf(secret, thresholds),
      ]),
  );
}

function verdictOf(
  { accountId, kmsKey, lastAccessed, lastRotated, rotation }: WorldSecret,
  { accessedWithin, rotatedWithin, rotatesEvery }: Thresholds,
): Readonly<Record<RuleName, string>> {
  const say = (good: boolean) => (good ? 'compliant' : 'non-compliant');
  const rotates = rotation !== undefined && rotation.enabled !== false;
  const interval = rotation?.schedule === 'rate(4 hours)' ? 4 / 24 : (rotation?.days ?? 0);
  const keyOwner = /^arn:aws:kms:[^:]+:(\d+):/.exec(kmsKey ?? '')?.[1] ?? accountId;
  return {
    'secretsmanager-rotation-enabled-check': say(rotates && interval <= rotatesEvery),
    'secretsmanager-scheduled-rotation-success-check': rotates
      ? say(rotation.asScheduled !== false)
      : 'not-applicable',
    'secretsmanager-secret-periodic-rotation': say(daysAgo(lastRotated) <= rotatedWithin),
    'secretsmanager-secret-unused': say(daysAgo(lastAccessed) <= accessedWithin),
    'secretsmanager-using-cmk': say(kmsKey !== undefined && keyOwner === accountId),
  };
}

/** `-5d` → 5; never → longer than any threshold. */
function daysAgo(moment: string | undefined): number {
  return moment === undefined ? Infinity : Number(/^-(\d+)d$/.exec(moment)?.[1]);
}

/** How often each state is there, over all rules or one. */
export function tally(verdicts: Verdicts, rules: readonly RuleName[] = ruleNames): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const verdict of verdicts.values())
    for (const rule of rules) counts[verdict[rule]] = (counts[verdict[rule]] ?? 0) + 1;
  return counts;
}

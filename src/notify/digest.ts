import { countFindings, findingsIn, unknownIn } from '../findings/count.js';
import type { SecretReport } from '../model/secret-report.js';
import { fates, findingKey, openFindings, type Fate, type OpenFinding } from './open-findings.js';

/** A finding that a digest has told of. */
export interface ToldFinding extends OpenFinding {
  /** When a digest first told of it, ISO 8601. */
  readonly since: string;
}

/** A finding that is no longer open, and why. */
interface ResolvedFinding extends ToldFinding {
  readonly fate: Exclude<Fate, 'open' | 'unknown'>;
}

/** What nobody can tell, in numbers: it is no news, and stands in every digest. */
interface NotKnown {
  /** Results that the report has not, or not yet. */
  readonly findings: number;
  /** Covered places of which it shows nothing. */
  readonly targets: number;
  /** Accounts that are covered nowhere: nobody looks at their secrets. */
  readonly accounts: number;
}

/** What changed since the last digest, and what stayed. */
export interface Digest {
  /** ISO 8601: the report's. */
  readonly at: string;
  /** The last one's; missing: this is the first. */
  readonly previousAt: string | undefined;
  readonly fresh: readonly ToldFinding[];
  readonly resolved: readonly ResolvedFinding[];
  /** Told of before, and open still. */
  readonly open: readonly ToldFinding[];
  /** Told of before, and not known now: never taken for resolved. */
  readonly unknown: readonly ToldFinding[];
  readonly notKnown: NotKnown;
}

/** What the next digest is held against. */
export interface LastDigest {
  readonly at: string;
  readonly findings: readonly ToldFinding[];
}

export function makeDigest(report: SecretReport, last: LastDigest | undefined): Digest {
  const at = report.generatedAt;
  const earlier = last?.findings ?? [];
  const known = new Set(earlier.map(findingKey));
  const current = new Map(openFindings(report).map((finding) => [findingKey(finding), finding]));
  const fateOf = fates(report);
  const judged = earlier.map((finding) => ({ finding, fate: fateOf(finding) }));
  return {
    at,
    previousAt: last?.at,
    fresh: [...current].filter(([key]) => !known.has(key)).map(([, finding]) => ({ ...finding, since: at })),
    resolved: judged.flatMap(({ finding, fate }) =>
      fate === 'open' || fate === 'unknown' ? [] : [{ ...finding, fate }],
    ),
    open: judged.flatMap(({ finding, fate }) =>
      fate === 'open' ? [{ ...finding, ...current.get(findingKey(finding)) }] : [],
    ),
    unknown: judged.flatMap(({ finding, fate }) => (fate === 'unknown' ? [finding] : [])),
    notKnown: {
      findings: unknownIn(countFindings(findingsIn(report))),
      targets: report.invisible.length,
      accounts: new Set(report.uncovered.map(({ accountId }) => accountId)).size,
    },
  };
}

/** Is there anything to tell? What was told once is not told again. */
export function isNews({ fresh, resolved }: Digest): boolean {
  return fresh.length > 0 || resolved.length > 0;
}

/** What the digest after this one is held against. */
export function asLast({ at, fresh, open, unknown }: Digest): LastDigest {
  return { at, findings: [...open, ...unknown, ...fresh] };
}

import { ruleNames, type RuleName } from '../../../src/model/catalog.js';
import type { Said } from './said.js';

/** Verdicts by secret (`account/Region/name`) and rule, told from what the world was made of. */
export type Verdicts = ReadonlyMap<string, Readonly<Record<RuleName, string>>>;

/** How often each state is there, by rule; a state that no secret has is not named. */
export type RuleCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export function countsOf(verdicts: Verdicts): RuleCounts {
  const counts: Record<string, Record<string, number>> = {};
  for (const verdict of verdicts.values()) for (const rule of ruleNames) add(counts, rule, verdict[rule]);
  return counts;
}

export interface Checked {
  readonly counts: RuleCounts;
  /** Findings that are not what they should be, that are there twice, or not at all. */
  readonly wrong: number;
  /** The first of them, in words. */
  readonly examples: readonly string[];
}

const mostExamples = 5;

/** Holds every finding of a format against its secret's verdict. */
export async function checkSaid(verdicts: Verdicts, findings: AsyncIterable<Said>): Promise<Checked> {
  const counts: Record<string, Record<string, number>> = {};
  const examples: string[] = [];
  const seen = new Set<string>();
  let wrong = 0;
  const complain = (text: string) => {
    wrong += 1;
    if (examples.length < mostExamples) examples.push(text);
  };
  for await (const { secret, rule, state } of findings) {
    add(counts, rule, state);
    const expected = verdicts.get(secret)?.[rule as RuleName] ?? 'nothing';
    if (state !== expected) complain(`${secret}: ${rule} says ${state}, not ${expected}`);
    const finding = `${secret} ${rule}`;
    if (seen.has(finding)) complain(`${secret}: ${rule} twice`);
    seen.add(finding);
  }
  for (const secret of verdicts.keys())
    for (const rule of ruleNames)
      if (!seen.has(`${secret} ${rule}`)) complain(`${secret}: ${rule} says nothing`);
  return { counts, wrong, examples };
}

function add(counts: Record<string, Record<string, number>>, rule: string, state: string): void {
  const ofRule = (counts[rule] ??= {});
  ofRule[state] = (ofRule[state] ?? 0) + 1;
}

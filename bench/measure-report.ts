import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { complianceBudget } from '../src/compliance/budget.js';
import { ruleNames } from '../src/model/catalog.js';
import { targetKey } from '../src/model/target.js';
import { readBudget, type BudgetTerm } from '../src/observed/budget.js';
import { formatFiles } from '../src/report/secrets/format-names.js';
import { markdownCounts, textCounts } from '../test/support/report-formats/count-tables.js';
import { formatReaders } from '../test/support/report-formats/said.js';
import {
  checkSaid,
  countsOf,
  type RuleCounts,
  type Verdicts,
} from '../test/support/report-formats/verdicts.js';
import { measured, type Usage } from './child.js';
import { cover, type Covered } from './covered.js';
import { reportOrgYamlOf, reportWorldOf, verdictsOf, type ReportSize } from './secrets.js';
import { shapeOf } from './shape.js';

/** What a report cost, in calls beside the fewest possible, and what it left. */
export interface MeasuredReport extends Usage {
  readonly recorded: boolean;
  readonly calls: number;
  readonly byOperation: Readonly<Record<string, number>>;
  readonly bound: number;
  readonly secrets: number;
  readonly unknown: number;
  /** How each format counts, held against a count made on the world. */
  readonly formats: Readonly<Record<string, CheckedFormat>>;
  /** As many calls by the SDK alone. */
  readonly bareSdk: Usage;
  /** In MB (10^6 bytes), by file. */
  readonly files: Readonly<Record<string, number>>;
}

/** One format beside the world. */
interface CheckedFormat {
  /** Does it count, by rule and verdict, what a count made on the world says? */
  readonly same: boolean;
  readonly counts: RuleCounts;
  /** Of the formats that name every secret: findings that are not what the secret was made to be. */
  readonly wrong: number;
  readonly examples: readonly string[];
}

const command = join(import.meta.dirname, '..', 'bin', 'orgsecrets.js');
const bareCalls = join(import.meta.dirname, 'bare-calls.js');
/** As many at once as a report asks questions. */
const atOnce = '8';
const formats = 'html,csv,json,markdown,ocsf';

/**
 * Covers an organization with secrets and reports on it.
 *
 * @param recorded recorders record what rules say, so that nothing is asked rule by rule.
 */
export async function measureReport(size: ReportSize, recorded: boolean): Promise<MeasuredReport> {
  const covered = await cover(size, reportWorldOf(size), reportOrgYamlOf(size, recorded));
  try {
    // Periodic rules evaluate, and the aggregator hears of it.
    await covered.simulator.clock.sleep(3_600_000);
    return await reportOnce(covered, size, recorded);
  } finally {
    await covered.stop();
  }
}

interface Head {
  readonly calls: { readonly total: number; readonly byOperation: Readonly<Record<string, number>> };
  readonly summary: {
    readonly secrets: number;
    readonly counts: { readonly pending: number; readonly notVisible: number };
  };
}

async function reportOnce(
  { configFile, env, simulator }: Covered,
  size: ReportSize,
  recorded: boolean,
): Promise<MeasuredReport> {
  const folder = mkdtempSync(join(tmpdir(), 'orgsecrets-bench-report-'));
  const verdicts = verdictsOf(size);
  try {
    const args = ['report', '--config', configFile, '--format', formats, '--output', folder];
    const { stdout, usage } = await measured(command, args, env.operator);
    const text = readFileSync(join(folder, 'report.json'), 'utf8');
    const { calls, summary } = JSON.parse(`${text.slice(0, text.indexOf(',\n  "secrets": ['))}}`) as Head;
    return {
      ...usage,
      recorded,
      calls: calls.total,
      byOperation: calls.byOperation,
      bound: sum(boundOf(shapeOf(simulator, size), verdicts, recorded)),
      formats: await checkFormats(folder, stdout, verdicts),
      bareSdk: (await measured(bareCalls, [String(calls.total), atOnce], env.administrator)).usage,
      secrets: summary.secrets,
      unknown: summary.counts.pending + summary.counts.notVisible,
      files: Object.fromEntries(
        readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size / 1e6]),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function checkFormats(
  folder: string,
  terminal: string,
  verdicts: Verdicts,
): Promise<Readonly<Record<string, CheckedFormat>>> {
  const expected = countsOf(verdicts);
  const checked: Record<string, CheckedFormat> = {};
  for (const [format, read] of Object.entries(formatReaders)) {
    const said = await checkSaid(verdicts, read(folder));
    checked[format] = { ...said, same: isDeepStrictEqual(said.counts, expected) };
  }
  const tables = {
    markdown: markdownCounts(readFileSync(join(folder, formatFiles.markdown), 'utf8')),
    terminal: textCounts(terminal),
  };
  for (const [format, counts] of Object.entries(tables))
    checked[format] = { counts, same: isDeepStrictEqual(counts, expected), wrong: 0, examples: [] };
  return checked;
}

/** Told from what the world was made of. */
function boundOf(
  shape: ReturnType<typeof shapeOf>,
  verdicts: Verdicts,
  recorded: boolean,
): readonly BudgetTerm[] {
  // By target, and there by rule and verdict.
  const targets = new Map<string, Map<string, number>>();
  const secrets = new Map<string, number>();
  for (const [secret, verdict] of verdicts) {
    const [accountId = '', region = ''] = secret.split('/');
    secrets.set(region, (secrets.get(region) ?? 0) + 1);
    const key = targetKey({ accountId, region });
    const said = targets.get(key) ?? new Map<string, number>();
    targets.set(key, said);
    for (const rule of ruleNames) {
      const one = `${rule} ${verdict[rule]}`;
      said.set(one, (said.get(one) ?? 0) + 1);
    }
  }
  // A rule that is NON_COMPLIANT is asked for both, whether there are compliant secrets or not.
  const questions = [...targets.values()].flatMap((said) =>
    ruleNames.flatMap((rule) => {
      const of = (verdict: string) => said.get(`${rule} ${verdict}`) ?? 0;
      return of('non-compliant') === 0 ? [of('compliant')] : [of('compliant'), of('non-compliant')];
    }),
  );
  return [
    ...readBudget({ ...shape, stackSets: 0, instances: [] }).filter(({ operation }) =>
      /^(organizations|sts:GetCallerIdentity)/.test(operation),
    ),
    { operation: 'sts:AssumeRole', calls: 1, why: 'the role aggregator-admin' },
    ...complianceBudget({
      rules: ruleNames,
      sources: targets.size + 1,
      summaries: Object.fromEntries(ruleNames.map((rule) => [rule, targets.size])),
      secrets,
      recordedResults: recorded ? secrets : new Map([...secrets.keys()].map((region) => [region, 0])),
      questions: recorded ? [] : questions,
    }),
  ];
}

function sum(terms: readonly BudgetTerm[]): number {
  return terms.reduce((total, { calls }) => total + calls, 0);
}

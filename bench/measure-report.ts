import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { complianceBudget } from '../src/compliance/budget.js';
import { ruleNames } from '../src/model/catalog.js';
import { readBudget, type BudgetTerm } from '../src/observed/budget.js';
import { measured, type Usage } from './child.js';
import { cover, type Covered } from './covered.js';
import { regionsOf } from './organization.js';
import { kindsOfSecrets, reportOrgYamlOf, reportWorldOf, type ReportSize } from './secrets.js';
import { shapeOf } from './shape.js';

/** What a report cost, in calls beside the fewest possible, and what it left. */
export interface MeasuredReport extends Usage {
  readonly recorded: boolean;
  readonly calls: number;
  readonly byOperation: Readonly<Record<string, number>>;
  readonly bound: number;
  readonly secrets: number;
  readonly unknown: number;
  /** As many calls by the SDK alone. */
  readonly bareSdk: Usage;
  /** In MB (10^6 bytes), by file. */
  readonly files: Readonly<Record<string, number>>;
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
  try {
    const args = ['report', '--config', configFile, '--format', formats, '--output', folder];
    const { usage } = await measured(command, args, env.operator);
    const text = readFileSync(join(folder, 'report.json'), 'utf8');
    const { calls, summary } = JSON.parse(`${text.slice(0, text.indexOf(',\n  "secrets": ['))}}`) as Head;
    return {
      ...usage,
      recorded,
      calls: calls.total,
      byOperation: calls.byOperation,
      bound: sum(boundOf(shapeOf(simulator, size), size, recorded)),
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

/** Told from what the world was made of: the same secrets in every target. */
function boundOf(
  shape: ReturnType<typeof shapeOf>,
  size: ReportSize,
  recorded: boolean,
): readonly BudgetTerm[] {
  const regions = regionsOf(size);
  const targets = size.accounts * regions.length;
  const perTarget = size.secrets / targets;
  if (perTarget % kindsOfSecrets !== 0) throw new Error(`${perTarget} secrets a target are not of each kind`);
  const perRegion = new Map(regions.map((region) => [region, size.secrets / regions.length]));
  return [
    ...readBudget({ ...shape, stackSets: 0, instances: [] }).filter(({ operation }) =>
      /^(organizations|sts:GetCallerIdentity)/.test(operation),
    ),
    { operation: 'sts:AssumeRole', calls: 1, why: 'the role aggregator-admin' },
    ...complianceBudget({
      rules: ruleNames,
      sources: targets + 1,
      summaries: Object.fromEntries(ruleNames.map((rule) => [rule, targets])),
      secrets: perRegion,
      recordedResults: recorded ? perRegion : new Map(regions.map((region) => [region, 0])),
      // Of each rule both verdicts are asked for, in each target.
      questions: recorded ? [] : Array.from({ length: targets * ruleNames.length * 2 }, () => perTarget / 2),
    }),
  ];
}

function sum(terms: readonly BudgetTerm[]): number {
  return terms.reduce((total, { calls }) => total + calls, 0);
}

import { mapBounded } from '../concurrency/map-bounded.js';
import { openQuestions, type Question } from '../findings/open-questions.js';
import { Results } from '../findings/results.js';
import type { RecordedSecret, RuleSummary } from '../findings/rows.js';
import { ruleNames, type RuleName } from '../model/catalog.js';
import type { Emit } from '../model/events.js';
import type { AccountId, RegionName, Target } from '../model/target.js';
import { parseResultRow, parseSecretRow } from './parse-rows.js';
import type { CompliancePort } from './ports.js';
import { mostAccounts, recordedResultsQuery, secretsQuery } from './queries.js';

const concurrentQueries = 4;
/** Each asks about one rule in one target. */
const concurrentQuestions = 8;

/** What is asked of the aggregator. */
export interface ComplianceScope {
  readonly aggregator: string;
  /** The Regions that it collects from, as far as they are asked for. */
  readonly regions: readonly RegionName[];
  /** The rules that are asked for. */
  readonly rules: readonly RuleName[];
  /** The accounts that are asked for, where that is not all of them. */
  readonly accounts?: readonly AccountId[] | undefined;
  /** Is a place asked for? */
  readonly includes: (target: Target) => boolean;
}

export interface ComplianceRead {
  readonly secrets: readonly RecordedSecret[];
  readonly results: Results;
}

/**
 * Reads the secrets with their configuration, and what the rules say of each: the summary first, then what was recorded
 * of results, and rule by rule only what neither answers.
 */
export async function readCompliance(
  port: CompliancePort,
  scope: ComplianceScope,
  emit: Emit,
  signal: AbortSignal,
): Promise<ComplianceRead> {
  const { aggregator, regions, rules, includes } = scope;
  const accounts = namedAccounts(scope);
  emit({ code: 'reading', what: 'compliance of the rules' });
  const asked = ruleNames.filter((rule) => rules.includes(rule));
  const summaries = (
    await mapBounded(asked, concurrentQueries, (rule) => port.ruleSummaries(aggregator, rule))
  )
    .flat()
    .filter((summary) => regions.includes(summary.region) && includes(summary));

  emit({ code: 'reading', what: 'secrets' });
  const secrets: RecordedSecret[] = [];
  const take = (secret: RecordedSecret) => {
    if (includes(secret)) secrets.push(secret);
  };
  await mapBounded(regions, concurrentQueries, async (region) => {
    signal.throwIfAborted();
    await port.select(aggregator, secretsQuery(region, accounts), (row) => take(parseSecretRow(row)));
  });

  emit({ code: 'reading', what: 'findings' });
  const results = await recordedResults(port, { ...scope, rules: asked }, summaries, signal);
  await askTheRest(port, aggregator, openQuestions(summaries, secrets, results), results, emit, signal);
  return { secrets, results };
}

/** Where no rule has a result, nothing can have been recorded of results. */
async function recordedResults(
  port: CompliancePort,
  scope: ComplianceScope,
  summaries: readonly RuleSummary[],
  signal: AbortSignal,
): Promise<Results> {
  const { aggregator, rules, includes } = scope;
  const results = new Results();
  const regions = [...new Set(summaries.map(({ region }) => region))];
  await mapBounded(regions, concurrentQueries, async (region) => {
    signal.throwIfAborted();
    await port.select(aggregator, recordedResultsQuery(region, namedAccounts(scope)), (row) => {
      for (const result of parseResultRow(row))
        if (includes(result) && rules.includes(result.rule)) results.add(result);
    });
  });
  return results;
}

async function askTheRest(
  port: CompliancePort,
  aggregator: string,
  questions: readonly Question[],
  results: Results,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  let done = 0;
  await mapBounded(questions, concurrentQuestions, async (question) => {
    signal.throwIfAborted();
    for (const result of await port.results(aggregator, question)) results.add(result);
    done += 1;
    emit({ code: 'looking', done, total: questions.length });
  });
}

/** Those that a query can name; where they are too many it asks for all, and the others are dropped as they come. */
function namedAccounts({ accounts = [] }: ComplianceScope): readonly AccountId[] {
  return accounts.length > mostAccounts ? [] : accounts;
}

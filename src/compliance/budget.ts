import type { RuleName } from '../model/catalog.js';
import type { RegionName } from '../model/target.js';
import type { BudgetTerm } from '../observed/budget.js';

/** What the calls of a report depend on, the organization aside. */
export interface ReportShape {
  readonly rules: readonly RuleName[];
  /** Accounts × Regions that the aggregator collects from. */
  readonly sources: number;
  /** Rows of the summary, by rule: accounts × Regions in which it has a result. */
  readonly summaries: Readonly<Partial<Record<RuleName, number>>>;
  /** Secrets that were recorded, by Region; a Region without any is asked all the same. */
  readonly secrets: ReadonlyMap<RegionName, number>;
  /** Recorded results (AWS::Config::ResourceCompliance), by Region in which a rule has a result. */
  readonly recordedResults: ReadonlyMap<RegionName, number>;
  /** Results to each question that was asked rule by rule. */
  readonly questions: readonly number[];
}

/** Sizes of AWS's pages, from the API model of AWS Config (2014-11-12). */
const pages = { sources: 100, summaries: 1000, query: 100, results: 100 };

/** The fewest calls that a report can do with, in the aggregator: one a page. */
export function complianceBudget(shape: ReportShape): readonly BudgetTerm[] {
  const term = (operation: string, calls: number, why: string): BudgetTerm => ({
    operation: `config:${operation}`,
    calls,
    why,
  });
  const queried = [...shape.secrets.values(), ...shape.recordedResults.values()];
  return [
    term('DescribeConfigurationAggregators', 1, 'which Regions it collects from'),
    term(
      'DescribeConfigurationAggregatorSourcesStatus',
      pagesOf(shape.sources, pages.sources),
      'its sources',
    ),
    term(
      'DescribeAggregateComplianceByConfigRules',
      sum(shape.rules.map((rule) => pagesOf(shape.summaries[rule] ?? 0, pages.summaries))),
      'the summary of each rule',
    ),
    term(
      'SelectAggregateResourceConfig',
      sum(queried.map((rows) => pagesOf(rows, pages.query))),
      'secrets, and recorded results, Region by Region',
    ),
    term(
      'GetAggregateComplianceDetailsByConfigRule',
      sum(shape.questions.map((rows) => pagesOf(rows, pages.results))),
      'what neither answers',
    ),
  ];
}

/** An empty list is a page too. */
function pagesOf(rows: number, size: number): number {
  return Math.max(1, Math.ceil(rows / size));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

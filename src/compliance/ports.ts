import type { Question } from '../findings/open-questions.js';
import type { RuleResult, RuleSummary } from '../findings/rows.js';
import type { RuleName } from '../model/catalog.js';

/** The aggregator in the administrator account, as far as reports read it. Every list is read to its end. */
export interface CompliancePort {
  /** One rule in every account and Region in which it has a result. */
  ruleSummaries(aggregator: string, rule: RuleName): Promise<readonly RuleSummary[]>;
  /**
   * An advanced query.
   *
   * @param take is handed each row, a text of JSON, as soon as its page is there.
   */
  select(aggregator: string, expression: string, take: (row: string) => void): Promise<void>;
  results(aggregator: string, question: Question): Promise<readonly RuleResult[]>;
}

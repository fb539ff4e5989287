import {
  type AggregateComplianceByConfigRule,
  type AggregateEvaluationResult,
  type ConfigServiceClient,
  paginateDescribeAggregateComplianceByConfigRules,
  paginateGetAggregateComplianceDetailsByConfigRule,
  paginateSelectAggregateResourceConfig,
} from '@aws-sdk/client-config-service';
import type { CompliancePort } from '../compliance/ports.js';
import type { Question } from '../findings/open-questions.js';
import type { RuleResult, RuleSummary } from '../findings/rows.js';
import type { RuleName } from '../model/catalog.js';
import { required } from './errors.js';
import { unlessEmpty } from './unless-empty.js';

/** AWS's most of each list, from the API model of AWS Config (2014-11-12). */
const pageSizes = { summaries: 1000, query: 100, results: 100 };

/** What an aggregator says of compliance. The SDK's paginators end at a missing token alone: an empty page loses nothing. */
export function complianceReader(
  client: ConfigServiceClient,
  guard: <T>(look: () => Promise<T>) => Promise<T>,
): CompliancePort {
  return {
    ruleSummaries: (ConfigurationAggregatorName, rule) =>
      guard(async () => {
        const found: RuleSummary[] = [];
        const pages = paginateDescribeAggregateComplianceByConfigRules(
          { client, pageSize: pageSizes.summaries },
          { ConfigurationAggregatorName, Filters: { ConfigRuleName: rule } },
        );
        for await (const page of pages)
          for (const one of page.AggregateComplianceByConfigRules ?? []) found.push(toSummary(one, rule));
        return found;
      }),
    select: (ConfigurationAggregatorName, Expression, take) =>
      guard(async () => {
        const pages = paginateSelectAggregateResourceConfig(
          { client, pageSize: pageSizes.query },
          { ConfigurationAggregatorName, Expression },
        );
        for await (const page of pages) for (const row of page.Results ?? []) take(row);
      }),
    results: (ConfigurationAggregatorName, question) =>
      guard(async () => {
        const { accountId, region, rule, compliance } = question;
        const found: RuleResult[] = [];
        const pages = paginateGetAggregateComplianceDetailsByConfigRule(
          { client, pageSize: pageSizes.results },
          {
            ConfigurationAggregatorName,
            AccountId: accountId,
            AwsRegion: region,
            ConfigRuleName: rule,
            ComplianceType: compliance,
          },
        );
        for await (const page of pages)
          for (const one of page.AggregateEvaluationResults ?? []) found.push(toResult(one, question));
        return found;
      }),
  };
}

function toSummary(row: AggregateComplianceByConfigRule, rule: RuleName): RuleSummary {
  const { ComplianceType, ComplianceContributorCount: count } = row.Compliance ?? {};
  const counted = ComplianceType === 'NON_COMPLIANT' && count?.CapExceeded !== true;
  return {
    accountId: required(row.AccountId, 'AggregateComplianceByConfigRule.AccountId'),
    region: required(row.AwsRegion, 'AggregateComplianceByConfigRule.AwsRegion'),
    rule,
    compliance: required(ComplianceType, 'AggregateComplianceByConfigRule.Compliance.ComplianceType'),
    nonCompliant: counted ? count?.CappedCount : undefined,
  };
}

function toResult(row: AggregateEvaluationResult, { accountId, region, rule }: Question): RuleResult {
  return {
    accountId,
    region,
    rule,
    resourceId: required(
      row.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId,
      'EvaluationResultQualifier.ResourceId',
    ),
    compliance: required(row.ComplianceType, 'AggregateEvaluationResult.ComplianceType'),
    recordedAt: row.ResultRecordedTime?.toISOString(),
    annotation: unlessEmpty(row.Annotation),
  };
}

import type { Operation, World } from '../../../kernel/contract.js';
import { requiredText, text } from '../../../kernel/input.js';
import { evaluationsOfRule } from '../compliance/read.js';
import type { Evaluation } from '../compliance/read.js';
import { evaluationResult } from '../compliance/wire.js';
import { aggregatorAccess, namedAggregator } from '../named-aggregator.js';
import type { Place } from '../state.js';
import { compact } from '../wire.js';
import { coverageOf } from './coverage.js';
import { complianceFilter } from './filters.js';
import { momentSeen, resultAt } from './freshness.js';
import { limitOf } from './limit.js';
import { pageOfMade } from './listing.js';

/**
 * Pages of 50, at most 100; of one rule in one account and Region. A secret that the rule does not apply to is not there:
 * "AWS Config supports only the COMPLIANT and NON_COMPLIANT" (AggregateEvaluationResult). What the aggregator does not cover,
 * and a rule that it does not know, have no results (assumed: the operation has no error for them).
 * https://docs.aws.amazon.com/config/latest/APIReference/API_GetAggregateComplianceDetailsByConfigRule.html
 */
export const getAggregateComplianceDetailsByConfigRule: Operation = {
  service: 'config',
  name: 'GetAggregateComplianceDetailsByConfigRule',
  mutating: false,
  access: aggregatorAccess('config:GetAggregateComplianceDetailsByConfigRule'),
  handle(input, call) {
    const aggregator = namedAggregator(input, call);
    const place = { accountId: requiredText(input, 'AccountId'), region: requiredText(input, 'AwsRegion') };
    const ruleName = requiredText(input, 'ConfigRuleName');
    const wanted = complianceFilter(input);
    const make = (): readonly Evaluation[] =>
      coverageOf(call.world, aggregator).covers(place)
        ? [...seenOf(call.world, place, ruleName)].filter(({ verdict }) => (wanted ?? verdict) === verdict)
        : [];
    const request = ['details', aggregator.arn, place, ruleName, wanted];
    const { items, nextToken } = pageOfMade(call.world, request, make, {
      token: text(input, 'NextToken'),
      limit: limitOf(input, 100),
      defaultSize: 50,
      maxSize: 100,
    });
    return compact({
      AggregateEvaluationResults: items.map((evaluation) =>
        Object.assign(evaluationResult(evaluation), { AccountId: place.accountId, AwsRegion: place.region }),
      ),
      NextToken: nextToken,
    });
  },
};

function* seenOf(world: World, place: Place, ruleName: string): Iterable<Evaluation> {
  const moment = momentSeen(world);
  for (const evaluation of evaluationsOfRule(world, place, ruleName)) {
    const seen = resultAt(evaluation, moment);
    if (seen === undefined || seen.verdict === 'NOT_APPLICABLE') continue;
    const { resourceType, resourceId } = evaluation;
    yield seen === evaluation ? evaluation : { ...seen, ruleName, resourceType, resourceId };
  }
}

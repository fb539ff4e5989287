import type { Shape, World } from '../../../kernel/contract.js';
import type { Place } from '../state.js';
import { compact, time } from '../wire.js';
import { countsOfRule } from './read.js';
import type { Evaluation } from './read.js';

/** The most contributors that are counted. API_ComplianceContributorCount and published answers: `"CappedCount": 25, "CapExceeded": true`. */
const cap = 25;

interface Count {
  readonly CappedCount: number;
  readonly CapExceeded: boolean;
}

export function capped(count: number): Count {
  return { CappedCount: Math.min(count, cap), CapExceeded: count > cap };
}

export interface Compliance {
  readonly ComplianceType: 'COMPLIANT' | 'NON_COMPLIANT' | 'INSUFFICIENT_DATA';
  readonly ComplianceContributorCount?: Count;
}

/** Of many verdicts together: one that is non-compliant decides; with none that applies there is too little data (API model, Compliance). */
export function complianceOf(compliant: number, nonCompliant: number): Compliance {
  if (nonCompliant > 0) {
    return {
      ComplianceType: 'NON_COMPLIANT',
      ComplianceContributorCount: capped(nonCompliant),
    };
  }
  return { ComplianceType: compliant > 0 ? 'COMPLIANT' : 'INSUFFICIENT_DATA' };
}

export function ruleCompliance(world: World, place: Place, ruleName: string): Compliance {
  const { compliant, nonCompliant } = countsOfRule(world, place, ruleName);
  return complianceOf(compliant, nonCompliant);
}

/** A result as the API answers it. */
export function evaluationResult(evaluation: Evaluation): Shape {
  return compact({
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: {
        ConfigRuleName: evaluation.ruleName,
        ResourceType: evaluation.resourceType,
        ResourceId: evaluation.resourceId,
        EvaluationMode: 'DETECTIVE',
      },
      OrderingTimestamp: time(evaluation.orderedAt),
    },
    ComplianceType: evaluation.verdict,
    ResultRecordedTime: time(evaluation.recordedAt),
    ConfigRuleInvokedTime: time(evaluation.invokedAt),
    Annotation: evaluation.annotation,
  });
}

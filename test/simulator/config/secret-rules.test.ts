import { expect } from 'chai';
import type { Shape } from '../../../src/simulator/kernel/contract.js';
import { ownKeyAt, thresholdTables, type ThresholdCase } from '../../support/threshold-tables.js';
import { member, region, testWorld } from './support/world.js';
import type { TestWorld } from './support/world.js';

const place = { accountId: member, region };

describe('simulator: the five rules on both sides of their thresholds', () => {
  let test: TestWorld;
  afterEach(() => test.stop());

  for (const [identifier, cases] of Object.entries(thresholdTables(place))) {
    it(`${identifier}: ${cases.length} secrets`, async () => {
      // One rule for every set of parameters, and all secrets under all rules: each case looks at its own pair.
      const sets = [...new Set(cases.map(({ parameters = {} }) => JSON.stringify(parameters)))];
      test = await testWorld({
        secrets: cases.map(({ secret }, index) => ({
          accountId: member,
          region,
          name: `case-${index}`,
          ...secret,
        })),
        keys: [ownKeyAt(place)],
        recorders: [{ accountId: member, region }],
        rules: sets.map((parameters, index) => ({
          accountId: member,
          region,
          name: `rule-${index}`,
          identifier,
          parameters: JSON.parse(parameters) as Shape,
        })),
      });
      const found: Record<string, string> = {};
      for (const [index, parameters] of sets.entries()) {
        const { EvaluationResults } = (await test.call('config', 'GetComplianceDetailsByConfigRule', {
          ConfigRuleName: `rule-${index}`,
          Limit: 100,
        })) as { EvaluationResults: Shape[] };
        for (const result of EvaluationResults) {
          const { ResourceId } = (
            result['EvaluationResultIdentifier'] as { EvaluationResultQualifier: { ResourceId: string } }
          ).EvaluationResultQualifier;
          const name = /:secret:(.+)-.{6}$/.exec(ResourceId)?.[1] ?? '';
          found[`${name} ${parameters}`] = String(result['ComplianceType']);
        }
      }
      const named = (verdictOf: (one: ThresholdCase, index: number) => string | undefined) =>
        Object.fromEntries(cases.map((one, index) => [one.what, verdictOf(one, index)]));
      expect(
        named(({ parameters = {} }, index) => found[`case-${index} ${JSON.stringify(parameters)}`]),
      ).to.deep.equal(named(({ verdict }) => verdict));
    });
  }
});

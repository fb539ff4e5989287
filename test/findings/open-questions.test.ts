import { expect } from 'chai';
import fc from 'fast-check';
import { openQuestions, type Question } from '../../src/findings/open-questions.js';
import type { RecordedSecret, RuleResult, RuleSummary } from '../../src/findings/rows.js';
import type { RuleName } from '../../src/model/catalog.js';
import { recordedSecret, result, resultsOf, rotating, shop } from './material.js';

const cmk = 'secretsmanager-using-cmk';
const success = 'secretsmanager-scheduled-rotation-success-check';

function summary(compliance: string, nonCompliant?: number, rule: RuleName = cmk): RuleSummary {
  return { ...shop, rule, compliance, nonCompliant };
}
function asked(
  summaries: readonly RuleSummary[],
  secrets: readonly RecordedSecret[],
  ...recorded: readonly RuleResult[]
): readonly string[] {
  return openQuestions(summaries, secrets, resultsOf(...recorded)).map(
    ({ accountId, region, rule, compliance }: Question) => {
      expect({ accountId, region }).to.deep.equal(shop);
      expect([cmk, success]).to.include(rule);
      return compliance;
    },
  );
}

describe('what has to be asked rule by rule', () => {
  const secrets = [recordedSecret('a'), recordedSecret('b')];

  it('is nothing where the summary has nothing', () => {
    expect(asked([], secrets)).to.deep.equal([]);
    expect(asked([summary('INSUFFICIENT_DATA')], secrets)).to.deep.equal([]);
  });

  it('is the compliant ones of a compliant rule, and both of another', () => {
    expect(asked([summary('COMPLIANT')], secrets)).to.deep.equal(['COMPLIANT']);
    expect(asked([summary('NON_COMPLIANT', 1)], secrets)).to.deep.equal(['NON_COMPLIANT', 'COMPLIANT']);
  });

  it('is nothing where the recorded compliance answers for every secret and agrees with the summary', () => {
    const recorded = [result('a', cmk, 'COMPLIANT'), result('b', cmk, 'NON_COMPLIANT')];
    expect(asked([summary('NON_COMPLIANT', 1)], secrets, ...recorded)).to.deep.equal([]);
    expect(asked([summary('NON_COMPLIANT')], secrets, ...recorded), 'counted no further').to.deep.equal([]);
  });

  it('is everything where the recorded compliance and the summary disagree', () => {
    const recorded = [result('a', cmk, 'COMPLIANT'), result('b', cmk, 'NON_COMPLIANT')];
    expect(asked([summary('NON_COMPLIANT', 2)], secrets, ...recorded)).to.have.length(2);
    expect(asked([summary('COMPLIANT')], secrets, ...recorded)).to.have.length(1);
    expect(asked([summary('NON_COMPLIANT')], secrets, result('a', cmk, 'COMPLIANT'))).to.have.length(2);
  });

  it('is everything where the recorded compliance leaves a secret out', () => {
    expect(asked([summary('COMPLIANT')], secrets, result('a', cmk, 'COMPLIANT'))).to.have.length(1);
  });

  it('does not wait for what a rule never says: the success of rotations that are off', () => {
    const off = recordedSecret('off');
    const on = recordedSecret('on', { rotation: rotating() });
    const recorded = [result('on', success, 'COMPLIANT'), result('off', cmk, 'COMPLIANT')];
    expect(asked([summary('COMPLIANT', 0, success)], [off, on], ...recorded)).to.deep.equal([]);
    const unsaid = recordedSecret('off', { rotation: rotating({ enabled: undefined }) });
    expect(asked([summary('COMPLIANT', 0, success)], [unsaid, on], ...recorded)).to.have.length(1);
  });

  it('does not wait for deleted secrets', () => {
    const gone = recordedSecret('gone', { deleted: true });
    expect(asked([summary('COMPLIANT')], [gone, secrets[0]!], result('a', cmk, 'COMPLIANT'))).to.deep.equal(
      [],
    );
  });

  it('asks whenever a live secret has no answer', () => {
    const names = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), fc.subarray(names), (live, answered) => {
        const questions = asked(
          [summary('COMPLIANT')],
          live.map((name) => recordedSecret(name)),
          ...answered.map((name) => result(name, cmk, 'COMPLIANT')),
        );
        expect(questions.length > 0).to.equal(!live.every((name) => answered.includes(name)));
      }),
    );
  });
});

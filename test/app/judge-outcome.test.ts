import { expect } from 'chai';
import { judgeOutcome, type Judged } from '../../src/app/judge-outcome.js';
import type { ActionResult, Gap } from '../../src/model/outcome.js';
import type { Action, Plan } from '../../src/model/plan.js';

const base = { dependsOn: [], destructive: false };
const gate: Action = { ...base, id: 'prove-coverage', type: 'prove-coverage', targets: 1 };
const access: Action = { ...base, id: 'activate', type: 'activate-stacksets-access' };
const gap: Gap = {
  accountId: '333333333333',
  region: 'eu-west-1',
  thing: 'rules',
  reason: 'missing',
  pending: false,
};
const result = (action: Action, state: ActionResult['state']): ActionResult => ({
  action,
  state,
  failures: [],
});

function judged(
  changes: Partial<Judged>,
  gaps: readonly Gap[] = [],
  status: 'absent' | 'unknown' | 'succeeded' = 'succeeded',
): Judged {
  const plan: Plan = {
    version: 1,
    organizationId: 'o-example1234',
    prefix: 'orgsecrets',
    actions: [],
    coverage: [],
    exclusions: [],
    lookLater: [],
    obstacles: [],
    warnings: [],
  };
  return {
    approved: plan,
    lastPlan: plan,
    results: [],
    coverage: {
      recorder: { desired: 1, verified: 1, gaps: [] },
      rules: { desired: 1, verified: 1 - gaps.length, gaps },
    },
    aggregator: { name: 'a', accountId: '222222222222', region: 'eu-west-1', arn: undefined, status },
    acceptGaps: [],
    interrupted: false,
    exclusions: [],
    ...changes,
  };
}

describe('the outcome of an apply', () => {
  it('is done where nothing failed and everything is verified', () => {
    expect(judgeOutcome(judged({ results: [result(gate, 'done')] })).outcome).to.equal('done');
  });

  it('is failed where the aggregator is not there, or could not be seen', () => {
    expect(judgeOutcome(judged({}, [], 'absent')).outcome).to.equal('failed');
    expect(judgeOutcome(judged({}, [], 'unknown')).outcome).to.equal('failed');
  });

  it('is refused where the gate held and there is no aggregator yet', () => {
    expect(judgeOutcome(judged({ results: [result(gate, 'failed')] }, [gap], 'absent')).outcome).to.equal(
      'refused',
    );
  });

  it('is failed where the gate held and an aggregator is left as it is', () => {
    expect(judgeOutcome(judged({ results: [result(gate, 'failed')] }, [gap])).outcome).to.equal('failed');
  });

  it('is refused where all that was not done was not approved, or waits for what was not', () => {
    const refused: ActionResult = { ...result(access, 'failed'), refused: true };
    const outcomeOf = (...results: ActionResult[]) => judgeOutcome(judged({ results })).outcome;
    expect(outcomeOf(refused)).to.equal('refused');
    expect(outcomeOf(refused, result({ ...access, id: 'next' }, 'not-attempted'))).to.equal('refused');
    expect(outcomeOf(refused, result(gate, 'failed'))).to.equal('refused');
    expect(outcomeOf(refused, result({ ...access, id: 'other' }, 'failed'))).to.equal('failed');
  });

  it('is failed for a gap although no action failed', () => {
    expect(judgeOutcome(judged({}, [gap])).outcome).to.equal('failed');
  });

  it('is done with a gap that was accepted by name, and shows it', () => {
    const outcome = judgeOutcome(judged({ acceptGaps: ['333333333333/eu-west-1'] }, [gap]));
    expect(outcome).to.deep.include({ outcome: 'done', acceptedGaps: [gap] });
  });

  it('is interrupted whatever else happened, with what was not attempted', () => {
    const approved = { ...judged({}).approved, actions: [access] };
    const outcome = judgeOutcome(
      judged({ approved, interrupted: true, results: [result(gate, 'failed')] }, [gap]),
    );
    expect(outcome.outcome).to.equal('interrupted');
    expect(outcome.results.map(({ action, state }) => [action.id, state])).to.deep.equal([
      ['prove-coverage', 'failed'],
      ['activate', 'not-attempted'],
    ]);
  });

  it('skips an approved action that no look asked for any more', () => {
    const approved = { ...judged({}).approved, actions: [access] };
    expect(judgeOutcome(judged({ approved })).results[0]).to.deep.include({ state: 'skipped' });
  });

  it('calls an approved action not attempted that the last look still asked for', () => {
    const plan = { ...judged({}).approved, actions: [access] };
    const outcome = judgeOutcome(judged({ approved: plan, lastPlan: plan }));
    expect(outcome.results[0]).to.deep.include({ state: 'not-attempted' });
    expect(outcome.outcome).to.equal('failed');
  });

  it('keeps the worst of two trips for an action', () => {
    const outcome = judgeOutcome(judged({ results: [result(access, 'failed'), result(access, 'done')] }));
    expect(outcome.results.map(({ state }) => state)).to.deep.equal(['failed']);
  });
});

import { expect } from 'chai';
import { approve, newPatience } from '../../../src/app/trips/patience.js';
import { secondTry } from '../../../src/app/trips/second-try.js';
import type { ActionResult, TargetFailure } from '../../../src/model/outcome.js';
import type { Action } from '../../../src/model/plan.js';

const region = 'mx-central-1';
const at = (accountId: string, reason: string): TargetFailure => ({ accountId, region, reason });
const settingUp = at('111111111111', 'OptInRequired: needs a subscription for the service');
const denied = at('222222222222', 'explicit deny in a service control policy');
const refused = at('333333333333', 'The sourceIdentifier SECRETSMANAGER_USING_CMK is invalid. See there.');
const refusal = {
  region,
  rule: 'secretsmanager-using-cmk',
  reason: 'The sourceIdentifier SECRETSMANAGER_USING_CMK is invalid.',
} as const;

function result(state: ActionResult['state'], ...failures: readonly TargetFailure[]): ActionResult {
  const action = { type: 'create-instances', id: 'rules', stackSet: { kind: 'rules' } } as unknown as Action;
  return { action, state, failures };
}

const patient = newPatience();

describe('a second try', () => {
  it('is made for what time can cure; what a policy denies stands', () => {
    expect(secondTry([result('failed', settingUp, denied)], [], patient)).to.deep.equal({
      kept: [result('failed', denied)],
      unsettled: [result('failed', settingUp)],
      refusals: [],
    });
  });

  it('leaves out what AWS refused, once for all accounts', () => {
    const again = secondTry([result('failed', refused), result('failed', refused)], [], patient);
    expect(again?.refusals).to.deep.equal([refusal]);
    expect(again?.kept).to.deep.equal([result('done'), result('done')]);
  });

  it('is not made for what is left out already', () => {
    expect(secondTry([result('failed', refused)], [refusal], patient)).to.equal(undefined);
  });

  it('asks again for what was not attempted', () => {
    expect(
      secondTry([result('failed', settingUp), result('not-attempted')], [], patient)?.kept,
    ).to.deep.equal([result('done')]);
  });

  it('keeps that no delivery was proved where the first recorder failed for good, and not where time may cure it', () => {
    const gate: ActionResult = {
      action: { type: 'prove-delivery', id: 'prove', dependsOn: ['rules'] } as unknown as Action,
      state: 'not-attempted',
      failures: [],
    };
    const pending = { ...result('failed', settingUp), action: { ...result('done').action, id: 'member' } };
    const kept = (...results: ActionResult[]) =>
      secondTry(results, [], patient)?.kept.map(({ action }) => action.id);
    expect(kept(pending, result('failed', denied), gate)).to.deep.equal(['member', 'rules', 'prove']);
    expect(kept(result('failed', settingUp), gate)).to.deep.equal(['rules']);
  });

  it('is not made where nothing failed, or nothing can be cured', () => {
    expect(secondTry([result('done'), result('failed', denied)], [], patient)).to.equal(undefined);
  });

  it('of what only an action of this run can cure is made until the end, and only a few times without one', () => {
    const off = at(
      '444455556666',
      'You must enable organizations access to operate a service managed stack set',
    );
    const patience = newPatience();
    const isTried = () => secondTry([result('failed', off)], [], patience) !== undefined;
    expect(isTried()).to.equal(true);
    patience.tries = 4;
    expect(isTried()).to.equal(false);
    approve(patience, { actions: [{ type: 'activate-stacksets-access' } as unknown as Action] });
    expect(isTried()).to.equal(true);
    patience.approved.clear();
    expect(secondTry([result('failed', settingUp)], [], patience)).not.to.equal(undefined);
  });
});

import { expect } from 'chai';
import type { RuleRefusal } from '../../src/model/rule-refusal.js';
import type { Action, UpdateStackSet } from '../../src/model/plan.js';
import { amend } from '../../src/plan/amend.js';
import { within } from '../../src/plan/within.js';
import { covered, home, planOf, untouched } from './sample.js';

const refusal: RuleRefusal = { region: home, rule: 'secretsmanager-using-cmk', reason: 'It is invalid.' };
const turnedOff = { field: 'parameters.UsingCmk', from: 'true', to: 'false' };

/** The plan that follows a refusal: the definition loses the rule, wherever the StackSet has instances by then. */
function next(differences: UpdateStackSet['differences'] = [turnedOff], kind = 'rules') {
  const approved = planOf(untouched());
  const created = approved.actions.find(
    (action) => action.type === 'create-stack-set' && action.stackSet.name === `orgsecrets-${kind}-${home}`,
  );
  if (created?.type !== 'create-stack-set') throw new Error('the sample has no such StackSet');
  const stackSet = { ...created.stackSet, parameters: { ...created.stackSet.parameters, UsingCmk: 'false' } };
  const targets = stackSet.accounts.map((accountId) => ({ accountId, region: home }));
  const update: UpdateStackSet = {
    type: 'update-stack-set',
    id: `update-stack-set/${stackSet.name}`,
    dependsOn: [],
    destructive: false,
    stackSet,
    differences,
    targets,
    operation: { organizationalUnits: ['r-test'], filter: 'INTERSECTION', accounts: stackSet.accounts },
  };
  return { approved, plan: { ...planOf(covered()), actions: [update] as readonly Action[] } };
}

describe('an approved plan after AWS refused a rule', () => {
  it('allows the StackSet of that Region without the rule, as it did not before', () => {
    const { approved, plan } = next();
    expect(within(approved, plan).allowed).to.deep.equal([]);
    const { allowed, refused } = within(amend(approved, plan, [refusal]), plan);
    expect(allowed).to.have.length(1);
    expect(refused).to.deep.equal([]);
  });

  it('allows nothing else: not another change besides, nor another StackSet, nor another Region', () => {
    const besides = next([turnedOff, { field: 'parameters.SecretUnused', from: 'true', to: 'false' }]);
    const other = next([turnedOff], 'recorder');
    const elsewhere = { ...refusal, region: 'us-east-1' };
    for (const [{ approved, plan }, refusals] of [
      [besides, [refusal]],
      [other, [refusal]],
      [next(), [elsewhere]],
    ] as const)
      expect(within(amend(approved, plan, refusals), plan).allowed).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { Plan } from '../../src/model/plan.js';
import { parsePlan } from '../../src/plan/parse-plan.js';
import { printPlan } from '../../src/plan/print-plan.js';
import { within } from '../../src/plan/within.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { observePurely } from '../support/pure-world.js';
import { find, first, planOf, second, untouched } from './sample.js';

const plan = planOf(untouched());
const edited = (edit: (plan: Record<string, unknown> & Plan) => unknown) => {
  const copy = JSON.parse(printPlan(plan)) as Record<string, unknown> & Plan;
  return () => parsePlan(JSON.stringify(edit(copy) ?? copy));
};

describe('reading a saved plan', () => {
  const refusals: readonly [string, () => Plan][] = [
    ['text that is no JSON', () => parsePlan('version: 1')],
    ['another version', edited((copy) => ({ ...copy, version: 2 }))],
    ['a key that nobody knows', edited((copy) => ({ ...copy, surprise: true }))],
    [
      'an unknown action',
      edited((copy) => ({ ...copy, actions: [{ ...copy.actions[0], type: 'delete-everything' }] })),
    ],
    [
      'an action before what it depends on',
      edited((copy) => ({ ...copy, actions: copy.actions.toReversed() })),
    ],
    [
      'an action that is there twice',
      edited((copy) => ({ ...copy, actions: [copy.actions[0], copy.actions[0]] })),
    ],
    [
      'an account id that lost its zeros',
      edited((copy) => ({ ...copy, coverage: [{ accountId: '1', region: 'us-east-1' }] })),
    ],
  ];
  for (const [title, read] of refusals)
    it(`refuses ${title}`, () => {
      expect(read).to.throw(OrgSecretsError).with.property('code', 'InvalidConfig');
    });
});

describe('a later plan', () => {
  it('for another organization is refused as a whole', () => {
    expect(() => within({ ...plan, organizationId: 'o-otherother' }, plan))
      .to.throw(OrgSecretsError)
      .with.property('code', 'PlanChanged');
  });

  it('may not deploy another template than the approved one', () => {
    const changed: Plan = {
      ...plan,
      actions: plan.actions.map((action) =>
        action.type === 'create-stack-set' && action.stackSet.kind === 'rules'
          ? { ...action, stackSet: { ...action.stackSet, templateDigest: 'another' } }
          : action.type === 'create-instances' && action.stackSet.kind === 'rules'
            ? { ...action, stackSet: { ...action.stackSet, templateDigest: 'another' } }
            : action,
      ),
    };
    const { allowed, refused } = within(plan, changed);
    expect(
      allowed.filter((action) => 'stackSet' in action && action.stackSet.kind === 'rules'),
    ).to.deep.equal([]);
    expect(refused.map(({ action }) => action.type)).to.include('create-instances');
    expect(
      refused.some(({ action }) => action.type === 'put-aggregator'),
      'the gate waits for what was refused',
    ).to.equal(true);
  });

  it('makes the first recorder where the approved one does, though others come before it by now', () => {
    const world = untouched();
    const [gate] = find(planOf(world), 'prove-delivery');
    expect(gate!.target.accountId).to.equal(first);
    const approved: Plan = {
      ...plan,
      actions: plan.actions.map((action) =>
        action === find(plan, 'prove-delivery')[0]
          ? { ...action, target: { ...gate!.target, accountId: second } }
          : action,
      ),
    };
    const next = makePlan(world.desired, observePurely(world), approved);
    expect(find(next, 'prove-delivery')[0]!.target).to.deep.equal({ ...gate!.target, accountId: second });
  });

  it('makes no recorder at all where the first one was not approved', () => {
    const only: Plan = {
      ...plan,
      actions: plan.actions.filter(({ id }) => !id.endsWith('/canary')),
    };
    const { allowed, refused } = within(only, plan);
    expect(refused.map(({ action }) => action.type)).to.include('prove-delivery');
    expect(
      find({ ...plan, actions: allowed }, 'create-instances').filter(
        ({ stackSet }) => stackSet.kind === 'recorder',
      ),
    ).to.deep.equal([]);
  });

  it('makes no rules where the recorders they need were refused', () => {
    const next: Plan = {
      ...plan,
      actions: plan.actions.map((action) =>
        action.type === 'create-stack-set' && action.stackSet.kind === 'hub'
          ? { ...action, stackSet: { ...action.stackSet, templateDigest: 'another' } }
          : action,
      ),
    };
    const { allowed } = within(plan, next);
    const kinds = allowed.flatMap((action) =>
      action.type === 'create-instances' ? [action.stackSet.kind] : [],
    );
    expect(new Set(kinds)).to.deep.equal(new Set(['member', 'slr']));
  });

  it('loses the accounts that were not approved, and keeps the others', () => {
    const one = find(plan, 'create-instances').find(
      ({ stackSet }) => stackSet.name === 'orgsecrets-rules-us-east-1',
    )!;
    const fewer: Plan = {
      ...plan,
      actions: plan.actions.map((action) =>
        action === one ? { ...one, targets: one.targets.slice(1) } : action,
      ),
    };
    const { allowed, refused } = within(fewer, plan);
    const left = allowed.find(({ id }) => id === one.id)!;
    expect('targets' in left && left.targets).to.deep.equal(one.targets.slice(1));
    expect('operation' in left && left.operation).to.deep.equal({
      organizationalUnits: ['r-abcd'],
      filter: 'INTERSECTION',
      accounts: one.targets.slice(1).map(({ accountId }) => accountId),
    });
    expect(refused.map(({ action }) => 'targets' in action && action.targets)).to.deep.equal([
      one.targets.slice(0, 1),
    ]);
    expect(allowed.some(({ type }) => type === 'put-aggregator')).to.equal(true);
  });

  it('may not change a recorder that nobody had looked at when the plan was approved', () => {
    const target = { accountId: '000000000003', region: 'us-east-1' };
    const base = { dependsOn: [], destructive: false, target, recorder: 'default' };
    const next: Plan = {
      ...plan,
      actions: [
        { ...base, type: 'start-recorder', id: 'start-recorder/1' },
        { ...base, type: 'extend-recorder', id: 'extend-recorder/1', differences: [] },
      ],
    };
    const approved: Plan = { ...plan, lookLater: [{ accountId: target.accountId, reason: 'later' }] };
    expect(within(approved, next).allowed.map(({ type }) => type)).to.deep.equal(['start-recorder']);
    expect(within(plan, next).allowed).to.deep.equal([]);
  });
});

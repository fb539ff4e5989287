import { expect } from 'chai';
import { exitOfOutcome } from '../../src/cli/exit-codes.js';
import type { TargetFailure } from '../../src/model/outcome.js';
import { renderOutcome } from '../../src/report/render-outcome.js';
import { createStyle } from '../../src/report/text/style.js';
import type { ApplyView } from '../../src/report/types.js';
import { expectDone } from '../support/crash.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const plain = createStyle({ width: 200, color: false });

describe('promise 6: no error is swallowed', function () {
  this.timeout(60_000);
  let world: InProcess;
  afterEach(() => world.stop());

  const failuresOf = ({ outcome }: ApplyView): readonly TargetFailure[] =>
    outcome.results.flatMap(({ failures }) => failures);

  it('names account, Region, resource, AWS’s reason and the next step of a stack that a service control policy stopped', async () => {
    world = await startWorld('small', (text) => text + denied('config:PutConfigRule'));
    const view = await world.apply();
    expect(exitOfOutcome(view.outcome.outcome)).to.not.equal(0);
    const failed = view.outcome.results.filter(
      ({ state, action }) => state === 'failed' && action.type === 'create-instances',
    );
    expect(failed.map(({ action }) => action.id)).to.deep.equal([
      'create-instances/orgsecrets-rules-eu-central-1',
    ]);
    expect(failed[0]?.failures).to.have.length(1);
    const [failure] = failed[0]?.failures ?? [];
    expect(failure).to.deep.include({ accountId: '333333333333', region: 'eu-central-1' });
    expect(failure?.reason)
      .to.match(/RotationEnabledCheckRule/)
      .and.to.match(/explicit deny in a service control policy/);
    expect(failure?.instructions)
      .to.match(/exempt/i)
      .and.to.match(/exclude/);

    const text = renderOutcome(view, plain);
    for (const part of [
      '333333333333 (shop)',
      'eu-central-1',
      'explicit deny in a service control policy',
      'Exempt',
    ])
      expect(text).to.include(part);
  });

  it('names the call and what to allow where AWS denies it, holds up what needs it, and goes on with the rest', async () => {
    world = await startWorld('small');
    world.simulator.faults.add({ operation: 'CreateStackInstances', effect: 'denied', nth: 5 });
    const view = await world.apply();
    expect(view.outcome.outcome).to.equal('failed');
    const [failure] = failuresOf(view);
    expect(failure?.reason).to.match(/CreateStackInstances in 111111111111\/us-east-1: AccessDenied/);
    expect(failure?.instructions).to.match(/Allow cloudformation:CreateStackInstances/);
    const states = new Set(view.outcome.results.map(({ state }) => state));
    expect([...states]).to.have.members(['done', 'failed', 'not-attempted']);
    for (const { state, reason } of view.outcome.results)
      if (state === 'not-attempted') expect(reason).to.match(/was not done|failed in its accounts/);
    expectDone(await world.apply(), 'once it is allowed');
  });

  it('gives up on a call that keeps failing, with its name, and ends non-zero', async () => {
    world = await startWorld('small');
    world.simulator.faults.add({ operation: 'CreateStackSet', effect: { status: 500 }, times: 'always' });
    const view = await world.apply();
    expect(view.outcome.outcome).to.equal('failed');
    expect(failuresOf(view).length).to.be.greaterThan(0);
    for (const { reason, instructions } of failuresOf(view)) {
      expect(reason).to.match(/cloudformation:CreateStackSet in 111111111111\/us-east-1: InternalFailure/);
      expect(instructions).to.match(/run again/i);
    }
  });

  it('throws what no plan can be made without, with code and next step', async () => {
    world = await startWorld('small');
    world.simulator.faults.add({ operation: 'ListAccounts', effect: 'denied', times: 'always' });
    const thrown = await world.apply().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(thrown).to.deep.include({ name: 'OrgSecretsError', code: 'NotPermitted' });
    expect(String((thrown as { instructions?: string }).instructions)).to.match(/organizations:ListAccounts/);
    expect(world.simulator.log.filter((call) => call.mutating)).to.deep.equal([]);
  });

  for (const [what, effect, executed] of [
    ['a 500 whose call took effect', { status: 500 }, true],
    ['a 503', { status: 503 }, false],
    ['a connection that is reset', 'reset', false],
    ['a connection that is reset once the call took effect', 'reset', true],
    ['throttling', 'throttle', false],
  ] as const)
    it(`gets over ${what}, on every operation that changes something, and on looks`, async () => {
      world = await startWorld('small');
      for (const operation of [...mutating, 'AssumeRole', 'DescribeConfigRules', 'ListStackInstances'])
        world.simulator.faults.add({ operation, effect, executed });
      for (const operation of ['CreateStackSet', 'CreateStackInstances', 'DescribeStackSetOperation'])
        world.simulator.faults.add({ operation, effect, executed, nth: 5, times: 3 });
      expectDone(await world.apply(), what);
      const hit = new Set(world.simulator.log.filter(({ error }) => error).map(({ operation }) => operation));
      expect([...hit]).to.include.members(mutating);
      expect((await world.apply()).calls.mutating).to.equal(0);
    });
});

const mutating = [
  'ActivateOrganizationsAccess',
  'EnableAWSServiceAccess',
  'RegisterDelegatedAdministrator',
  'CreateStack',
  'CreateStackSet',
  'CreateStackInstances',
  'DeliverConfigSnapshot',
  'PutConfigurationAggregator',
];

/** A service control policy for one target. */
function denied(action: string): string {
  return `
serviceControlPolicies:
  - name: Forbidden
    targets: ['333333333333']
    document:
      Version: '2012-10-17'
      Statement:
        - Effect: Deny
          Action: ${action}
          Resource: '*'
          Condition: { StringEquals: { 'aws:RequestedRegion': eu-central-1 } }
`;
}

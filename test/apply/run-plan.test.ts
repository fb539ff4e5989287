import { expect } from 'chai';
import { runPlan } from '../../src/apply/run-plan.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { StackSetKind } from '../../src/model/desired.js';
import type { Action, CreateInstances } from '../../src/model/plan.js';
import { Proof } from '../../src/verify/proof.js';
import { smallDesired, stackSetOf } from '../support/desired.js';
import { applyContext } from './context.js';

const region = 'eu-west-1';

function instances(
  kind: StackSetKind,
  accounts: readonly string[],
  dependsOn: readonly string[] = [],
): CreateInstances {
  return {
    id: `create-instances/${kind}`,
    type: 'create-instances',
    dependsOn,
    destructive: false,
    stackSet: stackSetOf(kind, accounts),
    targets: accounts.map((accountId) => ({ accountId, region })),
    operation: { organizationalUnits: ['r-abcd'], filter: 'INTERSECTION', accounts },
  };
}

const gate = (dependsOn: readonly string[]): Action => ({
  id: 'prove-coverage',
  type: 'prove-coverage',
  dependsOn,
  destructive: false,
  targets: 2,
});
const aggregator: Action = {
  id: 'put-aggregator',
  type: 'put-aggregator',
  dependsOn: ['prove-coverage'],
  destructive: false,
  change: 'create',
  differences: [],
  aggregator: smallDesired().aggregator,
};
const states = (results: Awaited<ReturnType<typeof runPlan>>) =>
  Object.fromEntries(results.map(({ action, state }) => [action.id, state]));

describe('running a plan', () => {
  it('does an operation in pieces where its list of accounts is too long, and judges them together', async () => {
    const { context, recorded } = applyContext({ desired: smallDesired({ accountsPerOperation: 2 }) });
    recorded.cloudFormation.failing.set('444444444444/eu-west-1', 'no');
    const accounts = ['222222222222', '333333333333', '444444444444'];
    const [result] = await runPlan([instances('rules', accounts)], context);
    expect(recorded.cloudFormation.started.map((one) => one.accounts)).to.deep.equal([
      accounts.slice(0, 2),
      accounts.slice(2),
    ]);
    expect(result?.failures.map(({ accountId }) => accountId)).to.deep.equal(['444444444444']);
  });

  it('runs each action after those it depends on, and the aggregator with the proof of the gate', async () => {
    const { context, recorded } = applyContext();
    const results = await runPlan(
      [
        instances('recorder', ['333333333333']),
        instances('rules', ['333333333333'], ['create-instances/recorder']),
        gate(['create-instances/rules']),
        aggregator,
      ],
      context,
    );
    expect(Object.values(states(results))).to.deep.equal(['done', 'done', 'done', 'done']);
    const order = recorded.events.flatMap((event) =>
      event.code === 'action-started' ? event.action.id : [],
    );
    expect(order).to.deep.equal([
      'create-instances/recorder',
      'create-instances/rules',
      'prove-coverage',
      'put-aggregator',
    ]);
    expect(recorded.calls.at(-1)).to.match(/^putAggregator/);
  });

  it('never touches the aggregator where the gate does not prove the coverage', async () => {
    const gap = {
      accountId: '333333333333',
      region,
      thing: 'rules' as const,
      reason: 'missing',
      pending: false,
    };
    const { context, recorded } = applyContext({ proveCoverage: async () => Proof.of([gap], []) });
    const results = await runPlan([gate([]), aggregator], context);
    expect(states(results)).to.deep.equal({ 'prove-coverage': 'failed', 'put-aggregator': 'not-attempted' });
    expect(recorded.calls).to.deep.equal([]);
  });

  it('refuses the aggregator without a gate, as a defect', async () => {
    const { context, recorded } = applyContext();
    const results = await runPlan([{ ...aggregator, dependsOn: [] }], context);
    expect(states(results)).to.deep.equal({ 'put-aggregator': 'failed' });
    expect(recorded.calls).to.deep.equal([]);
  });

  it('leaves an account out of what follows where it failed, and nobody else', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.failing.set(`444444444444/${region}`, 'denied');
    const accounts = ['333333333333', '444444444444'];
    const results = await runPlan(
      [
        instances('recorder', accounts),
        instances('rules', accounts, ['create-instances/recorder']),
        gate(['create-instances/rules']),
      ],
      context,
    );
    expect(states(results)).to.deep.equal({
      'create-instances/recorder': 'failed',
      'create-instances/rules': 'done',
      'prove-coverage': 'done',
    });
    expect(recorded.cloudFormation.started.map(({ accounts: named }) => named)).to.deep.equal([
      accounts,
      ['333333333333'],
    ]);
  });

  it('leaves an account out of an update too, where what had to be put back first could not be', async () => {
    const { context, recorded } = applyContext();
    context.ports.config.putRecorder = async () => {
      throw new OrgSecretsError('NotPermitted', 'an SCP denies it', { fault: 'user' });
    };
    const accounts = ['222222222222', '333333333333'];
    const put: Action = {
      id: 'put-recorder/333333333333/eu-west-1',
      type: 'put-recorder',
      dependsOn: [],
      destructive: false,
      target: { accountId: '333333333333', region },
      recorder: 'orgsecrets',
      settings: undefined,
      channel: undefined,
      differences: [],
    };
    const update: Action = {
      ...instances('recorder', accounts, [put.id]),
      id: 'update-stack-set/recorder',
      type: 'update-stack-set',
      differences: [],
    };
    const results = await runPlan([put, update], context);
    expect(states(results)).to.deep.equal({ [put.id]: 'failed', [update.id]: 'done' });
    expect(recorded.cloudFormation.started.map((one) => one.accounts)).to.deep.equal([['222222222222']]);
  });

  it('makes no other recorder where the one that is to prove the delivery could not be made', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.failing.set(`333333333333/${region}`, 'InsufficientDeliveryPolicyException');
    const canary = { ...instances('recorder', ['333333333333']), id: 'canary' };
    const proof: Action = {
      id: 'prove-delivery',
      type: 'prove-delivery',
      dependsOn: ['canary'],
      destructive: false,
      target: { accountId: '333333333333', region },
    };
    const results = await runPlan(
      [canary, proof, instances('recorder', ['444444444444'], ['prove-delivery'])],
      context,
    );
    expect(states(results)).to.deep.equal({
      canary: 'failed',
      'prove-delivery': 'not-attempted',
      'create-instances/recorder': 'not-attempted',
    });
  });

  it('does not attempt what has no account left', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.failing.set(`444444444444/${region}`, 'denied');
    const results = await runPlan(
      [
        instances('slr', ['444444444444']),
        instances('recorder', ['444444444444'], ['create-instances/slr']),
        instances('forward', ['333333333333']),
      ],
      context,
    );
    expect(states(results)).to.deep.equal({
      'create-instances/slr': 'failed',
      'create-instances/recorder': 'not-attempted',
      'create-instances/forward': 'done',
    });
  });

  it('holds everything up that depends on a failed hub', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.failing.set(`222222222222/${region}`, 'bucket exists');
    const results = await runPlan(
      [
        instances('hub', ['222222222222']),
        instances('recorder', ['333333333333'], ['create-instances/hub']),
        instances('member', ['333333333333']),
      ],
      context,
    );
    expect(states(results)).to.deep.equal({
      'create-instances/hub': 'failed',
      'create-instances/recorder': 'not-attempted',
      'create-instances/member': 'done',
    });
  });

  it('holds everything up that depends on an operation which AWS did not take', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.createInstances = async () => {
      throw new OrgSecretsError('NotPermitted', 'AccessDenied', {
        fault: 'user',
        targets: [{ accountId: '111111111111' }],
      });
    };
    const results = await runPlan(
      [
        instances('recorder', ['333333333333']),
        instances('rules', ['444444444444'], ['create-instances/recorder']),
      ],
      context,
    );
    expect(Object.values(states(results))).to.deep.equal(['failed', 'not-attempted']);
  });

  it('starts nothing new once it is interrupted, and says what was not attempted', async () => {
    const { context, recorded } = applyContext();
    recorded.controller.abort(new DOMException('Ctrl-C', 'AbortError'));
    const results = await runPlan([instances('member', ['333333333333'])], context);
    expect(states(results)).to.deep.equal({ 'create-instances/member': 'not-attempted' });
    expect(recorded.cloudFormation.started).to.deep.equal([]);
  });

  it('reports a defect as such instead of losing it', async () => {
    const { context } = applyContext();
    context.ports.config.startRecorder = async () => {
      throw new TypeError('undefined is not a function');
    };
    const [result] = await runPlan(
      [
        {
          id: 's',
          type: 'start-recorder',
          dependsOn: [],
          destructive: false,
          target: { accountId: '333333333333', region },
          recorder: 'r',
        },
      ],
      context,
    );
    expect(result!.failures[0]!.reason).to.match(
      /defect of orgsecrets: TypeError: undefined is not a function/,
    );
  });

  it('proves the canary by a delivery that it asks for', async () => {
    let looks = 0;
    const { provedTarget } = await import('../support/desired.js');
    const { context, recorded } = applyContext({
      lookAt: async (targets) => {
        looks += 1;
        const channel = { name: 'orgsecrets', failures: [], delivered: looks > 2 };
        return new Map(
          targets.map((target) => [`${target.accountId}/${target.region}`, { ...provedTarget, channel }]),
        );
      },
    });
    const [result] = await runPlan(
      [
        {
          id: 'canary',
          type: 'prove-delivery',
          dependsOn: [],
          destructive: false,
          target: { accountId: '333333333333', region },
        },
      ],
      context,
    );
    expect(result!.state).to.equal('done');
    expect(recorded.calls.filter((call) => call.startsWith('deliverSnapshot'))).to.have.length(1);
  });
});

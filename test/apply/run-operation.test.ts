import { expect } from 'chai';
import { operationBase, runOperation, type OperationRequest } from '../../src/apply/run-operation.js';
import type { ApplyContext } from '../../src/apply/context.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import { stackSetOf } from '../support/desired.js';
import { applyContext } from './context.js';

const accounts = ['333333333333', '444444444444'];
const region = 'eu-west-1';

function requestFor(context: ApplyContext, changes: Partial<OperationRequest> = {}): OperationRequest {
  const stackSet = stackSetOf('rules', accounts);
  return {
    kind: 'create',
    stackSet,
    targets: accounts.map((accountId) => ({ accountId, region })),
    start: (id) =>
      context.ports.stackSets.createInstances(
        stackSet,
        { organizationalUnits: ['r-abcd'], filter: 'INTERSECTION', accounts },
        id,
        context.preferences,
        {},
      ),
    onProgress: () => {},
    ...changes,
  };
}

describe('running a StackSet operation', () => {
  it('starts one operation, waits for its end and reports no failure', async () => {
    const { context, recorded } = applyContext();
    expect(await runOperation(requestFor(context), context)).to.deep.equal([]);
    expect(recorded.cloudFormation.started).to.have.length(1);
  });

  it('sees a failed target in an operation that AWS calls SUCCEEDED', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.failing.set(
      `444444444444/${region}`,
      'maximum number of configuration recorders: 1 is reached',
    );
    const failures = await runOperation(requestFor(context), context);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ accountId: '444444444444', region });
    expect(failures[0]!.instructions).to.match(/Run apply again/);
  });

  it('counts a target that AWS reports nothing about as failed', async () => {
    const { context } = applyContext();
    const request = requestFor(context);
    const extra = { accountId: '555555555555', region };
    const failures = await runOperation({ ...request, targets: [...request.targets, extra] }, context);
    expect(failures.map((failure) => failure.accountId)).to.deep.equal(['555555555555']);
  });

  it('fails where the operation ends as FAILED or STOPPED although no target says so', async () => {
    for (const end of ['FAILED', 'STOPPED'] as const) {
      const { context, recorded } = applyContext();
      recorded.cloudFormation.course = ['RUNNING', end];
      expect(await runOperation(requestFor(context), context)).to.have.length(1);
    }
  });

  it('picks up its own operation that a killed run had started', async () => {
    const { context, recorded } = applyContext();
    const request = requestFor(context);
    await request.start(`${operationBase(request)}-1`);
    expect(await runOperation(request, context)).to.deep.equal([]);
    expect(recorded.cloudFormation.started).to.have.length(1);
  });

  it('takes a new id after an operation of the same content has ended', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.course = ['FAILED'];
    const request = requestFor(context);
    await runOperation(request, context);
    await runOperation(request, context);
    const [first, second] = recorded.cloudFormation.started.map(({ id }) => id);
    expect(first).to.match(/^[a-zA-Z0-9][-a-zA-Z0-9]*-1$/);
    expect(second).to.equal(first!.replace(/-1$/, '-2'));
  });

  it('passes over an id of an operation that ended and is no longer listed', async () => {
    const { context, recorded } = applyContext();
    const request = requestFor(context);
    const asked: string[] = [];
    recorded.cloudFormation.describeOperation = async (_name, id) => ({ id, status: 'SUCCEEDED' });
    const start: OperationRequest['start'] = async (id) => {
      asked.push(id);
      return asked.length < 2 ? 'exists' : request.start(id);
    };
    expect(await runOperation({ ...request, start }, context)).to.deep.equal([]);
    expect(asked.map((id) => id.at(-1))).to.deep.equal(['1', '2']);
  });

  it('waits for somebody else’s operation before it starts its own', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.operations.push({
      id: 'theirs',
      statuses: ['RUNNING', 'RUNNING', 'SUCCEEDED'],
      results: [],
    });
    expect(await runOperation(requestFor(context), context)).to.deep.equal([]);
    expect(recorded.clock.pauses.length).to.be.greaterThan(2);
  });

  it('tries again where AWS says that another operation was faster', async () => {
    const { context } = applyContext();
    const request = requestFor(context);
    let tries = 0;
    const start: OperationRequest['start'] = async (id) => (++tries < 3 ? 'busy' : request.start(id));
    expect(await runOperation({ ...request, start }, context)).to.deep.equal([]);
    expect(tries).to.equal(3);
  });

  it('stops waiting at the deadline, names the operation and leaves it running', async () => {
    const { context, recorded } = applyContext();
    recorded.cloudFormation.course = ['RUNNING'];
    const error = await runOperation(requestFor(context), context).catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(OrgSecretsError);
    expect(error).to.include({ code: 'DeadlineReached' });
    expect((error as OrgSecretsError).message).to.contain(recorded.cloudFormation.started[0]!.id);
    expect(recorded.clock.now()).to.be.at.most(context.deadline);
  });

  it('gives the same base to the same content, another one to any other', () => {
    const request = {
      kind: 'create' as const,
      stackSet: stackSetOf('rules', accounts),
      targets: [{ accountId: '333333333333', region }],
    };
    const base = operationBase(request);
    expect(operationBase({ ...request, stackSet: { ...request.stackSet } })).to.equal(base);
    const others = [
      { ...request, kind: 'update' as const },
      { ...request, targets: [] },
      { ...request, stackSet: { ...request.stackSet, parameters: { A: 'b' } } },
      { ...request, stackSet: { ...request.stackSet, templateDigest: 'other' } },
    ];
    for (const other of others) expect(operationBase(other)).to.not.equal(base);
  });
});

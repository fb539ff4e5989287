import { expect } from 'chai';
import { withLeft } from '../../src/app/judge-removal.js';
import type { StackSetKind } from '../../src/model/desired.js';
import type { ActionResult } from '../../src/model/outcome.js';
import type { Action, DeleteInstances, DeleteStackSet } from '../../src/model/plan.js';
import { stackSetOf } from '../support/desired.js';

const base = { dependsOn: [], destructive: true } as const;
const account = '333333333333';
const instances = (kind: StackSetKind, part = ''): DeleteInstances => {
  const stackSet = stackSetOf(kind, [account]);
  return {
    ...base,
    type: 'delete-instances',
    id: `delete-instances/${stackSet.name}${part}`,
    stackSet,
    targets: [{ accountId: account, region: stackSet.region }],
    operation: { organizationalUnits: ['r-abcd'], filter: 'INTERSECTION', accounts: [account] },
    retainStacks: false,
  };
};
const definition = (kind: StackSetKind): DeleteStackSet => {
  const stackSet = stackSetOf(kind, [account]);
  return { ...base, type: 'delete-stack-set', id: `delete-stack-set/${stackSet.name}`, stackSet };
};
const proof: Action = {
  ...base,
  type: 'prove-removal',
  id: 'prove-removal',
  recorders: [],
  rules: [],
  roles: [],
};
const result = (action: Action, state: ActionResult['state'] = 'done'): ActionResult => ({
  action,
  state,
  failures: [],
});
const states = (results: readonly ActionResult[]) =>
  results.map(({ action, state }) => `${state} ${action.id}`);

describe('what a last look of destroy finds', () => {
  const all = [instances('rules'), proof, definition('rules')];

  it('has failed although it was taken away, in each place, and names another run and what to do', () => {
    const { results, added } = withLeft(
      all.map((one) => result(one)),
      all,
    );
    expect(states(added)).to.deep.equal([`failed ${all[0]?.id}`]);
    expect(states(results)).to.have.members([
      'done prove-removal',
      `done ${all[2]?.id}`,
      `failed ${all[0]?.id}`,
    ]);
    const [failure, ...others] = added.flatMap(({ failures }) => failures);
    expect(others).to.deep.equal([]);
    expect(failure).to.include({ accountId: account });
    expect(failure?.reason).to.contain('another run of orgsecrets');
    expect(failure?.instructions).to.contain('run destroy again');
  });

  it('has failed where nothing of it was there at the first look, a definition without instances too', () => {
    const { added } = withLeft([result(definition('member'))], [definition('rules')]);
    expect(states(added)).to.deep.equal([`failed ${definition('rules').id}`]);
  });

  it('is told once where taking it away has failed, or was not tried', () => {
    for (const state of ['failed', 'not-attempted'] as const) {
      const before = [result(instances('rules', '/2'), state), result(definition('rules'), 'not-attempted')];
      expect(withLeft(before, all)).to.deep.equal({ results: before, added: [] });
    }
  });

  it('is nothing of an account in which something failed that it stands on', () => {
    const failures = [{ accountId: account, region: undefined, reason: 'denied', instructions: undefined }];
    const before = [{ ...result(instances('recorder'), 'failed'), failures }, result(instances('member'))];
    expect(withLeft(before, [instances('recorder'), instances('member')])).to.deep.equal({
      results: before,
      added: [],
    });
  });

  it('is nothing where all is gone', () => {
    const before = all.map((one) => result(one));
    expect(withLeft(before, [])).to.deep.equal({ results: before, added: [] });
  });
});

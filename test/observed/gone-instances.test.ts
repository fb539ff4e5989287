import { expect } from 'chai';
import { observeLeftOut } from '../../src/observed/observe-left-out.js';
import type { TargetLook } from '../../src/model/observed.js';
import { targetKey } from '../../src/model/target.js';
import { provedTarget, smallDesired, stackSetOf, standingStackSet } from '../support/desired.js';

const accounts = ['222222222222', '333333333333'];
const name = 'orgsecrets-rules-eu-west-1';
describe('observing instances while another run takes them away', () => {
  it('passes over one that goes before it is asked what it leaves out, and keeps the others', async () => {
    const [gone, standing] = accounts.map((accountId) => targetKey({ accountId, region: 'eu-west-1' }));
    const withoutRules: TargetLook = { ...provedTarget, rules: [] };
    const found = await observeLeftOut(
      smallDesired({ stackSets: [stackSetOf('rules', accounts)] }),
      new Map([[name, standingStackSet(name, accounts)]]),
      new Map([gone, standing].map((key) => [key!, withoutRules])),
      {
        instanceOverrides: async (_name, target) =>
          targetKey(target) === gone ? undefined : { SecretUnused: 'false' },
      },
      new AbortController().signal,
    );
    expect([...found]).to.deep.equal([[standing, ['secretsmanager-secret-unused']]]);
  });
});

import { expect } from 'chai';
import type { Plan } from '../../src/model/plan.js';
import { startCliWorld } from '../support/cli.js';

describe('--account on the built command line', function () {
  this.timeout(60_000);

  it('narrows a plan, and ends with 3 for an account that there is not', async () => {
    const world = await startCliWorld('small');
    try {
      const { document } = await world.json<{ plan: Plan }>(['plan', '--account', '333333333333']);
      expect(document.plan.scope).to.deep.equal({ accounts: ['333333333333'] });
      const unknown = await world.orgsecrets(['plan', '--account', '999999999999']);
      expect(unknown.exitCode).to.equal(3);
      expect(unknown.stderr).to.contain('999999999999: no such account');
    } finally {
      await world.stop();
    }
  });
});

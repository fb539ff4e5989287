import { expect } from 'chai';
import { remediate } from '../../src/app/remediate.js';
import { scopeOf } from '../../src/model/scope.js';
import { startWorld } from '../support/in-process.js';
import { targetsIn } from '../support/real-life.js';

const administrator = '222222222222';

describe('drift --remediate of one account, in an organization that has nothing yet', function () {
  this.timeout(60_000);

  it('makes what the account can’t be covered without, and nothing for anybody else', async () => {
    const world = await startWorld('small');
    try {
      const question = {
        depth: 'standard',
        only: [],
        scope: scopeOf({ accounts: [administrator] }),
      } as const;
      const { findings, remediation } = await world.with((run) =>
        remediate(run, { ...question, approve: async () => true }),
      );
      expect([remediation?.outcome.outcome, findings]).to.deep.equal(['done', []]);
      const covered = Object.keys(targetsIn(world.simulator)).map((place) => place.split('/')[0]);
      expect(new Set(covered)).to.deep.equal(new Set([administrator]));
      const mutating = world.simulator.log.filter((call) => call.mutating && call.source === 'outside');
      const names = new Set(mutating.map(({ operation }) => operation));
      expect([...names]).to.include.members(['ActivateOrganizationsAccess', 'CreateStackSet']);
      expect(names).not.to.include('PutConfigurationAggregator');
      for (const { operation, input } of mutating)
        if (operation === 'CreateStackInstances')
          expect(JSON.stringify(input.DeploymentTargets)).to.contain(administrator);
    } finally {
      await world.stop();
    }
  });
});

import { expect } from 'chai';
import { destroy } from '../../src/app/destroy.js';
import { deleteAggregator } from '../support/disturb/aggregator.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const region = 'us-east-1';
const hub = { accountId: '222222222222', region };

describe('a destroy that another one overtakes before its proof', function () {
  this.timeout(120_000);
  let world: InProcess;
  beforeEach(async () => {
    world = await startWorld('two-tools');
  });
  afterEach(() => world.stop());

  for (const [what, memberRoles] of [
    ['looks with another role where that of its session is gone', '[OrganizationAccountAccessRole]'],
    ['takes what StackSets say where no other role may look', '[nobody-has-this]'],
  ] as const)
    it(`${what}, and ends well`, async () => {
      await world.apply();
      await deleteAggregator(world.simulator, hub);
      world.editOrg((text) => text.replace('  callers:', `  memberRoles: ${memberRoles}\n  callers:`));
      const view = await world.with((run) =>
        destroy(run, {
          approve: async () => {
            // Sessions of roles that are there still.
            for (const accountId of ['222222222222', '333333333333'])
              await (await run.aws.members.look(accountId)).config(region).recorderStatus();
            const other = await world.with((second) => destroy(second, { approve: async () => true }));
            expect(other.outcome).to.equal('done');
            return true;
          },
        }),
      );
      const failures = view.results.flatMap((result) => result.failures.map(({ reason }) => reason));
      expect([view.outcome, failures]).to.deep.equal(['done', []]);
    });
});

import { join } from 'node:path';
import { expect } from 'chai';
import type { ApplyDocument } from '../../../src/report/json/apply.js';
import { seed } from '../../../src/simulator/services/config/seed.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { changedIn, foreignIn } from '../../support/foreign.js';

const place = { accountId: '333333333333', region: 'eu-central-1' };
const accepted = ['--auto-approve'] as const;

describe('A recorder appears while orgsecrets is at work', function () {
  this.timeout(120_000);
  let world: CliWorld;

  /** The account's owner turns AWS Config on. */
  const appear = () =>
    seed(world.simulator.world, {
      rules: [],
      recorders: [
        {
          ...place,
          name: 'default',
          recording: true,
          group: 'all',
          includeGlobalResourceTypes: false,
          frequency: 'CONTINUOUS',
          channel: { name: 'default', bucket: 'shop-history' },
        },
      ],
    });
  const apply = async (...args: readonly string[]) =>
    (await world.json<ApplyDocument>(['apply', ...accepted, ...args])).document;
  /** All looks are over, and nothing is deployed yet. */
  const untilCalled = async (operation: string) => {
    while (!world.simulator.log.some((call) => call.operation === operation))
      await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const here = ({ accountId, region }: { accountId?: string; region?: string }) =>
    accountId === place.accountId && region === place.region;

  beforeEach(async () => {
    world = await startCliWorld('small');
  });
  afterEach(() => world.stop());

  it('between plan and apply: it is adopted, and the saved plan does the rest', async () => {
    const file = join(world.folder, 'saved.json');
    expect((await world.orgsecrets(['plan', '--out', file])).exitCode).to.equal(0);
    appear();
    const foreign = foreignIn(world.simulator);
    const document = await apply(file);
    expect(document.outcome).to.equal('done');
    expect(document.actions.failed).to.deep.equal([]);
    expect(document.coverage.recorder).to.deep.include({ desired: 6, verified: 6 });
    expect(changedIn(world.simulator, foreign)).to.deep.equal([]);
  });

  it('between look and deployment: the failure says what happened, and a further apply adopts it', async () => {
    const failing = apply();
    await untilCalled('CreateStackSet');
    appear();
    const foreign = foreignIn(world.simulator);
    const failed = await failing;
    const failures = failed.actions.failed.flatMap((action) => action.failures).filter(here);
    expect(failures[0]!.reason).to.contain('maximum number of configuration recorders');
    expect(failures[0]!.instructions).to.contain('adopted as it is');
    expect(failed.outcome).to.equal('refused');
    const document = await apply();
    expect(document.outcome).to.equal('done');
    expect(document.coverage.recorder).to.deep.include({ desired: 6, verified: 6 });
    const theirs = changedIn(world.simulator, foreign).filter((path) => path.startsWith('333333333333/'));
    expect(theirs).to.deep.equal([]);
    expect((await apply()).calls.mutating).to.equal(0);
  });
});

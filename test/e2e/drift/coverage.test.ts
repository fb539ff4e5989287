import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { appliedAgain, applyTo, nothingToDo, targetsIn } from '../../support/real-life.js';
import { coverageDeeds } from './deeds/coverage.js';
import { abroad, findsOf, home, sandbox, told, type Deed } from './deeds/deed.js';

describe('drift where other accounts and Regions are to be covered than before, on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  const whole = 'orgsecrets records, 5 rules';

  const drift = async (...args: readonly string[]): Promise<Ended & { readonly document: DriftDocument }> =>
    world.json<DriftDocument>(['drift', '--detailed-exitcode', ...args]);
  /** Without a record: who changes the org.yaml there and back does not contest anything. */
  const mend = () => drift('--remediate', '--auto-approve', '--no-record');
  const expectFound = async (deed: Deed): Promise<void> => {
    await deed.disturb(world);
    const { exitCode, document } = await drift();
    expect([exitCode, told(document.findings)]).to.deep.equal([2, findsOf(deed)]);
  };
  const expectCovered = async (): Promise<void> => {
    const { exitCode, document, stderr, stdout } = await mend();
    expect([exitCode, document.findings], stderr + stdout).to.deep.equal([0, []]);
    expect(await appliedAgain(world)).to.deep.equal(nothingToDo);
  };

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
  });
  after(() => world.stop());

  it('covers an account that should be covered now', async () => {
    await expectFound(coverageDeeds.accountMore);
    await expectCovered();
    expect(targetsIn(world.simulator)).to.include({
      [`${sandbox}/${home}`]: whole,
      [`${sandbox}/${abroad}`]: whole,
    });
  });

  it('leaves what is in a Region that should not be covered any more to apply --allow-destroy', async () => {
    await expectFound(coverageDeeds.regionLess);
    const before = targetsIn(world.simulator);
    const { exitCode, document } = await mend();
    expect([exitCode, new Set(document.findings.map(({ kind }) => kind))]).to.deep.equal([
      2,
      new Set(['surplus']),
    ]);
    for (const { mendedBy, instructions } of document.findings) {
      expect(mendedBy).to.deep.equal([]);
      expect(instructions).to.contain('--allow-destroy');
    }
    expect(targetsIn(world.simulator)).to.deep.equal(before);

    const { document: applied } = await applyTo(world, '--allow-destroy');
    expect(applied.outcome).to.equal('done');
    expect((await drift()).exitCode).to.equal(0);
    expect(Object.keys(targetsIn(world.simulator)).filter((place) => place.endsWith(abroad))).to.deep.equal(
      [],
    );
  });

  it('covers a Region that should be covered now', async () => {
    await expectFound(coverageDeeds.regionMore);
    await expectCovered();
    expect(targetsIn(world.simulator)).to.include({ [`${sandbox}/${abroad}`]: whole });
  });
});

import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { applyTo, targetsIn } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';
import { disturbAll, findsOf, told } from './deeds/deed.js';
import { mendedRounds } from './deeds/mended.js';

describe('drift --remediate on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let covered: Readonly<Record<string, string>>;

  type Drifted = Ended & { readonly document: DriftDocument };
  const drift = async (...args: readonly string[]): Promise<Drifted> =>
    world.json<DriftDocument>(['drift', '--detailed-exitcode', ...args]);

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    covered = targetsIn(world.simulator);
  });
  after(() => world.stop());

  for (const { title, deeds, depth = 'standard' } of mendedRounds)
    it(`finds and mends ${title}, and finds nothing then`, async () => {
      const finds = findsOf(...deeds);
      await disturbAll(world, deeds);
      const { document, exitCode } = await drift('--depth', depth);
      expect([exitCode, told(document.findings)]).to.deep.equal([2, finds]);

      // Without a record: what one round mends is not contested in the next.
      const mended = await drift('--remediate', '--auto-approve', '--no-record', '--depth', depth);
      expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
      expect(mended.document.remediation?.outcome).to.equal('done');
      expect(told(mended.document.remediation?.found ?? [])).to.deep.equal(finds);
      expect(mended.document.findings).to.deep.equal([]);
      expectSchema('drift', mended.document);

      const again = await drift('--remediate', '--auto-approve', '--depth', depth);
      expect([again.exitCode, again.document.findings, again.document.calls.mutating]).to.deep.equal([
        0,
        [],
        0,
      ]);
      expect(targetsIn(world.simulator)).to.deep.equal(covered);
    });
});

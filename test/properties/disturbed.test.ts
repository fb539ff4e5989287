import { expect } from 'chai';
import fc from 'fast-check';
import { catalogue } from '../support/drift-model/catalogue.js';
import { cases, expectMendedFrom } from '../support/drift-model/cases.js';
import { expectMended } from '../support/drift-model/disturbed-case.js';
import { knownCases } from '../support/drift-model/known-cases.js';
import { coverOnce, type CoveredWorld } from '../support/drift-model/covered-world.js';
import { leftOut, library } from '../support/drift-model/library.js';
import { runsFrom } from '../support/drift-model/seeds.js';

describe('a covered organization that is disturbed', function () {
  const runs = runsFrom(process.env);
  // Half a minute a case; a case that fails is made smaller, which takes as many again.
  this.timeout(runs.numRuns * 30_000);
  let world: CoveredWorld;
  before(async () => (world = await coverOnce('small')));

  it('up to twenty times is found to be just that, mended, and covered again', () =>
    fc.assert(
      expectMendedFrom(cases, () => world),
      { ...runs, includeErrorInReport: true },
    ));

  for (const { why, disturbances } of knownCases)
    it(`is mended ${why}`, () => expectMended(world, disturbances, 'quick'));

  it('is so in every way that tests know of, but those that say why not', () => {
    const used = new Set([...catalogue.map(({ by }) => by), ...Object.keys(leftOut)]);
    expect([...used].sort()).to.deep.equal(library.toSorted());
  });
});

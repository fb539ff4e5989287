import { expect } from 'chai';
import type { ConfigState } from '../../src/simulator/services/config/state.js';
import { startWorld, type InProcess } from '../support/in-process.js';
import { configOf } from '../e2e/state.js';

interface Change {
  readonly what: string;
  /** The org.yaml that is in force before. */
  readonly before?: (org: string) => string;
  readonly edit: (org: string) => string;
  /** It moves the hub, which takes something away. */
  readonly allowDestroy?: boolean;
}

const changes: readonly Change[] = [
  {
    what: 'a rule’s parameter changes',
    edit: (org) => org.replace('unusedForDays: 90', 'unusedForDays: 30'),
  },
  {
    what: 'a Region is added',
    before: (org) => org.replace('include: [us-east-1, eu-west-1]', 'include: [us-east-1]'),
    edit: (org) => org.replace('include: [us-east-1]', 'include: [us-east-1, eu-west-1]'),
  },
  {
    what: 'an organizational unit is added',
    before: (org) => org.replace(', /Lab]', ']'),
    edit: (org) => org.replace('/Workloads]', '/Workloads, /Lab]'),
  },
  {
    what: 'the bucket changes',
    edit: (org) => org.replace('regions:', 'delivery:\n  bucket: our-own-history\nregions:'),
  },
  {
    what: 'the administrator account changes',
    edit: (org) => org.replace("accountId: '222222222222'", "accountId: '222222222223'"),
    allowDestroy: true,
  },
];

/** Five rules that nobody is deleting, and a recorder that runs. */
function isGuarded(state: ConfigState | undefined): boolean {
  const rules = Object.values(state?.rules ?? {}).filter(({ deletingSince }) => deletingSince === undefined);
  return rules.length === 5 && Object.values(state?.recorders ?? {}).some(({ recording }) => recording);
}

const guardedPlaces = (world: InProcess): string[] =>
  Object.entries(configOf(world.simulator)).flatMap(([place, state]) => (isGuarded(state) ? [place] : []));

/**
 * Looks at every place right when a mutating call is written down, whoever made it: the product, or CloudFormation
 * on its behalf.
 * @returns the number of looks, and each place that was found unguarded, with the call.
 */
function watch({ simulator }: InProcess, places: readonly string[]) {
  const seen = { looks: 0, unguarded: new Set<string>() };
  const { log } = simulator;
  Object.defineProperty(log, 'push', {
    value: (...records: typeof log) => {
      for (const { mutating, operation } of records) {
        if (!mutating) continue;
        seen.looks += 1;
        const state = configOf(simulator);
        for (const place of places)
          if (!isGuarded(state[place])) seen.unguarded.add(`${place} at ${operation}`);
      }
      return Array.prototype.push.apply(log, [...records]);
    },
  });
  return seen;
}

describe('a changed org.yaml never leaves a covered target without its rules', function () {
  this.timeout(120_000);
  let world: InProcess;
  afterEach(() => world.stop());

  for (const { what, before, edit, allowDestroy = false } of changes)
    it(`holds at every mutating call while ${what}`, async () => {
      world = await startWorld('changed-org');
      if (before) world.editOrg(before);
      expect((await world.apply()).outcome.outcome).to.equal('done');
      const covered = guardedPlaces(world);
      expect(covered).to.have.lengthOf.at.least(6);
      const seen = watch(world, covered);
      world.editOrg(edit);
      const view = await world.apply({ allowDestroy });
      expect(view.outcome.outcome, JSON.stringify(view.outcome.results)).to.equal('done');
      expect(seen.looks).to.be.at.least(view.calls.mutating).and.greaterThan(0);
      expect([...seen.unguarded]).to.deep.equal([]);
      expect(guardedPlaces(world)).to.include.members(covered);
    });
});

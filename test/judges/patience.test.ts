import { expect } from 'chai';
import { startWorld } from '../support/in-process.js';

/** What AWS does on a busy day, as a line of a world file. */
const days: readonly (readonly [string, string])[] = [
  ['calls at the rates that AWS allows', 'rateLimits: aws'],
  [
    'roles and delegated administrators that take a while to be known',
    'latencies: { iamPropagation: 30000, organizationsPropagation: 90000 }',
  ],
  [
    'what the management account changes in the organization, it sees itself a while later',
    'latencies: { organizationsPropagation: 30000 }\norganizations: { ownChanges: late }',
  ],
];

describe('apply, where AWS makes it wait', () => {
  for (const [what, line] of days) {
    it(`ends done, and has nothing to do after: ${what}`, async function () {
      this.timeout(60_000);
      const world = await startWorld('small', (text) => `${text}\n${line}\n`);
      try {
        const first = await world.apply();
        expect(first.outcome.outcome, JSON.stringify(first.outcome.results)).to.equal('done');
        const refused = world.simulator.log.filter(({ source, error }) => source === 'outside' && error);
        expect(refused, 'the world was as patient as ever').to.not.be.empty;
        const second = await world.apply();
        expect(second.outcome.outcome).to.equal('done');
        expect(second.calls.mutating).to.equal(0);
      } finally {
        await world.stop();
      }
    });
  }
});

import { expect } from 'chai';
import { drift } from '../../src/app/drift.js';
import { remediate } from '../../src/app/remediate.js';
import type { Place } from '../support/disturb/administrator.js';
import { deleteStack } from '../support/disturb/stack-sets.js';
import { stateOf } from '../support/drift-model/covered-state.js';
import { startWorld, type InProcess } from '../support/in-process.js';

const shop = { accountId: '333333333333', region: 'us-east-1' };
const management = { accountId: '111111111111', region: 'us-east-1' };
const lost = [
  ['orgsecrets-recorder-us-east-1', shop],
  ['orgsecrets-rules-us-east-1', shop],
  ['orgsecrets-forward-us-east-1', shop],
  ['orgsecrets-management-recorder-us-east-1', management],
  ['orgsecrets-member', { accountId: '222222222222', region: 'us-east-1' }],
] as const;
const deep = { depth: 'deep', only: [], scope: {} } as const;

/** All that an account has, the roles that it is looked at and mended with among it. */
const allOfShop = [
  ['orgsecrets-member', shop],
  ...['us-east-1', 'eu-central-1'].flatMap((region) =>
    ['recorder', 'rules', 'forward'].map(
      (kind) => [`orgsecrets-${kind}-${region}`, { ...shop, region }] as const,
    ),
  ),
] as const;

describe('stacks that somebody deleted behind their StackSets’ back', function () {
  this.timeout(60_000);

  // AWS's documents do not say which of the two StackSets do: docs/simulator-fidelity.md.
  for (const [reading, words] of [
    ['made-again', 'make such a stack again with the next update'],
    ['missed', 'fail the next update, and leave such a stack alone otherwise'],
  ] as const)
    for (const [where, stacks] of [
      ['some in several accounts', lost],
      ['all that one account has', allOfShop],
    ] as const)
      it(`are found and made again where StackSets ${words}: ${where}`, async () => {
        const world = await startWorld(
          'small',
          (text) => `${text}cloudFormation: { deletedStack: ${reading} }\n`,
        );
        try {
          await expectMadeAgain(world, stacks);
        } finally {
          await world.stop();
        }
      });
});

async function expectMadeAgain(
  world: InProcess,
  stacks: readonly (readonly [string, Place])[],
): Promise<void> {
  await world.apply();
  const covered = stateOf(world.simulator);
  for (const [name, place] of stacks) await deleteStack(world.simulator, name, place);

  const seen = await world.with((run) => drift(run, deep));
  expect(seen.findings.map(({ kind, stackSet }) => `${kind} ${stackSet}`)).to.have.members(
    stacks.map(([name]) => `stack-deleted ${name}`),
  );
  const mended = await world.with((run) => remediate(run, { ...deep, approve: async () => true }));
  expect([mended.remediation?.outcome.outcome, mended.findings, mended.unseen]).to.deep.equal([
    'done',
    [],
    [],
  ]);
  expect(stateOf(world.simulator)).to.deep.equal(covered);
  const again = await world.apply();
  expect([again.outcome.outcome, again.calls.mutating]).to.deep.equal(['done', 0]);
}

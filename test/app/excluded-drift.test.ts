import { expect } from 'chai';
import { drift } from '../../src/app/drift.js';
import { remediate } from '../../src/app/remediate.js';
import type { Scope } from '../../src/model/scope.js';
import { exitOfDrift } from '../../src/cli/exit-codes.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import { coverOnce } from '../support/drift-model/covered-world.js';
import type { InProcess } from '../support/in-process.js';

const [shop, home, abroad] = ['333333333333', 'us-east-1', 'eu-central-1'] as const;
const everyKind = ['forward', 'recorder', 'rules'] as const;
const inHome = [
  ...everyKind.map((kind) => `orgsecrets-${kind}-${home}`),
  'orgsecrets-member',
  'orgsecrets-slr',
];
const inAbroad = everyKind.map((kind) => `orgsecrets-${kind}-${abroad}`);

describe('drift of an account that is excluded since it was covered', function () {
  this.timeout(60_000);
  let world: InProcess;
  before(async () => {
    world = await (await coverOnce('small')).start();
    world.editOrg((text) =>
      text.replace('  exclude:\n', `  exclude:\n    - { id: '${shop}', reason: sold }\n`),
    );
  });
  after(() => world.stop());

  const question = (scope: Scope) => ({ depth: 'deep', only: [], scope }) as const;
  const theShop = { accounts: new Set([shop]) };

  it('shows what it has still, and makes no call to it', async () => {
    for (const [scope, stackSets] of [
      [theShop, [...inHome, ...inAbroad]],
      [{ ...theShop, regions: new Set([abroad]) }, inAbroad],
    ] as const) {
      const from = world.simulator.log.length;
      const seen = await world.with((run) => drift(run, question(scope)));
      expect(seen.findings.map(({ kind, stackSet }) => `${kind} ${stackSet}`)).to.have.members(
        stackSets.map((name) => `surplus ${name}`),
      );
      for (const { accountId, reason, mendedBy, instructions } of seen.findings)
        expect([accountId, reason, mendedBy, instructions]).to.deep.equal([
          shop,
          'nothing asks for it',
          [],
          'orgsecrets apply --allow-destroy takes it away.',
        ]);
      expect([seen.unseen, exitOfDrift(seen, true)]).to.deep.equal([[], 2]);
      expect(world.simulator.log.slice(from).filter(({ accountId }) => accountId === shop)).to.deep.equal([]);
    }
  });

  it('takes nothing away', async () => {
    const view = await world.with((run) =>
      remediate(run, { ...question(theShop), approve: async () => true }),
    );
    expect([view.findings.length, view.calls.mutating]).to.deep.equal([inHome.length + inAbroad.length, 0]);
  });

  it('is refused, with what leaves it out, once it has nothing any more', async () => {
    await world.apply({ allowDestroy: true });
    const error = await world.with((run) => drift(run, question(theShop))).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(OrgSecretsError).and.to.deep.include({ code: 'InvalidUsage' });
    expect((error as OrgSecretsError).message).to.match(/^333333333333 is not covered: sold \(/);
  });
});

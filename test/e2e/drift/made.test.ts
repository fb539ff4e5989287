import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld, type Ended } from '../../support/cli.js';
import { administratorOf } from '../../support/disturb/administrator.js';
import { changeTrust, deleteRole, widenRole } from '../../support/disturb/roles.js';
import { deleteStack, instanceIn, makeInoperable } from '../../support/disturb/stack-sets.js';
import { applyTo, targetsIn } from '../../support/real-life.js';
import { expectSchema } from '../schema.js';
import { abroad, audit, disturbAll, findsOf, home, management, shop, told } from './deeds/deed.js';
import { madeRounds } from './deeds/made.js';

describe('drift --depth deep --remediate of what stacks made, on the built command line', function () {
  this.timeout(180_000);
  let world: CliWorld;
  let covered: Readonly<Record<string, string>>;

  type Drifted = Ended & { readonly document: DriftDocument };
  const drift = async (...args: readonly string[]): Promise<Drifted> =>
    world.json<DriftDocument>(['drift', '--depth', 'deep', '--detailed-exitcode', ...args]);

  before(async () => {
    world = await startCliWorld('small');
    await applyTo(world);
    covered = targetsIn(world.simulator);
  });
  after(() => world.stop());

  for (const { title, deeds, only } of madeRounds)
    it(`finds and mends ${title}, and finds nothing then`, async () => {
      const some = only === undefined ? [] : ['--only', only];
      const finds = findsOf(...deeds);
      await disturbAll(world, deeds);
      const { document, exitCode, stderr } = await drift(...some);
      expect([exitCode, told(document.findings)], stderr).to.deep.equal([2, finds]);
      expect(document.calls.mutating).to.equal(0);

      // Without a record: what one round mends is not contested in the next.
      const mended = await drift('--remediate', '--auto-approve', '--no-record', ...some);
      expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
      expect(mended.document.remediation?.outcome).to.equal('done');
      expect(told(mended.document.remediation?.found ?? [])).to.deep.equal(finds);
      expect(mended.document.findings).to.deep.equal([]);
      expectSchema('drift', mended.document);

      const again = await drift('--remediate', '--auto-approve', ...some);
      expect([again.exitCode, again.document.findings, again.document.calls.mutating]).to.deep.equal([
        0,
        [],
        0,
      ]);
      expect(targetsIn(world.simulator)).to.deep.equal(covered);
    });

  it('leaves a role with policies that somebody added to a person, and does not break its stack', async () => {
    await widenRole(world.simulator, { accountId: shop }, 'orgsecrets-mend');
    await changeTrust(world.simulator, { accountId: shop }, 'orgsecrets-forward');
    const { document } = await drift('--remediate', '--auto-approve');
    expect(told(document.findings)).to.deep.equal([
      `resource-changed ${shop}/${home} Forward`,
      `resource-changed ${shop}/${home} Mend`,
    ]);
    for (const { mendedBy, instructions } of document.findings)
      expect([mendedBy, instructions]).to.deep.equal([
        [],
        'Take them from role orgsecrets-mend (aws iam detach-role-policy, or delete-role-policy for one of its own), and run again.',
      ]);
    await administratorOf(world.simulator, { accountId: shop }).call('iam', 'DeleteRolePolicy', {
      RoleName: 'orgsecrets-mend',
      PolicyName: 'more',
    });
    const mended = await drift('--remediate', '--auto-approve');
    expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
    expect(mended.document.findings).to.deep.equal([]);
    expect(targetsIn(world.simulator)).to.deep.equal(covered);
  });

  it('makes the roles of the management account’s StackSets again, without which nothing there can be looked at', async () => {
    const place = { accountId: management, region: home };
    await deleteRole(world.simulator, place, 'orgsecrets-stackset-administration');
    await changeTrust(world.simulator, place, 'orgsecrets-mend');
    const gone = `resource-missing ${management}/${home} Administration`;
    const seen = await drift();
    expect([seen.exitCode, told(seen.document.findings)]).to.deep.equal([1, [gone]]);
    expect(seen.document.unseen).not.to.deep.equal([]);
    expectSchema('drift', seen.document);
    const mended = await drift('--remediate', '--auto-approve');
    expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
    expect(told(mended.document.remediation?.found ?? [])).to.deep.equal([
      `resource-changed ${management}/${home} Mend`,
      gone,
    ]);
    expect([mended.document.findings, mended.document.unseen]).to.deep.equal([[], []]);
    expect(targetsIn(world.simulator)).to.deep.equal(covered);
  });

  it('makes an inoperable instance anew once a person has deleted its stack', async () => {
    const name = `orgsecrets-forward-${abroad}`;
    const place = { accountId: shop, region: abroad };
    await makeInoperable(world.simulator, name, place);
    const { stackId } = instanceIn(world.simulator, name, place);
    const { document } = await drift('--remediate', '--auto-approve');
    expect(document.findings.map(({ kind, mendedBy }) => [kind, mendedBy])).to.deep.equal([
      ['instance-inoperable', []],
    ]);
    expect(document.findings[0]?.instructions).to.contain(
      `aws cloudformation delete-stack --region ${abroad} --stack-name ${stackId ?? ''}`,
    );
    await deleteStack(world.simulator, name, place);
    const mended = await drift('--remediate', '--auto-approve');
    expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
    expect(mended.document.findings).to.deep.equal([]);
    expect(targetsIn(world.simulator)).to.deep.equal(covered);
  });

  it('makes a stack anew that somebody deleted with the roles of an account, and finds nothing then', async () => {
    await deleteStack(world.simulator, 'orgsecrets-member', { accountId: audit, region: home });
    const { document } = await drift();
    expect(told(document.findings)).to.deep.equal([`stack-deleted ${audit}/${home}`]);
    const mended = await drift('--remediate', '--auto-approve');
    expect(mended.exitCode, mended.stderr + mended.stdout).to.equal(0);
    expect(mended.document.findings).to.deep.equal([]);
    expect(targetsIn(world.simulator)).to.deep.equal(covered);
  });
});

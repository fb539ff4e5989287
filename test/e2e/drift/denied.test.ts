import { expect } from 'chai';
import type { DriftDocument } from '../../../src/report/json/drift.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { deleteRule, rulesIn } from '../../support/disturb/rules.js';
import { applyTo } from '../../support/real-life.js';
import { abroad, at, audit, home, shop, told } from './deeds/deed.js';

/** Nobody but StackSets makes rules in the accounts of /Workloads, outside of us-east-1: they could be deployed. */
const policy = `
serviceControlPolicies:
  - name: RulesComeFromStackSets
    targets: [/Workloads]
    document:
      Version: '2012-10-17'
      Statement:
        - Effect: Deny
          Action: config:PutConfigRule
          Resource: '*'
          Condition:
            StringNotEquals: { 'aws:RequestedRegion': us-east-1 }
            ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/stacksets-exec-*' }
`;
const cmk = 'secretsmanager-using-cmk';
const denied = at(shop, abroad);

describe('drift whose mending a service control policy denies, on the built command line', function () {
  this.timeout(120_000);
  let world: CliWorld;

  before(async () => {
    world = await startCliWorld('small', (text) => text + policy);
    expect((await applyTo(world)).document.outcome).to.equal('done');
    for (const place of [denied, at(shop, home), at(audit, abroad)])
      await deleteRule(world.simulator, place, cmk);
  });
  after(() => world.stop());

  it('is told with the name of the policy and the role to exempt, stays, and keeps nothing else from being mended', async () => {
    const { exitCode, document } = await world.json<DriftDocument>([
      'drift',
      '--depth',
      'deep',
      '--remediate',
      '--auto-approve',
      '--detailed-exitcode',
    ]);
    expect([exitCode, document.remediation?.outcome]).to.deep.equal([1, 'failed']);
    expect(told(document.findings)).to.deep.equal([`rule-missing ${shop}/${abroad}`]);
    const failures = document.remediation?.actions.failed.flatMap((action) => action.failures) ?? [];
    expect(failures).to.have.lengthOf(1);
    expect(failures[0]).to.deep.include(denied);
    expect(failures[0]?.reason).to.contain('explicit deny in a service control policy');
    expect(failures[0]?.instructions)
      .to.match(/RulesComeFromStackSets \(p-\w+, attached to ou-[\w-]+\) denies config:PutConfigRule/)
      .and.contain('role/orgsecrets-mend"')
      .and.not.contain('stacksets-exec');
    expect(document.remediation?.coverage.rules.gaps.map(({ reason }) => reason).join()).to.contain(
      'a service control policy denies config:PutConfigRule',
    );
    expect(await rulesIn(world.simulator, denied)).not.to.have.property(cmk);
    for (const place of [at(shop, home), at(audit, abroad)])
      expect(await rulesIn(world.simulator, place)).to.have.property(cmk);
  });

  it('is told so to people too', async () => {
    const { stdout } = await world.orgsecrets([
      'drift',
      '--depth',
      'deep',
      '--only',
      'rule-missing',
      '--remediate',
      '--auto-approve',
    ]);
    expect(stdout).to.contain('RulesComeFromStackSets');
    expect(stdout).to.contain('role/orgsecrets-mend');
  });
});

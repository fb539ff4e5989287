import { expect } from 'chai';
import { environmentOf } from '../../support/in-process.js';
import { added, doctor } from './broken-doctor.js';

describe('What doctor finds in credentials, permissions and the organization', function () {
  this.timeout(60_000);

  it('nothing is wrong: every check is ok, nothing is changed, exit 0', async () => {
    const { exitCode, others, checks, mutating } = await doctor({});
    expect(others).to.deep.equal({});
    expect(checks.map(({ code }) => code)).to.deep.equal(
      Array.from({ length: 26 }, (_, index) => `D${String(index + 1).padStart(3, '0')}`),
    );
    expect(exitCode).to.equal(0);
    expect(mutating).to.deep.equal([]);
  });

  it('every list comes in pages of one, after an empty page: nothing is lost', async () => {
    const { others, check } = await doctor({ world: added('pageSize: 1\nemptyPages: true') });
    expect(others).to.deep.equal({});
    expect(check('D018')?.reason).to.contain('(Service Quotas)');
  });

  it('credentials have expired: D001 says so, nothing else can be looked at, exit 1', async () => {
    const { exitCode, check, verdicts } = await doctor({
      env: ({ simulator }) => {
        const name = 'orgsecrets-operator';
        const expired = simulator.issue(
          {
            accountId: '111111111111',
            type: 'role',
            arn: `arn:aws:sts::111111111111:assumed-role/${name}/${name}`,
            principalArn: `arn:aws:iam::111111111111:role/${name}`,
            userId: `AROA:${name}`,
          },
          -1,
        );
        return {
          AWS_ACCESS_KEY_ID: expired.accessKeyId,
          AWS_SECRET_ACCESS_KEY: expired.secretAccessKey,
          AWS_SESSION_TOKEN: expired.sessionToken ?? '',
        };
      },
    });
    expect(check('D001')?.verdict).to.equal('failed');
    expect(check('D001')?.reason).to.contain('ExpiredToken');
    expect(check('D001')?.mend).to.contain('aws sso login');
    expect(Object.values(verdicts).filter((verdict) => verdict === 'unknown')).to.have.length(25);
    expect(exitCode).to.equal(1);
  });

  it('the credentials are those of another account: D002 and D013, each with the account that is meant', async () => {
    const { exitCode, check } = await doctor({
      env: ({ simulator }) => environmentOf(simulator, 'stranger'),
    });
    expect(check('D002')).to.include({ verdict: 'failed' });
    expect(check('D002')?.reason).to.contain('111111111111');
    expect(check('D013')).to.include({ verdict: 'failed' });
    expect(check('D013')?.mend).to.contain('arn:aws:iam::333333333333:role/developer');
    expect(exitCode).to.equal(1);
  });

  it('the credentials are those of another organization: D011, and D012 because nothing fits', async () => {
    const { exitCode, check, others } = await doctor({
      org: (text) => text.replace('id: o-doctor12345', 'id: o-another1234'),
    });
    expect(check('D011')).to.include({ verdict: 'failed' });
    expect(check('D011')?.reason).to.contain('o-another1234').and.to.contain('o-doctor12345');
    expect(others).to.include({ D011: 'failed', D012: 'failed', D008: 'unknown' });
    expect(exitCode).to.equal(1);
  });

  it('the organization has consolidated billing alone: D003, with the command that asks for all features', async () => {
    const { exitCode, check } = await doctor({
      world: (text) => text.replace('organization:', 'organization:\n  features: consolidated-billing'),
    });
    expect(check('D003')).to.include({
      verdict: 'failed',
      mend: 'aws organizations enable-all-features',
    });
    expect(check('D003')?.reason).to.contain('o-doctor12345');
    expect(exitCode).to.equal(1);
  });

  it('the clock is half an hour off: D010, and all else is looked at all the same', async () => {
    const { check, others } = await doctor({ world: added('clockSkew: 1800') });
    expect(others).to.deep.equal({ D010: 'failed' });
    expect(check('D010')?.reason).to.match(/^1[78]\d\d seconds behind/);
  });

  it('permissions are missing: D014 names the actions; what does not need them is looked at', async () => {
    const { check, others, exitCode } = await doctor({
      world: added(
        'faults:\n' +
          ['organizations/ListAccounts', 'cloudformation/ListStackSetOperations']
            .map((name) => name.split('/'))
            .map(
              ([service, operation]) =>
                `  - { service: ${service}, operation: ${operation}, effect: denied, times: always }`,
            )
            .join('\n'),
      ),
    });
    expect(check('D014')).to.include({ verdict: 'failed' });
    expect(check('D014')?.reason).to.contain(
      'denied: organizations:ListAccounts, cloudformation:ListStackSetOperations',
    );
    expect(check('D014')?.mend).to.contain('policies/caller.json');
    expect(others).to.include({ D012: 'unknown', D008: 'unknown' });
    for (const code of ['D001', 'D002', 'D003', 'D004', 'D005', 'D006', 'D010', 'D019', 'D020'])
      expect(others, code).not.to.have.property(code);
    expect(exitCode).to.equal(1);
  });

  it('trusted access is missing: D004 and D005 warn, since apply mends it, exit 0', async () => {
    const { exitCode, others, check } = await doctor({
      world: (text) => text.replace(/trustedAccess: .*\n/, '').replace(/delegatedAdministrators:\n.*\n/, ''),
    });
    expect(others).to.deep.equal({ D004: 'warning', D005: 'warning', D006: 'warning' });
    expect(check('D004')?.mend).to.equal('aws cloudformation activate-organizations-access');
    expect(exitCode).to.equal(0);
  });

  it('AWS Config has three other delegated administrators: D006, since AWS takes no fourth', async () => {
    const { check, exitCode } = await doctor({
      world: (text) =>
        text.replace(
          "  - { accountId: '222222222222', services: [config.amazonaws.com] }\n",
          ['333333333333', '444444444444', '555555555555']
            .map((id) => `  - { accountId: '${id}', services: [config.amazonaws.com] }\n`)
            .join(''),
        ),
    });
    expect(check('D006')).to.include({ verdict: 'failed' });
    expect(check('D006')?.mend).to.contain('aws organizations deregister-delegated-administrator');
    expect(exitCode).to.equal(1);
  });

  it('AWS Config may deploy rules to all accounts: D024 reports by whom, and nothing is wrong', async () => {
    const service = 'config-multiaccountsetup.amazonaws.com';
    const { check, others, exitCode } = await doctor({
      world: (text) =>
        text
          .replace('trustedAccess: [', `trustedAccess: [${service}, `)
          .replace(
            'delegatedAdministrators:\n',
            `$&  - { accountId: '333333333333', services: [${service}] }\n`,
          ),
    });
    expect(check('D024')?.reason).to.contain('the management account and 333333333333 can deploy rules');
    expect(others).to.deep.equal({});
    expect(exitCode).to.equal(0);
  });

  it('the caller is to be a delegated administrator and is none: D002 and D021', async () => {
    const { others } = await doctor({
      org: (text) => text.replace('  callers:', '  caller: delegated-administrator\n  callers:'),
    });
    expect(others).to.include({ D002: 'failed', D021: 'failed' });
  });

  it('a delegated administrator calls: every check is ok but those of the quotas, which only the management account has', async () => {
    const { others, check } = await doctor({
      world: (text) =>
        text
          .replace(
            'services: [config',
            'services: [member.org.stacksets.cloudformation.amazonaws.com, config',
          )
          .replace(/operator:\n    accountId: '1{12}'/, "operator:\n    accountId: '222222222222'")
          .replace('policies/caller.json', 'policies/caller-delegated-administrator.json'),
      org: (text) =>
        text
          .replace('  callers:', '  caller: delegated-administrator\n  callers:')
          .replace('iam::111111111111', 'iam::222222222222'),
    });
    // Nobody lets a delegated administrator into the other accounts before the member stack is there.
    expect(others).to.deep.equal({ D009: 'warning', D016: 'unknown', D017: 'unknown', D025: 'unknown' });
    expect(check('D016')?.reason).to.contain('1000 are allowed').and.to.contain('could not be asked');
  });

  it('an account of the org.yaml does not exist: D012 says which', async () => {
    const { check } = await doctor({ org: (text) => text.replace("'222222222222'", "'999999999999'") });
    expect(check('D012')).to.include({ verdict: 'failed' });
    expect(check('D012')?.reason).to.contain('999999999999');
    expect(check('D016')).to.deep.include({
      verdict: 'unknown',
      reason: 'not examined, for the reason that D012 gives',
    });
  });
});

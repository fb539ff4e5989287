import { CloudFormationClient, CreateStackSetCommand } from '@aws-sdk/client-cloudformation';
import { expect } from 'chai';
import type { DoctorDocument } from '../../../src/report/json/doctor.js';
import { startCliWorld, type CliWorld } from '../../support/cli.js';
import { environmentOf } from '../../support/in-process.js';
import { isOutsideChange } from '../../support/outside-change.js';

type Verdicts = Readonly<Record<string, string>>;

interface Broken {
  /** Added to the world, or changed in it. */
  readonly world?: (text: string) => string;
  readonly org?: (text: string) => string;
  readonly env?: (world: CliWorld) => Record<string, string>;
  readonly prepare?: (world: CliWorld) => Promise<unknown>;
  readonly args?: readonly string[];
}

/** Runs doctor where one thing is broken. */
async function doctor({ world: change, org, env, prepare, args = [] }: Broken) {
  const world = await startCliWorld('doctor', change);
  try {
    if (org) world.editOrg(org);
    await prepare?.(world);
    const options = env ? { env: env(world) } : {};
    const ended = await world.orgsecrets(['doctor', '--json', ...args], options);
    const { checks = [] } = JSON.parse(ended.stdout) as Partial<DoctorDocument>;
    const verdicts: Verdicts = Object.fromEntries(checks.map(({ code, verdict }) => [code, verdict]));
    const check = (code: string) => checks.find((one) => one.code === code);
    const mutating = world.simulator.log.filter(isOutsideChange);
    return { ...ended, checks, check, verdicts, others: notOk(verdicts), mutating };
  } finally {
    await world.stop();
  }
}

/** What is not ok, by code. */
function notOk(verdicts: Verdicts): Verdicts {
  return Object.fromEntries(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'ok'));
}

const otherPrefix = (text: string) => text.replace('stackSets:', 'stackSets:\n  prefix: another');
const added = (yaml: string) => (text: string) => `${text}${yaml}\n`;

describe('What doctor finds', function () {
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

  it('an opt-in Region is not enabled in the management account: D007, with the command', async () => {
    const { check, others } = await doctor({
      org: (text) => text.replace('[us-east-1, eu-west-1]', '[us-east-1, eu-west-1, eu-south-1]'),
    });
    expect(others).to.include({ D007: 'warning' });
    expect(check('D007')?.mend).to.equal('aws account enable-region --region-name eu-south-1');
  });

  it('an account has no role to look through: D009 names it', async () => {
    const { check, others } = await doctor({
      world: (text) =>
        text.replace('name: blog, ou: /Workloads }', 'name: blog, ou: /Workloads, accessRole: false }'),
    });
    // Nor can anybody tell there what a former administrator left.
    expect(others).to.deep.equal({ D009: 'warning', D025: 'unknown' });
    expect(check('D025')?.reason).to.contain('1 could not be, first 444444444444');
    expect(check('D009')?.reason).to.contain('1 of 5 accounts').and.to.contain('444444444444');
  });

  it('a StackSet of our name is not ours: D008', async () => {
    const { check, others, exitCode } = await doctor({
      prepare: ({ simulator }) =>
        new CloudFormationClient({
          endpoint: simulator.endpoint,
          region: 'us-east-1',
          credentials: simulator.administrator,
        }).send(
          new CreateStackSetCommand({
            StackSetName: 'orgsecrets-rules-eu-west-1',
            TemplateBody: JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
          }),
        ),
    });
    expect(others).to.deep.equal({ D008: 'failed' });
    expect(check('D008')?.reason).to.contain('orgsecrets-rules-eu-west-1');
    expect(exitCode).to.equal(1);
  });

  it('the organization is covered under another prefix: D023 names it; all else is looked at', async () => {
    const { check, exitCode, others } = await doctor({
      prepare: (world) =>
        world.orgsecrets(['apply', '--auto-approve']).then(() => world.editOrg(otherPrefix)),
    });
    expect(check('D023')).to.include({ verdict: 'failed' });
    expect(check('D023')?.mend).to.contain('stackSets.prefix: orgsecrets');
    expect(others).to.include({ D023: 'failed' });
    expect(others).not.to.have.property('D012');
    expect(exitCode).to.equal(1);
  });

  it('the home Region of the org.yaml has changed: D023 says where the StackSets stay', async () => {
    const { check, exitCode } = await doctor({
      prepare: (world) =>
        world
          .orgsecrets(['apply', '--auto-approve'])
          .then(() =>
            world.editOrg((text) => text.replace('homeRegion: us-east-1', 'homeRegion: eu-west-1')),
          ),
    });
    expect(check('D023')).to.include({ verdict: 'warning' });
    expect(check('D023')?.mend).to.contain('stackSets.region: us-east-1');
    expect(exitCode).to.equal(0);
  });

  it('a service control policy denies AWS Config: D015 names policy, actions and accounts; D022 shows where it bites', async () => {
    const { check, others } = await doctor({
      world: added(
        `serviceControlPolicies:\n  - { name: NoConfig, targets: [/Security], document: { Version: '2012-10-17', Statement: [{ Sid: Frozen, Effect: Deny, Action: 'config:*', Resource: '*' }] } }`,
      ),
    });
    // Whether the aggregator exists can't be read either.
    expect(others).to.deep.equal({ D015: 'failed', D018: 'unknown', D022: 'failed' });
    expect(check('D015')?.reason).to.match(/^NoConfig \(p-\w+\) \(Frozen\) denies config:/);
    expect(check('D015')?.reason).to.contain('222222222222');
    expect(check('D022')?.reason).to.contain('service control policy');
  });

  it('Control Tower governs: D019 warns that a recorder blocks an enrolment, D015 that its policy denies', async () => {
    const guardrail = `{ Sid: GRCONFIGENABLED, Effect: Deny, Action: ['config:PutConfigurationRecorder'], Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/AWSControlTowerExecution' } } }`;
    const { check, others, exitCode } = await doctor({
      world: (text) =>
        added(
          `serviceControlPolicies:\n  - { name: aws-guardrails-AbCdEf, targets: [/Workloads], document: { Version: '2012-10-17', Statement: [${guardrail}] } }`,
        )(text.replace('trustedAccess: [', 'trustedAccess: [controltower.amazonaws.com, ')),
    });
    expect(others).to.deep.equal({ D015: 'warning', D019: 'warning' });
    expect(check('D019')?.reason).to.contain('aws-guardrails-AbCdEf').and.to.contain('enrolled');
    expect(exitCode).to.equal(0);
  });

  it('quotas are too small: D016 and D017 fail, with the command that asks for more; D018 says how many weeks it takes', async () => {
    const quota = (accountId: string, service: string, name: string, value: number) =>
      `  - { accountId: '${accountId}', service: ${service}, name: ${name}, value: ${value} }\n`;
    const { check, others, exitCode } = await doctor({
      world: added(
        `quotas:\n${quota('111111111111', 'cloudformation', 'Stack sets per administrator account', 5)}${quota('111111111111', 'cloudformation', 'Stack instances per stack set', 2)}${quota('222222222222', 'config', 'Maximum number of accounts added or deleted per week for all aggregators', 2)}`,
      ),
    });
    expect(others).to.deep.equal({ D016: 'failed', D017: 'failed', D018: 'warning' });
    expect(check('D016')?.mend).to.match(
      /aws service-quotas request-service-quota-increase --service-code cloudformation --quota-code L-EC62D81A --desired-value \d+ --region us-east-1$/,
    );
    expect(check('D018')?.reason).to.contain('whole 2 weeks after it is made');
    expect(exitCode).to.equal(1);
  });

  it('Service Quotas may not be asked: D016 and D017 are unknown and give the number of AWS’s page', async () => {
    const { check, others } = await doctor({
      world: added(
        'faults: [{ service: servicequotas, accountId: "111111111111", effect: denied, times: always }]',
      ),
    });
    expect(others).to.deep.equal({ D014: 'failed', D016: 'unknown', D017: 'unknown' });
    expect(check('D016')?.reason).to.contain('1000 are allowed').and.to.contain('could not be asked');
  });

  it('the bucket’s name is taken: D020 says how to see whose it is', async () => {
    const { check, others } = await doctor({
      world: added(
        "buckets: [{ name: orgsecrets-config-222222222222-us-east-1, accountId: '555555555555', region: us-east-1 }]",
      ),
    });
    expect(others).to.deep.equal({ D020: 'warning' });
    expect(check('D020')?.mend).to.contain('--expected-bucket-owner 222222222222');
  });

  it('the bucket that the org.yaml names does not exist: D020', async () => {
    const { others } = await doctor({ org: (text) => `${text}delivery: { bucket: not-there }\n` });
    expect(others).to.deep.equal({ D020: 'failed' });
  });

  it('a failure is ignored by its code: it is shown as ignored, not examined, and the exit code is 0', async () => {
    const { exitCode, others, check } = await doctor({
      org: (text) => `${text}delivery: { bucket: not-there }\n`,
      args: ['--ignore', 'D020'],
    });
    expect(others).to.deep.equal({ D020: 'ignored' });
    expect(check('D020')?.reason).to.contain('--ignore');
    expect(exitCode).to.equal(0);
  });

  it('a code that no check has is ignored: refused, with the codes that there are, exit 3', async () => {
    const { exitCode, stderr } = await doctor({ args: ['--ignore', 'D999'] });
    expect(exitCode).to.equal(3);
    expect(stderr).to.contain('D001, D002');
  });
});

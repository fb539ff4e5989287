import { CloudFormationClient, CreateStackSetCommand } from '@aws-sdk/client-cloudformation';
import { expect } from 'chai';
import { added, doctor } from './broken-doctor.js';

const otherPrefix = (text: string) => text.replace('stackSets:', 'stackSets:\n  prefix: another');

describe('What doctor finds in accounts and Regions, StackSets, policies and quotas', function () {
  this.timeout(60_000);

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

  it('a policy exempts the roles of StackSets alone: D015 fails where ours can not look, and warns where they can not mend', async () => {
    const denying = (action: string) =>
      added(
        `serviceControlPolicies:\n  - { name: StackSetsAlone, targets: [/Workloads], document: { Version: '2012-10-17', Statement: [{ Effect: Deny, Action: '${action}', Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/stacksets-exec-*' } } }] } }`,
      );
    const blind = await doctor({ world: denying('config:Describe*') });
    expect(blind.verdicts).to.include({ D015: 'failed' });
    expect(blind.check('D015')?.reason).to.contain('to orgsecrets-look in 2 covered accounts');
    const helpless = await doctor({ world: denying('config:Put*') });
    expect(helpless.others).to.deep.equal({ D015: 'warning' });
    expect(helpless.check('D015')?.reason).to.contain('to orgsecrets-mend in 2 covered accounts');
    expect(helpless.check('D015')?.mend).to.contain('["arn:aws:iam::*:role/orgsecrets-mend"]');
    expect(helpless.exitCode).to.equal(0);
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

import { expect } from 'chai';
import { type Acting, denialsIn } from '../../../src/app/doctor/denials.js';

const regions = ['eu-west-1', 'us-east-1'];
const acting: Acting = { partition: 'aws', prefix: 'orgsecrets', regions };

/** The denials of a policy with one statement that denies. */
function of(statement: Record<string, unknown>, changes: Partial<Acting> = {}) {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Resource: '*', ...statement },
  ];
  return denialsIn(JSON.stringify({ Version: '2012-10-17', Statement }), { ...acting, ...changes });
}

const exempt = (...patterns: readonly string[]) => ({ ArnNotLike: { 'aws:PrincipalArn': patterns } });

describe('a service control policy that denies us', () => {
  it('is found by the actions that we need, with wildcards and in any case', () => {
    expect(of({ Action: 'CONFIG:Put*' })[0]?.actions).to.deep.equal([
      'config:PutConfigRule',
      'config:PutConfigurationRecorder',
      'config:PutDeliveryChannel',
    ]);
    expect(of({ Sid: 'NoRoles', Action: ['iam:CreateRole'] })[0]).to.deep.equal({
      sid: 'NoRoles',
      actions: ['iam:CreateRole'],
      roles: ['stacksets-exec-*'],
      mendingAlone: false,
      regions: 'all',
      conditions: [],
    });
  });

  it('may be one statement that is no list', () => {
    const content = JSON.stringify({ Statement: { Effect: 'Deny', Action: '*', Resource: '*' } });
    expect(denialsIn(content, acting)).to.have.length(1);
  });

  it('denies what NotAction leaves over', () => {
    expect(of({ NotAction: ['config:*', 'iam:*', 'events:*', 'cloudformation:*'] })).to.deep.equal([]);
    expect(of({ NotAction: ['config:*', 'iam:*', 'events:*'] })[0]?.actions).to.deep.equal([
      'cloudformation:CreateStack',
    ]);
  });

  const none: readonly (readonly [string, Record<string, unknown>])[] = [
    [
      'what we do not need',
      { Action: ['organizations:LeaveOrganization', 'config:Delete*', 'config:Stop*'] },
    ],
    ['other resources', { Action: 'iam:*', Resource: 'arn:aws:iam::*:role/aws-controltower-*' }],
    [
      'rules of another service',
      { Action: 'events:*', Resource: 'arn:aws:events:*:*:rule/aws-controltower-*' },
    ],
    // An action that knows no resource is denied by a star alone.
    ['resources, of what knows none', { Action: 'config:Describe*', Resource: 'arn:aws:config:*:*:*' }],
    [
      'everybody but the roles of StackSets and ours',
      {
        Action: 'config:*',
        Condition: exempt('arn:aws:iam::*:role/stacksets-exec-*', 'arn:*:iam::*:role/orgsecrets-*'),
      },
    ],
    [
      'some roles alone',
      {
        Action: 'config:*',
        Condition: { ArnLike: { 'aws:PrincipalARN': ['arn:aws:iam::*:role/developer'] } },
      },
    ],
    [
      'Regions that are not covered',
      { Action: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } } },
    ],
  ];
  for (const [title, statement] of none)
    it(`is not one that denies ${title}`, () => expect(of(statement)).to.deep.equal([]));

  it('says whom it denies: the roles of StackSets, ours that look, and ours that mend', () => {
    const roles = (Action: string, ...exempted: readonly string[]) =>
      of({ Action, Condition: exempt(...exempted) }).map((one) => [one.roles, one.mendingAlone]);
    const stackSets = 'arn:aws:iam::*:role/stacksets-exec-*';
    expect(roles('config:*')).to.deep.equal([
      [['orgsecrets-look', 'orgsecrets-mend', 'stacksets-exec-*'], false],
    ]);
    expect(roles('config:*', stackSets)).to.deep.equal([[['orgsecrets-look', 'orgsecrets-mend'], false]]);
    expect(roles('config:Put*', stackSets)).to.deep.equal([[['orgsecrets-mend'], true]]);
    expect(roles('iam:CreateRole', 'arn:aws:iam::*:role/orgsecrets-*')).to.deep.equal([
      [['stacksets-exec-*'], false],
    ]);
  });

  it('exempts nobody by an ARN of another partition', () => {
    const Condition = exempt('arn:aws:iam::*:role/*');
    expect(of({ Action: 'config:*', Condition })).to.deep.equal([]);
    expect(of({ Action: 'config:*', Condition }, { partition: 'aws-us-gov' })).to.have.length(1);
    const anywhere = exempt('arn:*:iam::*:role/*');
    expect(of({ Action: 'config:*', Condition: anywhere }, { partition: 'aws-cn' })).to.deep.equal([]);
  });

  it('is judged by the roles of the prefix', () => {
    const Condition = exempt('arn:aws:iam::*:role/stacksets-exec-*', 'arn:aws:iam::*:role/orgsecrets-*');
    expect(of({ Action: 'config:*', Condition }, { prefix: 'secure' })[0]?.roles).to.deep.equal([
      'secure-look',
      'secure-mend',
    ]);
    const Resource = 'arn:aws:iam::*:role/secure-*';
    expect(of({ Action: 'iam:CreateRole', Resource })).to.deep.equal([]);
    expect(of({ Action: 'iam:CreateRole', Resource }, { prefix: 'secure' })).to.have.length(1);
  });

  it('is one that exempts somebody else', () => {
    const Condition = exempt('arn:aws:iam::*:role/AWSControlTowerExecution');
    expect(of({ Action: 'config:*', Condition })).to.have.length(1);
  });

  it('says in which covered Regions it denies', () => {
    const only = { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } };
    expect(of({ Action: '*', Condition: only })[0]?.regions).to.deep.equal(['us-east-1']);
    const these = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    expect(of({ Action: '*', Condition: these })[0]?.regions).to.deep.equal(['eu-west-1']);
  });

  it('names conditions that are not evaluated', () => {
    const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
    expect(of({ Action: 'config:*', Condition })[0]?.conditions).to.deep.equal([
      'aws:MultiFactorAuthPresent',
    ]);
  });
});

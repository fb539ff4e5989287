import { expect } from 'chai';
import fc from 'fast-check';
import { parsePolicy } from '../../../src/simulator/iam-evaluator/document.js';
import { account, allows } from './support.js';

const arn = `arn:aws:config:eu-west-1:${account}:config-rule/r-1`;

describe('IAM evaluator: actions and resources', () => {
  it('matches actions without regard to case, with wildcards anywhere', () => {
    for (const Action of [
      'config:PutConfigRule',
      'CONFIG:putconfigrule',
      'config:Put*',
      'config:*Rule',
      'config:Put?onfigRule',
      '*',
      'config:*',
    ]) {
      expect(allows({ Action }), Action).to.equal(true);
    }
    for (const Action of ['config:PutConfigRul', 'config:Put?ConfigRule', 'events:*'])
      expect(allows({ Action }), Action).to.equal(false);
  });

  it('takes NotAction as everything else', () => {
    expect(allows({ Action: undefined, NotAction: ['iam:*', 'sts:*'] })).to.equal(true);
    expect(allows({ Action: undefined, NotAction: 'config:Put*' })).to.equal(false);
  });

  it('matches resources with regard to case', () => {
    for (const Resource of [
      arn,
      'arn:aws:config:*:*:config-rule/*',
      'arn:*:config:*:*:*',
      'arn:aws:config:eu-west-?:111111111111:config-rule/r-1',
      '*',
    ]) {
      expect(allows({ Resource }), Resource).to.equal(true);
    }
    for (const Resource of [
      'arn:aws:config:EU-WEST-1:*:*',
      'arn:aws:config:*:222222222222:*',
      'arn:aws:config:us-east-1',
    ]) {
      expect(allows({ Resource }), Resource).to.equal(false);
    }
  });

  it('lets a star that ends a part of the ARN reach past the colon, and no other', () => {
    expect(allows({ Resource: 'arn:aws:config:*' })).to.equal(true);
    const resource = `arn:aws:logs:eu-west-1:${account}:log-group:name`;
    expect(allows({ Resource: 'arn:aws:logs:eu*:log-group:name' }, { resource })).to.equal(true);
    expect(allows({ Resource: 'arn:aws:logs:eu*1:log-group:name' }, { resource })).to.equal(false);
    for (const Resource of ['arn:aws:config:eu*1:config-rule/r-1', 'arn:aws:con*g-rule/r-1'])
      expect(allows({ Resource }), Resource).to.equal(false);
  });

  it('completes an ARN that ends early with stars', () => {
    for (const Resource of ['arn:aws:config', 'arn:aws:config:eu-west-1', 'arn:aws'])
      expect(allows({ Resource }), Resource).to.equal(true);
    expect(allows({ Resource: 'arn:aws:s3' })).to.equal(false);
  });

  it('gives nothing by NotResource with a variable that has no value', () => {
    const NotResource = 'arn:aws:s3:::bucket/${aws:PrincipalTag/team}/*';
    expect(allows({ Resource: undefined, NotResource })).to.equal(false);
  });

  it('keeps colons in the last part of an ARN', () => {
    const resource = 'arn:aws:cloudformation:us-east-1:111111111111:stackset/orgsecrets-rules:0f3a';
    expect(allows({ Resource: 'arn:*:cloudformation:*:*:stackset/orgsecrets-*:*' }, { resource })).to.equal(
      true,
    );
    expect(allows({ Resource: 'arn:*:cloudformation:*:*:stackset/other-*:*' }, { resource })).to.equal(false);
  });

  it('takes NotResource as everything else', () => {
    expect(allows({ Resource: undefined, NotResource: 'arn:aws:s3:::*' })).to.equal(true);
    expect(allows({ Resource: undefined, NotResource: 'arn:aws:config:*:*:*' })).to.equal(false);
  });

  it('gives an action without a resource type only to a statement for every resource', () => {
    expect(allows({ Resource: '*' }, { resource: '*' })).to.equal(true);
    expect(allows({ Resource: 'arn:aws:config:*:*:*' }, { resource: '*' })).to.equal(false);
  });

  it('fills policy variables, whose values are never patterns', () => {
    const context = { 'aws:PrincipalAccount': account, 'aws:username': '*', 'aws:TagKeys': ['r-1', 'r-1'] };
    expect(allows({ Resource: 'arn:aws:config:*:${aws:PrincipalAccount}:*' }, { context })).to.equal(true);
    expect(allows({ Resource: 'arn:aws:config:*:*:config-rule/${aws:username}' }, { context })).to.equal(
      false,
    );
    expect(
      allows({ Resource: "arn:aws:config:*:*:config-rule/${aws:PrincipalTag/rule, 'r-1'}" }, { context }),
    ).to.equal(true);
    expect(allows({ Resource: 'arn:aws:config:*:*:config-rule/${aws:nothing}' }, { context })).to.equal(
      false,
    );
    expect(allows({ Resource: 'arn:aws:config:*:*:config-rule/${aws:TagKeys}' }, { context })).to.equal(
      false,
    );
    expect(allows({ Resource: 'arn:aws:s3:::b/${*}' }, { resource: 'arn:aws:s3:::b/*' })).to.equal(true);
    expect(allows({ Resource: 'arn:aws:s3:::b/${*}' }, { resource: 'arn:aws:s3:::b/x' })).to.equal(false);
  });

  it('matches every ARN by itself, and by itself with any piece replaced by a star', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_+=,.@/-]{1,12}$/);
    fc.assert(
      fc.property(part, part, fc.nat(), (service, name, at) => {
        const resource = `arn:aws:${service}:eu-west-1:${account}:${name}`;
        const cut = at % name.length;
        return (
          allows({ Resource: resource }, { resource }) &&
          allows({ Resource: `arn:aws:${service}:*:*:${name.slice(0, cut)}*` }, { resource })
        );
      }),
    );
  });
});

describe('IAM evaluator: documents', () => {
  const broken: readonly (readonly [string, unknown])[] = [
    ['not JSON', '{'],
    ['an array', []],
    ['no statements', { Version: '2012-10-17' }],
    ['an unknown version', { Version: '2013-01-01', Statement: [] }],
    [
      'an unknown element',
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condtion: {} }] },
    ],
    [
      'an effect in small letters',
      { Version: '2012-10-17', Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] },
    ],
    ['no action', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*' }] }],
    [
      'an action without a service',
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'PutRule', Resource: '*' }] },
    ],
    [
      'Action and NotAction',
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', NotAction: 'a:b', Resource: '*' }],
      },
    ],
  ];
  for (const [what, document] of broken) {
    it(`refuses ${what}`, () => {
      expect(() =>
        parsePolicy(typeof document === 'string' ? document : JSON.stringify(document)),
      ).to.throw();
    });
  }

  it('takes a single statement and single values for lists', () => {
    const document = parsePolicy(
      JSON.stringify({
        Statement: {
          Effect: 'Deny',
          Action: 'a:b',
          Resource: 'x',
          Condition: { Bool: { 'aws:SecureTransport': false } },
        },
      }),
    );
    expect(document.variables).to.equal(false);
    expect(document.statements[0]).to.deep.include({
      actions: { inverted: false, patterns: ['a:b'] },
      conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
    });
  });
});

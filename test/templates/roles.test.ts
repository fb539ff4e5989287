import { expect } from 'chai';
import { asList, loadTemplate, statements, templateFiles } from './load.js';
import type { Statement } from './load.js';

interface Role {
  readonly name: string;
  readonly trust: readonly Statement[];
  readonly documents: readonly unknown[];
  readonly allowed: readonly Statement[];
  readonly denied: readonly string[];
}

const roles: readonly Role[] = templateFiles.flatMap((file) =>
  Object.values(loadTemplate(file).Resources)
    .filter((resource) => resource.Type === 'AWS::IAM::Role')
    .map((resource) => {
      const properties = resource.Properties ?? {};
      const documents = ((properties.Policies ?? []) as { PolicyDocument: unknown }[]).map(
        (p) => p.PolicyDocument,
      );
      const all = statements(documents);
      return {
        name: (properties.RoleName as { 'Fn::Sub': string })['Fn::Sub'].replace('${Prefix}-', ''),
        trust: statements(properties.AssumeRolePolicyDocument),
        documents,
        allowed: all.filter((statement) => statement.Effect === 'Allow'),
        denied: all
          .filter((statement) => statement.Effect === 'Deny')
          .flatMap((statement) => asList(statement.Action)),
      };
    }),
);

function role(name: string): Role {
  const found = roles.find((candidate) => candidate.name === name);
  expect(found, name).to.not.equal(undefined);
  return found!;
}

function actions(name: string): string[] {
  return role(name).allowed.flatMap((statement) => asList(statement.Action));
}

describe('roles of the templates', () => {
  it('are those whose names the product knows', () => {
    expect(roles.map((candidate) => candidate.name)).to.have.members([
      ...['look', 'mend', 'extend', 'forward', 'recorder', 'notify', 'aggregator', 'aggregator-admin'],
      ...['stackset-administration', 'stackset-execution'],
    ]);
  });

  it('never read a secret value: each one that has a policy denies it', () => {
    for (const { name, documents, denied } of roles) {
      if (name === 'aggregator') continue; // AWS's managed policy alone: three reads of the organization.
      expect(documents, name).to.not.be.empty;
      expect(denied, name).to.include.members([
        'secretsmanager:GetSecretValue',
        'secretsmanager:BatchGetSecretValue',
      ]);
    }
  });

  it('allow no action by a wildcard, but for our own stacks in the management account', () => {
    for (const { name, allowed } of roles) {
      for (const statement of allowed) {
        for (const action of asList(statement.Action)) {
          if (name === 'stackset-execution' && statement.Sid === 'OurStacks') continue;
          expect(action, `${name} ${statement.Sid}`).to.not.contain('*');
        }
      }
    }
  });

  it('have inline policies that fit into a role', () => {
    // 10,240 characters for all inline policies of a role, white space not counted:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    // What Fn::Sub fills in is longer than its variable: a quarter is left for that.
    for (const { name, documents } of roles) {
      expect(JSON.stringify(documents).length, name).to.be.below(0.75 * 10_240);
    }
  });

  it('are taken by named callers of one account of the organization, or by one service', () => {
    for (const name of ['look', 'mend', 'extend', 'aggregator-admin']) {
      expect(role(name).trust, name).to.deep.equal([
        {
          Sid: 'Callers',
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${CallerAccountId}:root' } },
          Action: 'sts:AssumeRole',
          Condition: {
            ArnLike: { 'aws:PrincipalArn': { Ref: 'CallerPrincipals' } },
            StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } },
          },
        },
      ]);
    }
    for (const name of ['forward', 'notify', 'recorder', 'stackset-administration']) {
      expect(JSON.stringify(role(name).trust), name).to.contain('aws:SourceAccount');
    }
  });

  it('look without changing anything', () => {
    for (const action of actions('look'))
      expect(action).to.match(
        /^(config:(Describe|Get|List)|cloudformation:DescribeStacks$|cloudtrail:LookupEvents$|iam:GetRole$|secretsmanager:ListSecrets$)/,
      );
  });

  it('may describe recorders on any resource, since no page says against which one AWS holds that', () => {
    for (const name of ['look', 'extend']) {
      const describe = role(name).allowed.find((s) =>
        asList(s.Action).includes('config:DescribeConfigurationRecorders'),
      );
      expect(describe?.Resource, name).to.equal('*');
    }
  });

  it('mend our recorder alone, pass its role to AWS Config alone, and stop or delete nothing', () => {
    const mend = role('mend');
    const recorder = mend.allowed.find((s) => asList(s.Action).includes('config:PutConfigurationRecorder'));
    expect(JSON.stringify(recorder?.Resource)).to.contain(':configuration-recorder/orgsecrets/*');
    for (const name of ['mend', 'extend', 'aggregator-admin']) {
      const pass = role(name).allowed.find((s) => asList(s.Action).includes('iam:PassRole'));
      expect(pass?.Condition, name).to.deep.equal({
        StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' },
      });
    }
    for (const name of ['mend', 'extend']) {
      expect(role(name).denied, name).to.include.members([
        ...['config:StopConfigurationRecorder', 'config:DeleteConfigurationRecorder'],
        ...['config:DeleteDeliveryChannel', 'config:DeleteConfigRule'],
      ]);
    }
  });

  it('send events to the hub and do nothing else', () => {
    expect(actions('forward')).to.deep.equal(['events:PutEvents']);
    expect(role('forward').allowed[0]?.Resource).to.deep.equal({ Ref: 'HubBusArns' });
  });

  it('let StackSets do in the management account what the templates hold, under our names', () => {
    expect(actions('stackset-administration')).to.deep.equal(['sts:AssumeRole']);
    const execution = role('stackset-execution');
    expect(execution.trust[0]?.Principal).to.deep.equal({ AWS: { 'Fn::GetAtt': 'Administration.Arn' } });
    const changesOfRoles = execution.allowed.filter((s) =>
      asList(s.Action).some((a) => /^iam:(Create|Put|Update)/.test(a)),
    );
    expect(changesOfRoles).to.not.be.empty;
    for (const statement of changesOfRoles) {
      for (const resource of asList(statement.Resource)) {
        expect(JSON.stringify(resource)).to.match(
          /role\/(\$\{Prefix\}-(look|mend|extend|forward|recorder)|aws-service-role|AWSServiceRoleForConfig)/,
        );
      }
    }
  });
});

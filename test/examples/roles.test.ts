import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTemplate, statements, type Template } from '../templates/load.js';
import { examples } from './files.js';
import { roles } from './github.js';

const template: Template = parseTemplate(
  readFileSync(join(examples, 'github-actions', 'roles.yaml'), 'utf8'),
);
const issuer = 'token.actions.githubusercontent.com';

describe('the roles of examples/github-actions', () => {
  const trustOf = (name: string) =>
    statements(template.Resources[name]?.Properties?.AssumeRolePolicyDocument);

  it('trust tokens of named subjects alone, in full and for AWS', () => {
    const subjects = {
      Plan: [
        { 'Fn::Sub': 'repo:${Repository}:pull_request' },
        { 'Fn::Sub': 'repo:${Repository}:ref:refs/heads/${Branch}' },
      ],
      Apply: { 'Fn::Sub': 'repo:${Repository}:environment:${Environment}' },
    };
    for (const [name, subject] of Object.entries(subjects)) {
      expect(trustOf(name).map(({ Action, Condition }) => [Action, Condition])).to.deep.equal([
        [
          'sts:AssumeRoleWithWebIdentity',
          { StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subject } },
        ],
      ]);
    }
  });

  it('take no pattern for a name', () => {
    for (const name of ['Repository', 'Branch', 'Environment']) {
      const pattern = new RegExp(template.Parameters?.[name]?.AllowedPattern ?? '');
      for (const text of ['octo-org/*', 'octo-org/infra:*', '*', 'main*', ''])
        expect(text, name).not.to.match(pattern);
    }
    const repository = new RegExp(template.Parameters?.Repository?.AllowedPattern ?? '');
    for (const text of ['octo-org/infra', 'octo-org@123456/infra@456789']) expect(text).to.match(repository);
  });

  it('have the names and policies that the workflows are run with', () => {
    const of = (name: string) => template.Resources[name]?.Properties;
    expect([of('Plan')?.RoleName, of('Apply')?.RoleName]).to.deep.equal([roles.plan, roles.apply]);
    expect(of('Plan')?.ManagedPolicyArns).to.deep.equal([{ Ref: 'LookPolicyArn' }]);
    expect(of('Apply')?.ManagedPolicyArns).to.deep.equal([{ Ref: 'CallerPolicyArn' }]);
  });
});

import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { asList } from './load.js';
import type { Statement } from './load.js';

const folder = join(import.meta.dirname, '..', '..', 'policies');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

function load(file: string): Policy {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Policy;
}

describe('policies', () => {
  it('are the callers and the session policies', () => {
    expect(files).to.have.members([
      ...[
        'caller.json',
        'caller-look.json',
        'caller-delegated-administrator.json',
        'look-session.json',
        'aggregator-admin-session.json',
      ],
    ]);
  });

  for (const file of files) {
    describe(file, () => {
      const policy = load(file);

      it('is a policy document in which each statement is named once and is of the right shape', () => {
        expect(policy.Version).to.equal('2012-10-17');
        const names = policy.Statement.map((statement) => statement.Sid);
        expect(new Set(names).size).to.equal(names.length);
        for (const statement of policy.Statement) {
          expect(statement.Sid).to.match(/^[A-Za-z0-9]+$/);
          expect(statement.Effect).to.be.oneOf(['Allow', 'Deny']);
          expect(Object.keys(statement))
            .to.include.members(['Action', 'Resource'])
            .and.to.not.include('Principal');
          for (const action of asList(statement.Action)) expect(action).to.match(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
          for (const resource of asList(statement.Resource)) {
            expect(resource, statement.Sid).to.match(/^(\*|arn:\*:[a-z0-9-]+:[^:]*:[^:]*:.+)$/);
          }
        }
      });

      it('fits: 6,144 characters for a managed policy, 2,048 for a session policy', () => {
        // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
        const limit = file.endsWith('-session.json') ? 2048 : 6144;
        expect(JSON.stringify(policy).length).to.be.at.most(limit);
      });

      it('denies reading secret values', () => {
        const denied = policy.Statement.filter(
          (statement) => statement.Effect === 'Deny' && statement.Resource === '*',
        );
        expect(denied.flatMap((statement) => asList(statement.Action))).to.include.members([
          ...['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
        ]);
      });
    });
  }

  it('name each action once per resource, in order, so that a change is easy to read', () => {
    for (const file of files) {
      for (const statement of load(file).Statement) {
        const actions = [...asList(statement.Action)];
        expect(
          actions.map((a) => a.toLowerCase()),
          `${file} ${statement.Sid}`,
        ).to.deep.equal([...new Set(actions.map((a) => a.toLowerCase()))].sort());
      }
    }
  });

  it('pass roles and turn services on for named services alone', () => {
    for (const statement of load('caller.json').Statement) {
      const actions = asList(statement.Action);
      if (actions.includes('iam:PassRole'))
        expect(JSON.stringify(statement.Condition)).to.contain('iam:PassedToService');
      if (actions.some((action) => /EnableAWSServiceAccess|RegisterDelegated/.test(action))) {
        expect(JSON.stringify(statement.Condition)).to.contain('organizations:ServicePrincipal');
      }
      if (actions.includes('sts:AssumeRole'))
        expect(JSON.stringify(statement.Condition)).to.contain('aws:ResourceOrgID');
    }
  });

  it('have a reason for every statement', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    for (const file of files.filter((name) => name.startsWith('caller'))) {
      for (const statement of load(file).Statement)
        expect(readme, `${file} ${statement.Sid}`).to.contain(statement.Sid);
    }
  });
});

import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { commandNames, permissions } from '../../src/cli/permissions.js';
import type { Permissions } from '../../src/cli/permissions.js';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
}

function text(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

function allowedBy(policy: string): ReadonlySet<string> {
  const { Statement } = JSON.parse(text(policy)) as { Statement: readonly Statement[] };
  return new Set(Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action));
}

/** Everybody may ask who he is. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const free = 'sts:GetCallerIdentity';

describe('the IAM actions that help and docs name', () => {
  for (const name of commandNames) {
    it(`are allowed to the caller of ${name} by the policy that is shipped`, () => {
      const allowed = allowedBy('policies/caller.json');
      expect(
        permissions[name].caller.filter((action) => action !== free && !allowed.has(action)),
      ).to.deep.equal([]);
    });
  }

  for (const policy of [
    'caller.json',
    'caller-delegated-administrator.json',
    'look-session.json',
    'aggregator-admin-session.json',
  ]) {
    it(`hold all that ${policy} allows: nothing in it is unused`, () => {
      const named = new Set(
        commandNames.flatMap((name) => Object.values<readonly string[]>({ ...permissions[name] }).flat()),
      );
      expect([...allowedBy(`policies/${policy}`)].filter((action) => !named.has(action))).to.deep.equal([]);
    });
  }

  for (const [role, template] of [
    ['look', 'templates/member.yaml'],
    ['mend', 'templates/member.yaml'],
    ['extend', 'templates/member.yaml'],
    ['aggregatorAdmin', 'templates/hub.yaml'],
  ] as const satisfies readonly (readonly [keyof Permissions, string])[]) {
    it(`are given to the role for '${role}' by ${template}`, () => {
      const body = text(template);
      const wanted = commandNames.flatMap((name) => permissions[name][role] ?? []);
      expect(wanted).not.to.deep.equal([]);
      expect(wanted.filter((action) => !body.includes(action))).to.deep.equal([]);
    });
  }

  it('hold nothing that reads the value of a secret', () => {
    expect(JSON.stringify(permissions)).not.to.match(/secretsmanager:(?!ListSecrets")/i);
  });
});

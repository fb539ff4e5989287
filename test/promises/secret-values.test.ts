import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';
import { root } from '../support/in-process.js';

const reads = ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'];

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => join(folder, path));
}
const text = (path: string) => readFileSync(join(root, path), 'utf8');

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
}

/** What a policy document does to an action, resources aside. */
function verdict(statements: readonly Statement[], action: string): 'allowed' | 'denied' | 'nothing' {
  const covers = ({ Action = [] }: Statement) =>
    [Action].flat().some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(action));
  if (statements.some((one) => one.Effect === 'Deny' && covers(one))) return 'denied';
  return statements.some((one) => one.Effect === 'Allow' && (covers(one) || one.NotAction))
    ? 'allowed'
    : 'nothing';
}

/** Every policy document anywhere in a template: what has a list of statements. */
function documentsIn(value: unknown): readonly Statement[][] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'Statement' in value && Array.isArray(value.Statement) ? [value.Statement as Statement[]] : [];
  return [...own, ...Object.values(value).flatMap(documentsIn)];
}

const tags = [
  '!Ref',
  '!Sub',
  '!GetAtt',
  '!If',
  '!Not',
  '!Equals',
  '!Join',
  '!Split',
  '!Select',
  '!And',
  '!Or',
  '!Condition',
];
const customTags = tags.flatMap((tag): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (value: string) => value },
  { tag, collection: 'seq' },
  { tag, collection: 'map' },
]);

describe('promise 7: no secret value is ever read', () => {
  it('has no code that could: no client of Secrets Manager, no name of such a call', () => {
    for (const path of filesUnder('src', /\.ts$/).filter((file) => !file.includes('simulator'))) {
      expect(text(path), path).to.not.match(/client-secrets-manager|GetSecretValue/i);
    }
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).filter((name) => /secrets/.test(name))).to.deep.equal([]);
  });

  it('has a simulator in which there is nothing to read either', () => {
    for (const path of filesUnder('src/simulator', /\.ts$/))
      expect(text(path), path).to.not.match(/SecretString|SecretBinary/);
  });

  it('ships caller and session policies that all deny it', () => {
    const files = filesUnder('policies', /\.json$/);
    expect(files.length).to.be.greaterThan(3);
    for (const path of files) {
      const { Statement } = JSON.parse(text(path)) as { Statement: Statement[] };
      for (const action of reads) expect(verdict(Statement, action), `${path} ${action}`).to.equal('denied');
    }
  });

  it('deploys roles that never allow it; each that a caller may take denies it', () => {
    let denying = 0;
    for (const path of filesUnder('templates', /\.yaml$/)) {
      const documents = documentsIn(parse(text(path), { customTags, logLevel: 'error' }));
      for (const document of documents)
        for (const action of reads) {
          const said = verdict(document, action);
          expect(said, `${path} ${JSON.stringify(document).slice(0, 120)}`).to.not.equal('allowed');
          if (said === 'denied') denying += 1;
        }
    }
    expect(denying).to.be.greaterThan(2 * 4);
  });
});

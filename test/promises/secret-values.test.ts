import {
  BatchGetSecretValueCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';
import { metadataOnly } from '../../src/aws/metadata-only.js';
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
  it('has no code that could: of Secrets Manager’s client it imports what lists metadata, and nothing else', () => {
    const importing = new Map<string, string[]>();
    for (const path of filesUnder('src', /\.ts$/).filter((file) => !file.includes('simulator'))) {
      expect(text(path), path).to.not.match(/GetSecretValue/i);
      const names = /import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-secrets-manager'/.exec(
        text(path),
      )?.[1];
      if (names !== undefined)
        importing.set(
          path,
          names.split(',').map((name) => name.replace('type', '').trim()),
        );
      else expect(text(path), path).to.not.match(/client-secrets-manager/);
    }
    expect(Object.fromEntries(importing)).to.deep.equal({
      'src/aws/clients.ts': ['SecretsManagerClient'],
      'src/aws/secrets-read.ts': ['paginateListSecrets', 'SecretsManagerClient'],
      'src/aws/shared-settings.ts': ['SecretsManagerClient'],
    });
  });

  it('makes a client of Secrets Manager that refuses it, whoever gets hold of it', async () => {
    const client = new SecretsManagerClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
      // Nobody listens there: what comes that far would fail otherwise.
      endpoint: 'http://127.0.0.1:9',
    });
    client.middlewareStack.use(metadataOnly());
    for (const command of [
      new GetSecretValueCommand({ SecretId: 'one' }),
      new BatchGetSecretValueCommand({ SecretIdList: ['one'] }),
      new DeleteSecretCommand({ SecretId: 'one' }),
    ]) {
      const error: unknown = await client
        .send(command as GetSecretValueCommand)
        .catch((thrown: unknown) => thrown);
      expect(error).to.include({ code: 'Internal' });
    }
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

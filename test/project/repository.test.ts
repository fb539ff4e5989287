import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { examples } from '../../src/cli/help.js';

const root = new URL('../../', import.meta.url);
const self = 'test/project/repository.test.ts';

/** Committed files with their text; what holds a zero byte is no text. */
function texts(...paths: string[]): [path: string, text: string][] {
  const files = execFileSync('git', ['ls-files', '-z', '--', ...paths], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
  });
  return files
    .split('\0')
    .filter((path) => path !== '' && path !== self && existsSync(new URL(path, root)))
    .map((path): [string, string] => [path, readFileSync(new URL(path, root), 'utf8')])
    .filter(([, text]) => !text.includes('\0'));
}

/** `path:line text` for each line that matches. */
function lines(files: [path: string, text: string][], pattern: RegExp): string[] {
  return files.flatMap(([path, text]) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  );
}

describe('the repository', () => {
  it('holds no path of a machine', () => {
    // A home, a checkout, a temporary folder as somebody typed it; tests ask the system for theirs.
    const machine =
      /(^|[\s'"`(=:])(\/work|\/tmp|\/root|\/home\/\w+|\/Users\/\w+|[A-Z]:\\Users)(\/|\\|['"`\s)]|$)/;
    expect(lines(texts(), machine)).to.deep.equal([]);
  });

  it('holds no host of a package registry', () => {
    const registry =
      /registry\.(npmjs\.org|yarnpkg\.com)|pypi\.org|pythonhosted\.org|"resolved": *"|npm\.pkg\.github\.com|artifactory|nexus/i;
    expect(lines(texts(), registry)).to.deep.equal([]);
  });

  it('has a README that names every command', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8');
    const inTable = [...readme.matchAll(/^\| `([a-z]+)[^|]*\|/gm)].map(([, name]) => name);
    expect(inTable).to.have.members(Object.keys(examples));
  });

  it('has no way to read the value of a secret', () => {
    const reads = /GetSecretValue|BatchGetSecretValue/;
    // A policy that denies it, and words about it in a comment, are no way.
    const code = texts('src', 'bin', 'scripts').map(([path, text]): [string, string] => [
      path,
      withoutComments(text),
    ]);
    // The simulator knows the two calls in order to refuse them: test/simulator/secretsmanager/no-values.test.ts.
    const refusing = 'src/simulator/services/secretsmanager/no-values.ts';
    expect(lines(code, reads).filter((line) => !line.startsWith(`${refusing}:`))).to.deep.equal([]);
  });

  it('has no policy that allows to read the value of a secret', () => {
    const policies = texts('policies', 'templates').filter(([path]) => /\.(json|ya?ml)$/.test(path));
    expect(policies).not.to.deep.equal([]);
    const allowing = policies.filter(([, text]) =>
      statements(parse(text, { logLevel: 'silent' })).some(allowsReading),
    );
    expect(allowing.map(([path]) => path)).to.deep.equal([]);
  });

  it('would notice a policy that does', () => {
    const allow = (Action: unknown) => statements([{ Policy: { Statement: [{ Effect: 'Allow', Action }] } }]);
    expect(allow(['kms:Decrypt', 'secretsmanager:Get*']).some(allowsReading)).to.equal(true);
    expect(allow('*').some(allowsReading)).to.equal(true);
    expect(allow('secretsmanager:DescribeSecret').some(allowsReading)).to.equal(false);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}

interface Statement {
  readonly Effect: string;
  readonly Action?: unknown;
}

/** Every policy statement in a document, however deep. */
function statements(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'Effect' in value && typeof value.Effect === 'string' ? [value as Statement] : [];
  return [...own, ...Object.values(value).flatMap(statements)];
}

function allowsReading({ Effect, Action }: Statement): boolean {
  if (Effect !== 'Allow') return false;
  // Without Action there is NotAction, which allows nearly everything.
  const patterns = Action === undefined ? ['*'] : [Action].flat().map(String);
  return patterns.some((pattern) => {
    const matches = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
    return ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'].some((action) =>
      matches.test(action),
    );
  });
}

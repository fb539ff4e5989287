import { Ajv } from 'ajv';
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { parseOrgConfig } from '../../src/config/parse-org-config.js';
import { formatProblems } from '../../src/config/problem.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { theCatalog } from '../catalog/the-catalog.js';
import { minimal } from './parse.js';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const worlds = readdirSync(new URL('config/worlds', root)).filter((name) => name.endsWith('.org.yaml'));
const schema = new Ajv({ strict: true, allErrors: true }).compile(
  JSON.parse(read('config/org.schema.json')) as Record<string, unknown>,
);

function config(path: string): OrgConfig {
  const result = parseOrgConfig(read(path), path, theCatalog);
  if (result.ok) return result.config;
  throw new Error(formatProblems(result.problems));
}

/** An org.yaml as someone sees it who removes the marks of its optional parts. */
function uncommented(text: string): string {
  const [needed, optional] = text.split(/^# ----.*$/m);
  return `${needed}${optional?.replaceAll(/^# ?/gm, '')}`;
}

describe('the example org.yaml', () => {
  const text = read('config/org.example.yaml');

  it('is valid as it stands', () => {
    expect(config('config/org.example.yaml').regions.include).to.deep.equal([
      'eu-central-1',
      'eu-west-1',
      'us-east-1',
    ]);
  });

  it('is valid with every optional part', () => {
    const result = parseOrgConfig(uncommented(text), 'org.example.yaml', theCatalog);
    expect(result.ok ? [] : formatProblems(result.problems)).to.deep.equal([]);
    expect(schema(parse(uncommented(text))), JSON.stringify(schema.errors)).to.equal(true);
  });

  it('shows the defaults as the defaults are', () => {
    const shown = parse(uncommented(text)) as OrgConfig;
    const { recorder, notifications, accounts } = config('config/org.example.yaml');
    expect(recorder).to.deep.include(shown.recorder);
    expect(notifications.enabled).to.equal(shown.notifications.enabled);
    expect(accounts).to.deep.include({ ...shown.accounts, exclude: [] });
  });

  it('needs no more than ten lines', () => {
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
    expect(lines).to.have.length.at.most(10);
  });
});

describe('the org.yaml of each world', () => {
  for (const name of worlds) {
    it(`${name} is valid, for the schema too`, () => {
      const { id } = config(`config/worlds/${name}`).organization;
      expect(id).to.be.a('string');
      expect(schema(parse(read(`config/worlds/${name}`))), JSON.stringify(schema.errors)).to.equal(true);
    });

    it(`${name} names the accounts of its world`, () => {
      const { organization, delegatedAdministrator, accounts } = config(`config/worlds/${name}`);
      const world = read(`config/worlds/${name.replace('.org', '')}`);
      for (const { id } of accounts.exclude) expect(world).to.include(`'${id}'`);
      expect(world).to.include(`'${delegatedAdministrator.accountId}'`);
      expect(world).to.include(organization.id);
      for (const caller of organization.callers) expect(world).to.include(`'${caller.split(':')[4]}'`);
    });
  }
});

describe('the JSON Schema of the org.yaml', () => {
  it('accepts what is needed, and refuses what the parser refuses', () => {
    expect(schema(parse(minimal()))).to.equal(true);
    expect(schema(parse(minimal('recorders: {}\n')))).to.equal(false);
    expect(schema(parse(minimal('recorder: { adopt: never }\n')))).to.equal(false);
    expect(schema(parse(minimal().replace("'222222222222'", '222222222222')))).to.equal(false);
    expect(schema(parse(minimal().replace('eu-central-1', 'eu-centrl-1')))).to.equal(false);
  });

  it('describes every key, so that an editor can', () => {
    const missing: string[] = [];
    const look = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties') {
          for (const [name, inner] of Object.entries(value as Record<string, { description?: string }>)) {
            if (!inner.description) missing.push(`${path}.${name}`);
          }
        }
        look(value, `${path}.${key}`);
      }
    };
    look(JSON.parse(read('config/org.schema.json')), '');
    expect(missing).to.deep.equal([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parse } from 'yaml';
import { parseWorld } from '../../../src/simulator/world-file/parse.js';
import { withPolicyFiles } from '../../../src/simulator/world-file/policy-files.js';

const head = `version: 1
organization: { id: o-a1b2c3d4e5, managementAccountId: '111111111111' }
accounts:
  - { id: '111111111111', name: management }
`;

function problemsOf(text: string): string {
  try {
    parseWorld(text, 'w.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('simulator: world files', () => {
  it('need little: an organization and its accounts', () => {
    const world = parseWorld(head, 'w.yaml');
    expect(world.accounts).to.deep.equal([
      {
        id: '111111111111',
        name: 'management',
        state: 'ACTIVE',
        ou: '/',
        joined: 'CREATED',
        optIn: [],
        accessRole: true,
        serviceLinkedRoles: [],
        roles: [],
      },
    ]);
    expect(world.recorders).to.deep.equal([]);
  });

  const mistakes: readonly (readonly [string, string, RegExp])[] = [
    [
      'an id that YAML reads as a number',
      head.replace("'111111111111', name", '111111111111, name'),
      /line 4: accounts\.0\.id: .*string/,
    ],
    ['an unknown key', `${head}recorder: []\n`, /recorder/],
    [
      'an unknown Region',
      `${head}regions: [eu-central-9]\n`,
      /line 5: regions\.0: the partition aws has no Region eu-central-9/,
    ],
    [
      'an opt-in for a default Region',
      head.replace('management }', 'management, optIn: [us-east-1] }'),
      /line 4: accounts\.0\.optIn\.0: us-east-1 is not an opt-in Region/,
    ],
    [
      'a secret that is there twice',
      `${head}secrets:\n${"  - { accountId: '111111111111', region: us-east-1, name: db }\n".repeat(2)}`,
      /line 7: secrets\.1\.name: secret db is there twice/,
    ],
    [
      'a schedule that Secrets Manager does not take',
      `${head}secrets:\n  - { accountId: '111111111111', region: us-east-1, name: db, rotation: { schedule: rate(2 hours) } }\n`,
      /line 6: secrets\.0\.rotation\.schedule: is no schedule/,
    ],
    [
      'a moment that is none',
      `${head}secrets:\n  - { accountId: '111111111111', region: us-east-1, name: db, createdAt: yesterday }\n`,
      /line 6: secrets\.0\.createdAt: /,
    ],
    [
      'a timeline of a key without an id',
      `${head}keys:\n  - { accountId: '111111111111', region: us-east-1, timeline: [{ at: +1h, enabled: false }] }\n`,
      /line 6: keys\.0\.timeline: a key with a timeline needs an id/,
    ],
    [
      'an account that is there twice',
      `${head}  - { id: '111111111111', name: again }\n`,
      /line 5: accounts\.1\.id: account 111111111111 is there twice/,
    ],
    [
      'a management account that is missing',
      head.replace("managementAccountId: '111111111111'", "managementAccountId: '222222222222'"),
      /line 2: organization\.managementAccountId: account 222222222222 is not in this world/,
    ],
    [
      'a recorder in a Region that the world does not have',
      `${head}regions: [us-east-1]\nrecorders: [{ accountId: '111111111111', region: eu-west-1 }]\n`,
      /line 6: recorders\.0\.region: Region eu-west-1 is not in this world/,
    ],
    [
      'an administrator without trusted access',
      `${head}delegatedAdministrators: [{ accountId: '111111111111', services: [config.amazonaws.com] }]\n`,
      /needs trusted access first/,
    ],
    ['broken YAML', 'version: [1\n', /line \d+/],
    ['two equal keys', `${head}seed: 1\nseed: 2\n`, /line 6|line 5/],
    ['nothing at all', '', /the file/],
  ];
  for (const [what, text, expected] of mistakes) {
    it(`are refused for ${what}, with the line`, () => {
      expect(problemsOf(text)).to.match(expected);
    });
  }

  it('are refused with every mistake at once', () => {
    expect(problemsOf(`${head}seed: x\npageSize: 0\n`).split('\n')).to.have.length(3);
  });

  it('can ask for many accounts, the same ones each time', () => {
    const big = `${head}generate: { accounts: 500, organizationalUnits: 25, seed: 7 }\n`;
    const world = parseWorld(big, 'w.yaml');
    expect(new Set(world.accounts.map(({ id }) => id))).to.have.property('size', 501);
    expect(new Set(world.accounts.map(({ ou }) => ou))).to.have.property('size', 26);
    expect(parseWorld(big, 'w.yaml')).to.deep.equal(world);
  });

  it('name policy files, which are read from the policy root, or missed by name', () => {
    const operator =
      "principals: { operator: { accountId: '111111111111', type: role, name: operator, policies: [policies/caller.json] } }\n";
    const world = withPolicyFiles(parseWorld(head + operator, 'w.yaml'), '.');
    expect(world.principals['operator']?.policies).to.deep.equal([
      readFileSync('policies/caller.json', 'utf8'),
    ]);
    expect(() => withPolicyFiles(parseWorld(head + operator, 'w.yaml'), 'src')).to.throw(
      /policies\/caller\.json: ENOENT/,
    );
  });

  it('have a JSON Schema, which every committed world fits, and which knows what takes time', () => {
    const schema = JSON.parse(readFileSync('config/schemas/world.schema.json', 'utf8')) as object;
    const fits = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    const worlds = readdirSync('config/worlds').filter((name) => /^[^.]+\.yaml$/.test(name));
    expect(worlds).to.include.members(['acme.yaml', 'small.yaml']);
    for (const name of worlds) {
      const world = parse(readFileSync(`config/worlds/${name}`, 'utf8')) as Record<string, unknown>;
      expect(fits(world), `${name}: ${JSON.stringify(fits.errors)}`).to.equal(true);
      expect(fits({ ...world, latencies: { stackInstances: 1 } }), name).to.equal(false);
    }
    expect(problemsOf(`${head}latencies: { stackInstances: 1 }\n`)).to.contain('stackInstances');
  });

  for (const [name, accounts, regions] of [
    ['acme', 24, 7],
    ['small', 4, 2],
  ] as const) {
    it(`exist as ${name}: ${accounts} accounts, ${regions} Regions`, () => {
      const world = withPolicyFiles(
        parseWorld(readFileSync(`config/worlds/${name}.yaml`, 'utf8'), name),
        '.',
      );
      expect(world.accounts).to.have.length(accounts);
      expect(world.regions).to.have.length(regions);
      expect(world.principals).to.have.keys(['operator']);
    });
  }
});

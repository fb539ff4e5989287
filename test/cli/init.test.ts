import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import type { InitView } from '../../src/report/types.js';
import { runCli } from './fake-host.js';

const view = (accountId: string): InitView => ({
  file: 'org.yaml',
  found: {
    organizationId: 'o-example1234',
    managementAccountId: '111111111111',
    caller: 'management-account',
    callerPattern: { arn: 'arn:aws:iam::111111111111:role/deployer' },
    administrator: { accountId, name: 'audit', why: 'as answered' },
    homeRegion: { region: 'eu-central-1', why: 'as answered' },
    accounts: { active: 3, inactive: [] },
    regions: { include: 'all', others: [] },
    recorders: [],
    looked: { accounts: 3, of: 3, regions: 2, refused: [] },
    delegatedAdministrators: { config: [], stackSets: [] },
    controlTower: [],
  },
  calls: { total: 1, mutating: 0, byOperation: {} },
});

describe('the command init', () => {
  it('asks on stderr, shows the candidates, and hands the answer on', async () => {
    const ended = await runCli(
      ['init'],
      { init: async ({ ask }) => view((await ask?.('Which account?', ['222222222222 audit'])) ?? 'nobody') },
      { terminal: { columns: 80, typed: '222222222222\n' } },
    );
    expect(ended.stderr).to.contain('Which account?\n  222222222222 audit\n');
    expect(ended.stdout).to.contain('222222222222 audit: as answered');
    expect(ended.exitCode).to.equal(0);
  });

  it('prints a document with --json that its schema accepts', async () => {
    const ended = await runCli(['init', '--json'], { init: async () => view('222222222222') });
    const file = new URL('../../config/schemas/init.schema.json', import.meta.url);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
    validate(JSON.parse(ended.stdout));
    expect(validate.errors).to.equal(null);
  });

  it('asks nobody where there is no terminal', async () => {
    const ended = await runCli(['init'], { init: async ({ ask }) => view(ask ? 'asked' : '333333333333') });
    expect(ended.stdout).to.contain('333333333333');
  });

  it('hands its options on', async () => {
    const args = [
      '--administrator',
      '222222222222',
      '--home-region',
      'eu-west-1',
      '--output',
      'a.yaml',
      '--force',
    ];
    let given: unknown;
    await runCli(['init', ...args], {
      init: async ({ administrator, homeRegion, output, force }) => {
        given = { administrator, homeRegion, output, force };
        return view('222222222222');
      },
    });
    expect(given).to.deep.equal({
      administrator: '222222222222',
      homeRegion: 'eu-west-1',
      output: 'a.yaml',
      force: true,
    });
  });

  it('refuses what is no account id', async () => {
    const ended = await runCli(['init', '--administrator', 'audit'], {});
    expect(ended.exitCode).to.equal(3);
    expect(ended.stderr).to.contain('twelve digits');
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { init, type InitOptions } from '../../../src/app/init/init.js';
import { OrgSecretsError } from '../../../src/model/errors.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import { startSimulator, type Simulator } from '../../../src/simulator/start.js';
import { parseWorld } from '../../../src/simulator/world-file/parse.js';
import { environmentOf, root } from '../../support/in-process.js';

/** Half a thousand accounts in every Region that needs no opting in. */
const large = {
  version: 1,
  organization: { id: 'o-large123456', managementAccountId: '111111111111' },
  accounts: [
    { id: '111111111111', name: 'management' },
    { id: '222222222222', name: 'audit', ou: '/Security' },
  ],
  generate: { accounts: 498, organizationalUnits: 20 },
  trustedAccess: ['config.amazonaws.com'],
  delegatedAdministrators: [{ accountId: '222222222222', services: ['config.amazonaws.com'] }],
  principals: {
    operator: {
      accountId: '111111111111',
      type: 'role',
      name: 'orgsecrets-operator',
      policies: ['policies/caller.json'],
    },
  },
};

describe('init', () => {
  let folder = '';
  let simulator: Simulator;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'orgsecrets-init-'));
    simulator = await startSimulator({
      world: parseWorld(stringify(large), 'large'),
      clock: { mode: 'stepped' },
      policyRoot: root,
    });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await simulator.stop();
  });

  const run = (changes: Partial<InitOptions> = {}) =>
    init({
      output: join(folder, 'org.yaml'),
      force: false,
      env: environmentOf(simulator),
      clock: simulator.clock,
      emit: () => undefined,
      signal: new AbortController().signal,
      ...changes,
    });
  const refused = async (changes: Partial<InitOptions>) => {
    try {
      await run(changes);
    } catch (error) {
      if (error instanceof OrgSecretsError) return error;
      throw error;
    }
    throw new Error('it was not refused');
  };

  it('takes under a minute for 500 accounts, and asks a bounded number of questions', async function () {
    this.timeout(60_000);
    const view = await run({ output: join(folder, 'large.yaml') });
    expect(view.found.accounts.active).to.equal(500);
    expect(view.found.looked).to.include({ of: 500, regions: 17 });
    expect(view.found.looked.refused).to.deep.equal([]);
    // 3,000 targets at most, two roles tried in each of their accounts, the pages of the accounts, and some thirty more.
    expect(view.calls.total).to.be.within(3000, 3000 + 2 * 177 + 25 + 60);
    expect(view.calls.mutating).to.equal(0);
    // The delegated administrator that AWS Config has is reused.
    expect(view.found.administrator).to.include({ accountId: '222222222222', name: 'audit' });
  });

  it('never writes over a file, and asks AWS nothing then', async () => {
    const file = join(folder, 'mine.yaml');
    writeFileSync(file, 'mine');
    const calls = simulator.log.length;
    const error = await refused({ output: file });
    expect(error.code).to.equal('InvalidUsage');
    expect(error.instructions).to.contain('--force');
    expect(readFileSync(file, 'utf8')).to.equal('mine');
    expect(simulator.log.length).to.equal(calls);
  });

  it('refuses an administrator that can’t be one, and names the reason', async () => {
    expect((await refused({ administrator: '111111111111' })).message).to.contain('management account');
    expect((await refused({ administrator: '999999999999' })).message).to.contain('no account of');
  });

  it('refuses a Region that can’t be the home Region before it asks AWS anything', async () => {
    const calls = simulator.log.length;
    expect((await refused({ homeRegion: 'eu-wst-1' })).message).to.contain('did you mean eu-west-1?');
    expect(simulator.log.length).to.equal(calls);
  });

  it('tells a member account’s caller where to go', async () => {
    const { roles } = iamOf(simulator.world, '222222222222');
    const caller = {
      accountId: '222222222222',
      type: 'role' as const,
      arn: 'arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/me',
      principalArn: 'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole',
      userId: `${roles['OrganizationAccountAccessRole']?.id}:me`,
    };
    const keys = simulator.issue(caller);
    const env = {
      ...environmentOf(simulator),
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken ?? '',
    };
    const error = await refused({ env });
    expect(error.code).to.equal('NotPermitted');
    expect(error.message).to.contain('111111111111');
  });
});

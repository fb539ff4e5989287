import { expect } from 'chai';
import stringWidth from 'string-width';
import type { AccountsDocument } from '../../src/report/json/accounts.js';
import { startCliWorld, type CliWorld } from '../support/cli.js';
import { applyTo } from '../support/real-life.js';
import { expectSchema } from './schema.js';

type Listed = AccountsDocument['accounts'][number];

async function list(world: CliWorld, ...args: readonly string[]): Promise<readonly Listed[]> {
  const { exitCode, document } = await world.json<AccountsDocument>(['accounts', ...args]);
  expect(exitCode).to.equal(0);
  expectSchema('accounts', document);
  return document.accounts;
}

const coverages = (accounts: readonly Listed[]) =>
  Object.fromEntries(accounts.map(({ accountId, coverage }) => [accountId, coverage]));

describe('accounts on the built command line', function () {
  this.timeout(120_000);

  describe('in every state', () => {
    let world: CliWorld;
    before(async () => {
      world = await startCliWorld('accounts-states');
    });
    after(() => world.stop());

    const states = {
      '300000000002': ['SUSPENDED', 'the account is suspended'],
      '300000000003': ['PENDING_CLOSURE', 'the account is being closed'],
      '300000000004': ['CLOSED', 'the account is closed'],
      '300000000005': ['PENDING_ACTIVATION', 'the account is still being set up'],
    };
    const covered = ['111111111111', '222222222222', '300000000001', '300000000006'];

    it('before the first run every account is listed: left out with the reason, or waiting for apply', async () => {
      const found = await list(world);
      expect(coverages(found)).to.deep.equal({
        ...Object.fromEntries(covered.map((id) => [id, 'pending'])),
        ...Object.fromEntries(Object.keys(states).map((id) => [id, 'excluded'])),
      });
      for (const { accountId, state, exclusions, pending, since } of found) {
        const [stands, reason] = states[accountId as keyof typeof states] ?? ['ACTIVE'];
        expect([state, exclusions[0]?.reason]).to.deep.equal([stands, reason]);
        expect(since).to.deep.include({ what: 'joined', source: 'JoinedTimestamp of AWS Organizations' });
        if (reason === undefined)
          expect(pending).to.deep.equal([
            {
              waitsFor: 'apply',
              reason: 'nothing of orgsecrets is there',
              regions: ['eu-west-1', 'us-east-1'],
            },
          ]);
      }
      expect(world.simulator.log.filter(({ operation }) => operation === 'AssumeRole')).to.deep.equal([]);
    });

    it('after it they are deployed since that run, and proved where somebody looks', async () => {
      await applyTo(world);
      const from = world.simulator.log.length;
      const found = await list(world);
      expect(world.simulator.log.slice(from).map(({ operation }) => operation)).not.to.include('AssumeRole');
      const ours = found.filter(({ coverage }) => coverage === 'deployed');
      expect(ours.map(({ accountId }) => accountId)).to.deep.equal(covered);
      for (const { since, targets } of ours) {
        expect(targets).to.deep.equal({ desired: 2, deployed: 2 });
        expect(since?.what).to.equal('covered');
        expect(since?.source).to.match(/^run \d{8}T\d{6}\.\d{3}Z-apply$/);
      }
      const proved = await list(world, '--prove', '--only', 'proved');
      expect(proved.map(({ accountId }) => accountId)).to.deep.equal(covered);
      expect(proved[0]?.targets).to.deep.equal({ desired: 2, deployed: 2, proved: 2 });
    });

    it('is narrowed to accounts, covered or not, and to units', async () => {
      expect(coverages(await list(world, '--account', '300000000002'))).to.deep.equal({
        '300000000002': 'excluded',
      });
      expect(coverages(await list(world, '--unit', '/A/B', '--unit', '/Security'))).to.deep.equal({
        '222222222222': 'deployed',
        '300000000001': 'deployed',
      });
      const unknown = await world.orgsecrets(['accounts', '--unit', '/Nowhere']);
      expect(unknown.exitCode).to.equal(3);
      expect(unknown.stderr).to.contain('There is no organizational unit /Nowhere');
      const wrong = await world.orgsecrets(['accounts', '--only', 'fine']);
      expect([wrong.exitCode, wrong.stderr]).to.satisfy(
        ([code, text]: [number, string]) => code === 3 && text.includes('none of proved, deployed'),
      );
    });

    for (const columns of ['80', '200'])
      it(`fits ${columns} columns, whatever the accounts are called`, async () => {
        const { stdout } = await world.orgsecrets(['accounts'], { env: { COLUMNS: columns } });
        expect(stdout).to.contain('(Ana "la jefa" 🦄)').and.to.contain('(支付 shop)');
        for (const line of stdout.split('\n')) expect(stringWidth(line), line).to.be.at.most(Number(columns));
      });
  });

  describe('that came yesterday', () => {
    let world: CliWorld;
    before(async () => {
      world = await startCliWorld('accounts-fresh', (text) =>
        text.replaceAll('settingUp: 2400000', 'settingUp: 1e12'),
      );
      world.editOrg((text) => `${text}  deadline: 0.15\n`);
      await applyTo(world);
    });
    after(() => world.stop());

    it('wait, with the words of AWS for why their stacks could not be made', async () => {
      const [invited, made] = await list(world, '--only', 'pending');
      expect([invited?.accountId, made?.accountId]).to.deep.equal(['300000000002', '300000000003']);
      for (const one of [invited, made]) {
        expect(one?.targets).to.deep.equal({ desired: 2, deployed: 0 });
        expect(one?.pending).to.have.length(1);
        expect(one?.pending[0]?.reason).to.match(/^the instance of StackSet orgsecrets-member is FAILED: /);
      }
      expect(coverages(await list(world, '--only', 'deployed'))).to.have.all.keys(
        '111111111111',
        '222222222222',
        '300000000001',
      );
    });

    it('and with --prove the words of AWS for why nobody can look', async () => {
      const [invited] = await list(world, '--prove', '--account', '300000000002');
      expect(invited?.coverage).to.equal('pending');
      expect(invited?.pending.map(({ reason }) => reason).join()).to.contain('unknown: ');
    });
  });
});

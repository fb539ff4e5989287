import { expect } from 'chai';
import type { AccountCoverage } from '../../src/model/account-coverage.js';
import { renderAccounts } from '../../src/report/render-accounts.js';
import { textWidth } from '../../src/report/text/width.js';
import type { AccountsView } from '../../src/report/types.js';
import { plain } from './sample.js';

const unit = '/Workloads/Production/Payments/Europe';

function account(n: number, changes: Partial<AccountCoverage> = {}): AccountCoverage {
  return {
    accountId: String(300_000_000_000 + n),
    name: `支付 and a name that goes on ${n}`,
    state: 'ACTIVE',
    unit,
    joinedAt: '2026-01-02T03:04:05.000Z',
    coverage: 'deployed',
    targets: { desired: 34, deployed: 34 },
    exclusions: [],
    pending: [],
    assumed: [],
    left: [],
    since: { what: 'covered', at: '2026-02-03T04:05:06.000Z', source: 'run 1' },
    ...changes,
  };
}

const failed = (n: number): AccountCoverage =>
  account(n, {
    coverage: 'pending',
    targets: { desired: 34, deployed: 32 },
    pending: ['eu-west-1', 'us-east-1'].map((region) => ({
      waitsFor: 'apply',
      reason: `the instance of StackSet orgsecrets-rules-${region} is FAILED: no in ${300_000_000_000 + n}`,
      regions: [region],
    })),
  });

const view: AccountsView = {
  organizationId: 'o-example1234',
  proved: false,
  accounts: [
    ...Array.from({ length: 20 }, (_, n) => account(n)),
    failed(30),
    failed(31),
    account(40, {
      state: 'PENDING_ACTIVATION',
      coverage: 'excluded',
      targets: { desired: 0, deployed: 0 },
      exclusions: [{ accountId: '300000000040', reason: 'the account is still being set up', source: 'AWS' }],
      left: ['eu-west-1'],
      since: undefined,
    }),
  ],
  accountNames: new Map(),
  calls: { total: 3, mutating: 0, byOperation: {} },
};

describe('accounts for people', () => {
  for (const width of [80, 120, 200])
    it(`fit ${width} columns, a line an account with its id`, () => {
      const lines = renderAccounts(view, plain(width)).split('\n');
      expect(Math.max(...lines.map(textWidth))).to.be.at.most(width);
      for (const { accountId } of view.accounts)
        expect(lines.filter((line) => line.trimStart().startsWith(`${accountId} `))).to.have.length(1);
    });

  it('use the width: nothing is cut where there is room', () => {
    const wide = renderAccounts(view, plain(200));
    expect(wide).to.contain('(支付 and a name that goes on 0)').and.to.contain(unit).and.not.to.contain('…');
    const narrow = renderAccounts(view, plain(80));
    expect(narrow).to.match(/…\S*Europe {2}ACTIVE/);
  });

  it('say once what several wait for, naming none of them', () => {
    const text = renderAccounts(view, plain(200));
    const reason =
      '! the instance of StackSet orgsecrets-rules-<Region> is FAILED: no in <account>, in 2 Regions (eu-west-1, us-east-1); waits for orgsecrets apply';
    expect(text.split(reason)).to.have.length(2);
    expect(text)
      .to.match(/Pending \(2\)/)
      .and.to.match(/32\/34/);
  });

  it('show reason and source of what is left out, stacks that are left there, and where times come from', () => {
    const text = renderAccounts(view, plain(200));
    for (const part of [
      'Left out (1)',
      '- the account is still being set up',
      'source: AWS',
      'Stacks of ours are still in 1 of these accounts: 300000000040.',
      'covered: since a run made',
      'This is what our stacks say; --prove looks into every target.',
      '23 accounts, 20 deployed, 2 pending, 1 left out',
    ])
      expect(text).to.contain(part);
    expect(text).not.to.contain('joined: when');
    expect(renderAccounts(view, plain(80))).not.to.contain('covered: since');
  });
});

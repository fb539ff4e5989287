import { expect } from 'chai';
import fc from 'fast-check';
import { filterReport, noFilters } from '../../src/findings/filter.js';
import type { SecretReport } from '../../src/model/secret-report.js';
import { choicesOf } from '../../src/page/choices.js';
import { firstState, readAddress, writeAddress, type Filter, type PageState } from '../../src/page/filter.js';
import { headline } from '../../src/page/headline.js';
import { filterRows, isBelow, sortRows, splitTag } from '../../src/page/select-rows.js';
import { shownStates } from '../../src/page/shown-state.js';
import { Table } from '../../src/page/table.js';
import { heatRows, scoreOf, tallyRows, worstState, type Tally } from '../../src/page/tally.js';
import { packReport } from '../../src/report/html/pack-report.js';
import { pageRules, sampleReport } from '../support/secret-report.js';

const report = sampleReport(12, 400);
const table = new Table(packReport({ report, filtered: false }, pageRules, []));
const choices = choicesOf(table);
const every = filterRows(table, { text: '' });

const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters: fc.Arbitrary<Filter> = fc
  .record({
    text: fc.constantFrom('', 'billing', 'DB key', 'nothing like that', 'prod'),
    account: optional(report.accounts.map(({ id }) => id)),
    unit: optional(['/', '/Workloads', '/Workloads/Prod', '/Nowhere']),
    region: optional(report.regions),
    rule: optional(pageRules.map(({ name }) => name)),
    state: optional(shownStates),
    owner: optional(['', 'team-1@example.com', 'team-2@example.com']),
    tag: optional(['team=team-1', 'team=a=b']),
  })
  .map(
    (parts) =>
      Object.fromEntries(
        Object.entries(parts).filter(([, value]) => value !== undefined),
      ) as unknown as Filter,
  );
const states: fc.Arbitrary<PageState> = fc.record({
  filter: filters,
  sorting: fc.record({
    by: fc.constantFrom(
      'worst' as const,
      'account' as const,
      'name' as const,
      'rule:secretsmanager-using-cmk' as const,
    ),
    descending: fc.boolean(),
  }),
});

describe('the data of the report page', () => {
  it('gives back every secret as the report has it', () => {
    for (const [row, secret] of report.secrets.entries()) {
      expect(table.account(row).id).to.equal(secret.accountId);
      expect(table.region(row)).to.equal(secret.region);
      expect(table.arn(row)).to.equal(secret.arn);
      expect(table.key(row)).to.deep.equal(secret.key);
      expect(table.owner(row)).to.equal(secret.owner);
      expect(table.tags(row)).to.deep.equal(secret.tags);
      expect(pageRules.map((_, rule) => table.finding(row, rule).state)).to.deep.equal(
        secret.findings.map(({ state }) => state),
      );
    }
  });

  it('keeps an ARN of another form whole', () => {
    const [first] = report.secrets;
    const arn = 'arn:aws:secretsmanager:eu-west-1:300000000000:secret:renamed-abcdef';
    const other = { ...report, secrets: [{ ...first!, arn }] };
    expect(new Table(packReport({ report: other, filtered: false }, pageRules, [])).arn(0)).to.equal(arn);
  });

  it('shows a rule that nobody reported on as not visible, never as compliant', () => {
    const silent = { ...report, secrets: [{ ...report.secrets[0]!, findings: [] }] };
    const shown = new Table(packReport({ report: silent, filtered: false }, pageRules, []));
    expect(pageRules.map((_, rule) => shown.state(0, rule))).to.deep.equal(
      pageRules.map(() => 'not-visible'),
    );
  });

  it('counts an exception apart while it holds, and as non-compliant once it has expired', () => {
    const excepted = report.secrets.flatMap(({ findings }, row) =>
      findings.flatMap(({ exception }, rule) =>
        exception ? [{ row, rule, expired: exception.expired }] : [],
      ),
    );
    expect(new Set(excepted.map(({ expired }) => expired))).to.deep.equal(new Set([true, false]));
    for (const { row, rule, expired } of excepted)
      expect(table.state(row, rule)).to.equal(expired ? 'non-compliant' : 'excepted');
  });
});

describe('the head of the report page', () => {
  const head = (filtered: boolean, secrets = report.secrets) =>
    headline(packReport({ report: { ...report, secrets }, filtered }, pageRules, []));

  it('counts accounts and Regions that have a secret, as the terminal does', () => {
    expect(head(false)).to.equal('400 secrets in 12 accounts and 5 Regions');
    expect(head(false, report.secrets.slice(0, 1))).to.equal('1 secret in 1 account and 1 Region');
  });

  it('says that it was narrowed', () => {
    expect(head(true, [])).to.equal('0 secrets in 0 accounts and 0 Regions, narrowed by filters');
  });
});

describe('filters of the report page', () => {
  it('come back from the address as they went into it', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { text, ...parts } = state.filter;
        const offered = Object.entries(parts).filter(([part, value]) =>
          choices.some((choice) => choice.part === part && choice.options.some(([one]) => one === value)),
        );
        const filter = { text, ...Object.fromEntries(offered) };
        expect(readAddress(`#${writeAddress(state)}`, choices)).to.deep.equal({ ...state, filter });
      }),
    );
    expect(writeAddress(firstState)).to.equal('');
  });

  it('pass over what an address holds and nobody knows', () => {
    const unknown = {
      account: '999999999999',
      unit: '/Nowhere',
      region: 'nowhere',
      rule: 'constructor',
      state: 'wonderful',
      owner: 'nobody@example.com',
      tag: 'team=a=b',
      x: '1',
    };
    for (const sort of ['colour', 'rule:constructor'])
      expect(readAddress(`#${new URLSearchParams({ ...unknown, sort })}`, choices)).to.deep.equal(firstState);
    for (const part of Object.keys(unknown))
      expect(readAddress(`#${part}=`, choices).filter, part).to.deep.equal({
        text: '',
        ...(part === 'owner' && { owner: '' }),
      });
  });

  it('offer the secrets without an owner once, whether their tag is empty or missing', () => {
    const [first] = report.secrets;
    const ownersOf = (...owners: readonly (string | undefined)[]) => {
      const secrets = owners.map((owner) => ({ ...first!, owner }));
      const shown = new Table(packReport({ report: { ...report, secrets }, filtered: false }, pageRules, []));
      const options = choicesOf(shown).find(({ part }) => part === 'owner')?.options;
      return { options, without: filterRows(shown, { text: '', owner: '' }) };
    };
    expect(ownersOf('b@example.com', '', undefined, 'a@example.com')).to.deep.equal({
      options: [
        ['', 'without an owner'],
        ['a@example.com', 'a@example.com'],
        ['b@example.com', 'b@example.com'],
      ],
      without: [1, 2],
    });
    // Nobody named a tag that says who owns a secret.
    expect(ownersOf(undefined, undefined).options).to.equal(undefined);
  });

  it('let through what each part alone lets through', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { rule, state, ...others } = filter;
        const parts: Filter[] = Object.entries(others).map(([part, value]) => ({ text: '', [part]: value }));
        if (rule !== undefined || state !== undefined)
          parts.push({ text: '', ...(rule && { rule }), ...(state && { state }) });
        const alone = parts.map((part) => new Set(filterRows(table, part)));
        expect(filterRows(table, filter)).to.deep.equal(
          every.filter((row) => alone.every((rows) => rows.has(row))),
        );
      }),
    );
  });

  it('take a unit with all below it, and nothing beside it', () => {
    expect(isBelow('/Workloads/Prod', '/Workloads')).to.equal(true);
    expect(isBelow('/WorkloadsOld', '/Workloads')).to.equal(false);
    expect(isBelow('/', '/')).to.equal(true);
  });

  it('split a tag at the first equals sign', () => {
    expect(splitTag('team=a=b')).to.deep.equal(['team', 'a=b']);
  });
});

describe('the order of the report page', () => {
  it('keeps every row once, and is turned round by descending where no two rows are equal', () => {
    fc.assert(
      fc.property(states, ({ sorting }) => {
        const sorted = sortRows(table, every, sorting);
        expect([...sorted].sort((a, b) => a - b)).to.deep.equal(every);
      }),
    );
    const byName = sortRows(table, every, { by: 'name', descending: false });
    expect(sortRows(table, every, { by: 'name', descending: true })).to.deep.equal(byName.toReversed());
  });

  it('puts first what has more rules in the worst state', () => {
    const count = (row: number) =>
      pageRules.filter((_, rule) => table.state(row, rule) === 'non-compliant').length;
    const counts = sortRows(table, every, firstState.sorting).map(count);
    expect(counts).to.deep.equal([...counts].sort((a, b) => b - a));
  });
});

describe('numbers of the report page', () => {
  it('count every finding once', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const rows = filterRows(table, filter);
        const { rules, all } = tallyRows(table, rows);
        for (const tally of rules) expect(sum(Object.values(tally))).to.equal(rows.length);
        expect(sum(Object.values(all))).to.equal(rows.length * pageRules.length);
      }),
    );
  });

  it('hold what is agreed to and what is not known against the score', () => {
    const none = Object.fromEntries(shownStates.map((state) => [state, 0])) as Tally;
    expect(scoreOf({ ...none, compliant: 1, excepted: 1, pending: 1, 'not-visible': 1 })).to.equal(0.25);
    expect(scoreOf({ ...none, compliant: 1, 'not-applicable': 1 })).to.equal(1);
  });

  it('give no score where nothing was judged', () => {
    expect(scoreOf(tallyRows(table, []).all)).to.equal(undefined);
  });

  it('put every secret into one cell of the heat map, and name the places that nobody sees', () => {
    const rows = heatRows(table, every);
    const cells = rows.flatMap(({ cells }) => cells);
    expect(sum(cells.map(({ secrets }) => secrets))).to.equal(every.length);
    expect(sum(cells.map(({ troubled }) => troubled))).to.equal(
      every.filter((row) => worstState(table, row) === 'non-compliant').length,
    );
    expect(cells.filter(({ invisible }) => invisible !== undefined)).to.have.lengthOf(1);
  });

  it('tell a place that is not covered from one without secrets, however the report was narrowed', () => {
    const report = sampleReport(4, 200);
    const [first, , third] = report.accounts.map(({ id }) => id);
    const coverage = report.coverage.filter(
      ({ accountId, region }) => accountId !== third || region !== 'us-west-2',
    );
    const none = {
      ...report,
      coverage,
      secrets: report.secrets.filter(({ region }) => region !== 'us-west-2'),
    };
    const leftOut = (shown: SecretReport) => {
      const narrowed = new Table(packReport({ report: shown, filtered: true }, pageRules, []));
      const rows = heatRows(narrowed, filterRows(narrowed, { text: '' }));
      return rows.flatMap(({ account, cells }) =>
        cells.flatMap((cell, region) =>
          cell.leftOut ? [`${report.accounts[account]?.id} ${report.regions[region]}`] : [],
        ),
      );
    };
    expect(leftOut(none)).to.deep.equal([`${third} us-west-2`]);
    expect(leftOut(filterReport(none, { ...noFilters, accounts: [first!, third!] }))).to.deep.equal([
      `${third} us-west-2`,
    ]);
    expect(leftOut(filterReport(none, { ...noFilters, regions: ['eu-central-1'] }))).to.deep.equal([
      `${third} us-west-2`,
    ]);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

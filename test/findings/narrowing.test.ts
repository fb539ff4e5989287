import { expect } from 'chai';
import fc from 'fast-check';
import { countFindings, findingsIn, sharesOf, unknownIn } from '../../src/findings/count.js';
import { checkGate } from '../../src/findings/check-filters.js';
import { checkShown } from '../../src/findings/check-shown.js';
import { filterReport, noFilters, type Filters } from '../../src/findings/filter.js';
import { gateOf, type FailOn, type GateResult } from '../../src/findings/gate.js';
import { groupFindings, type GroupKey } from '../../src/findings/group.js';
import { ruleNames } from '../../src/model/catalog.js';
import type { Desired } from '../../src/model/desired.js';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { SecretReport } from '../../src/model/secret-report.js';
import {
  desiredWithRules,
  hoursAgo,
  recordedSecret,
  reportOf,
  result,
  resultsOf,
  rotating,
} from './material.js';

const cmk = 'secretsmanager-using-cmk';
const rotation = 'secretsmanager-rotation-enabled-check';
const audit = { accountId: '222222222222', region: 'eu-west-1' };

/** Two accounts; every state but not-supported. */
function sample(expires = '2027-01-01'): SecretReport {
  const fresh = { capturedAt: hoursAgo(1) };
  return reportOf({
    secrets: [
      recordedSecret('good', { ...fresh, tags: { team: 'shop', boss: 'Ada' } }),
      recordedSecret('bad', { ...fresh, tags: { team: 'shop' } }),
      recordedSecret('agreed', { ...fresh, rotation: rotating() }),
      recordedSecret('theirs', { ...audit, ...fresh, kmsKeyId: 'arn:aws:kms:eu-west-1:999999999999:key/k' }),
      recordedSecret('old', { ...audit, tags: { boss: 'Bob' } }),
    ],
    results: resultsOf(
      result('good', cmk, 'COMPLIANT'),
      result('good', rotation, 'COMPLIANT'),
      result('bad', cmk, 'NON_COMPLIANT'),
      result('bad', rotation, 'NON_COMPLIANT'),
      result('agreed', cmk, 'NON_COMPLIANT'),
      result('theirs', cmk, 'NON_COMPLIANT', audit),
    ),
    report: {
      tags: ['team'],
      ownerTag: 'boss',
      exceptions: [{ secret: 'agreed', rules: [cmk], reason: 'agreed', owner: 'Ada', expires }],
    },
  });
}
const all = (report: SecretReport) => countFindings(findingsIn(report));
const narrowed = (filters: Partial<Filters>) => filterReport(sample(), { ...noFilters, ...filters });
const names = (report: SecretReport) => report.secrets.map(({ name }) => name).toSorted();

describe('counting', () => {
  it('counts what is agreed to apart, and false positives beside', () => {
    expect(all(sample())).to.deep.equal({
      compliant: 2,
      nonCompliant: 3,
      excepted: 1,
      pending: 11,
      notVisible: 4,
      notApplicable: 4,
      notSupported: 0,
      falsePositives: 1,
    });
  });

  it('counts what was agreed to as non-compliant once the exception has expired', () => {
    expect(all(sample('2026-11-26'))).to.include({ nonCompliant: 4, excepted: 0 });
  });

  it('shows the unknown in the shares, which are one together', () => {
    const shares = sharesOf(all(sample()))!;
    expect(shares.unknown).to.be.closeTo(15 / 21, 1e-9);
    expect(shares.compliant + shares.nonCompliant + shares.excepted + shares.unknown).to.be.closeTo(1, 1e-9);
    expect(sharesOf(countFindings([{ rule: cmk, state: 'not-applicable' }]))).to.equal(undefined);
    expect(sharesOf(countFindings([{ rule: cmk, state: 'pending' }]))).to.include({
      compliant: 0,
      unknown: 1,
    });
  });
});

describe('narrowing a report', () => {
  it('by account, unit, Region, owner and tag keeps the secrets that are meant', () => {
    expect(names(narrowed({ accounts: [audit.accountId] }))).to.deep.equal(['old', 'theirs']);
    expect(names(narrowed({ units: ['/Workloads'] }))).to.deep.equal(['agreed', 'bad', 'good']);
    expect(names(narrowed({ units: ['/Work'] }))).to.deep.equal([]);
    expect(names(narrowed({ units: ['/'] }))).to.have.length(5);
    expect(names(narrowed({ regions: ['us-east-1'] }))).to.deep.equal([]);
    expect(names(narrowed({ owners: ['Ada', 'Bob'] }))).to.deep.equal(['good', 'old']);
    expect(names(narrowed({ owners: [''] }))).to.deep.equal(['agreed', 'bad', 'theirs']);
    expect(names(narrowed({ tags: [{ key: 'team', value: 'shop' }] }))).to.deep.equal(['bad', 'good']);
    expect(names(narrowed({ accounts: [audit.accountId], owners: ['Ada'] }))).to.deep.equal([]);
  });

  it('by state keeps the secrets with such a finding, under the rules that are asked for', () => {
    const report = narrowed({ rules: [cmk], states: ['non-compliant'] });
    expect(names(report)).to.deep.equal(['agreed', 'bad', 'theirs']);
    expect(report.rules).to.deep.equal([cmk]);
    for (const { findings } of report.secrets) expect(findings.map(({ rule }) => rule)).to.deep.equal([cmk]);
    expect(names(narrowed({ states: ['compliant'] }))).to.deep.equal(['good']);
    expect(narrowed({ states: ['compliant'] }).secrets[0]?.findings).to.have.length(5);
  });

  it('leaves places that are not visible, whatever is asked of secrets', () => {
    const sources = [
      { source: audit.accountId, region: audit.region, status: 'SUCCEEDED', error: undefined },
    ];
    const report = reportOf({ sources });
    const invisible = (filters: Partial<Filters>) =>
      filterReport(report, { ...noFilters, ...filters }).invisible.length;
    expect(invisible({ owners: ['Ada'], states: ['compliant'] })).to.equal(1);
    expect(invisible({ accounts: [audit.accountId] })).to.equal(0);
  });

  it('splits the counts of the whole among the rules, and among the accounts', () => {
    const whole = all(sample());
    const add = (parts: readonly Filters[]) =>
      parts
        .map((filters) => all(filterReport(sample(), filters)))
        .reduce(
          (sum, part) =>
            Object.fromEntries(
              Object.entries(part).map(([name, n]) => [name, n + sum[name as keyof typeof sum]]),
            ) as typeof sum,
        );
    const accounts = [audit.accountId, '333333333333'];
    expect(add(accounts.map((id) => ({ ...noFilters, accounts: [id] })))).to.deep.equal(whole);
    expect(add(ruleNames.map((rule) => ({ ...noFilters, rules: [rule] })))).to.deep.equal(whole);
  });
});

describe('a value that no secret has', () => {
  const check = (filters: Partial<Filters>) => () => checkShown({ ...noFilters, ...filters }, sample());

  it('is refused as an owner and as a tag, with the nearest there is', () => {
    expect(check({ owners: ['Ada', 'Bbo'] }))
      .to.throw(OrgSecretsError, 'No secret that the aggregator shows has the owner "Bbo".')
      .with.property('instructions', 'Did you mean "Bob"?');
    expect(check({ tags: [{ key: 'team', value: 'shpo' }] }))
      .to.throw(OrgSecretsError, 'has a tag team of the value "shpo".')
      .with.property('instructions', 'Did you mean "shop"?');
    expect(check({ tags: [{ key: 'stage', value: 'prod' }] }))
      .to.throw(OrgSecretsError)
      .with.property('instructions')
      .that.contains('No secret has any');
  });

  it('is let through where it may be elsewhere, and an empty owner anywhere', () => {
    expect(check({ owners: ['Ada', 'Bob', ''], tags: [{ key: 'team', value: 'shop' }] })).not.to.throw();
    expect(check({ owners: ['Cy'], regions: ['eu-west-1'] })).not.to.throw();
    expect(check({ owners: ['Cy'], rules: [cmk] })).to.throw(OrgSecretsError);
  });
});

describe('a gate on a rule that is left out', () => {
  const check = (rules: Filters['rules'], failOn: readonly FailOn[]) => () =>
    checkGate({ ...noFilters, rules }, failOn);

  it('is refused, since nothing can fail it', () => {
    expect(check([cmk], ['any', rotation]))
      .to.throw(OrgSecretsError, `--fail-on ${rotation} can never fail: --rule leaves that rule out.`)
      .that.deep.includes({
        code: 'InvalidUsage',
        instructions: `Add --rule ${rotation}, or take it out of --fail-on.`,
      });
  });

  it('is let through where the rule is asked for, or no rule is named', () => {
    expect(check([cmk, rotation], [rotation])).not.to.throw();
    expect(check([], [rotation])).not.to.throw();
    expect(check([cmk], ['any', 'unknown'])).not.to.throw();
  });
});

describe('an account that is not covered', () => {
  const reason = { reason: 'sandbox', source: 'org.yaml accounts.exclude' };
  const desired = desiredWithRules({
    coverage: [{ accountId: '333333333333', region: 'eu-west-1' }],
    exclusions: [
      { accountId: '111111111111', region: 'eu-west-1', reason: 'no', source: 'AWS' },
      { accountId: audit.accountId, ...reason },
      { accountId: audit.accountId, region: 'eu-west-1', reason: 'no', source: 'AWS' },
      { accountId: '333333333333', region: 'us-east-1', reason: 'no', source: 'AWS' },
    ],
  });
  const check = (report: SecretReport, id: string) => () =>
    checkShown({ ...noFilters, accounts: [id] }, report);

  it('is told with what leaves it out, as far as it is asked for', () => {
    const report = reportOf({ desired });
    const left = { accountId: audit.accountId, ...reason };
    expect(report.uncovered.map(({ accountId }) => accountId)).to.deep.equal([
      '111111111111',
      left.accountId,
    ]);
    const asked = (filters: Partial<Filters>) => filterReport(report, { ...noFilters, ...filters }).uncovered;
    expect(asked({ units: ['/Security'] })).to.deep.equal([left]);
    expect(asked({ regions: ['us-east-1'] })).to.deep.equal([left]);
    expect(asked({ accounts: ['333333333333'] })).to.deep.equal([]);
  });

  it('is refused by name, unless the aggregator shows secrets of it', () => {
    const said = `Account ${audit.accountId} is not covered: sandbox (org.yaml accounts.exclude).`;
    expect(check(reportOf({ desired }), audit.accountId)).to.throw(OrgSecretsError, said);
    expect(check(reportOf({ desired }), '333333333333')).not.to.throw();
    expect(
      check(reportOf({ desired, secrets: [recordedSecret('x', audit)] }), audit.accountId),
    ).not.to.throw();
  });
});

describe('grouping', () => {
  const keys: readonly GroupKey[] = ['account', 'unit', 'region', 'rule', 'state', 'owner', 'tag:team'];

  it('counts every finding in exactly one group, by whatever key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), (key) => {
        const groups = groupFindings(sample(), key);
        const whole = all(sample());
        for (const name of Object.keys(whole) as (keyof typeof whole)[])
          expect(
            groups.reduce((sum, { counts }) => sum + counts[name], 0),
            `${key} ${name}`,
          ).to.equal(whole[name]);
      }),
    );
  });

  it('puts the worst first, and counts secrets', () => {
    const named = (key: GroupKey) => groupFindings(sample(), key).map(({ name, secrets }) => [name, secrets]);
    expect(named('account')).to.deep.equal([
      ['333333333333', 3],
      [audit.accountId, 2],
    ]);
    expect(named('unit')).to.deep.equal([
      ['/Workloads/Prod', 3],
      ['/Security', 2],
    ]);
    expect(named('tag:team')[0]).to.deep.equal(['shop', 2]);
    expect(named('rule')[0]).to.deep.equal([cmk, 5]);
  });
});

const isHeld = ({ nonCompliant, unknown, expired }: GateResult) =>
  nonCompliant.length + unknown + expired.length > 0;

describe('the gate', () => {
  const gate = (failOn: readonly FailOn[], expires?: string) => gateOf(sample(expires), failOn);

  it('holds for the rules that it names, and lets what is agreed to pass', () => {
    expect(gate([cmk]).nonCompliant).to.deep.equal([{ rule: cmk, findings: 2 }]);
    expect(gate(['any']).nonCompliant.map(({ findings }) => findings)).to.deep.equal([2, 1]);
    expect(isHeld(gate(['secretsmanager-secret-unused']))).to.equal(false);
    expect(isHeld(gate([]))).to.equal(false);
  });

  it('holds for what is unknown where that is named, places that are not visible among it', () => {
    expect(gate(['unknown']).unknown).to.equal(unknownIn(all(sample())));
    expect(gate(['any']).unknown).to.equal(0);
    const blind = reportOf({ sources: [] });
    expect(gateOf(blind, ['unknown']).unknown).to.equal(2);
  });

  it('holds for accounts that should be covered and are not, and for none that is left out on purpose or can not be covered', () => {
    const left = (accountId: string, source: string, region?: string) => ({
      accountId,
      ...(region && { region }),
      reason: 'r',
      source,
    });
    const report: SecretReport = {
      ...sample(),
      secrets: [],
      invisible: [],
      uncovered: [
        left('444444444444', 'org.yaml accounts.exclude'),
        left('555555555555', 'organizations:ListAccounts State'),
        left('666666666666', 'account:ListRegions', 'af-south-1'),
        left('666666666666', 'account:ListRegions', 'me-south-1'),
      ],
    };
    expect(gateOf(report, ['unknown']).unknown).to.equal(1);
    expect(gateOf(report, ['any']).unknown).to.equal(0);
    expect(gateOf({ ...report, uncovered: report.uncovered.slice(0, 2) }, ['unknown']).unknown).to.equal(0);
  });

  it('holds for an account whose last Region the management account has switched off, for every other', () => {
    const region = 'af-south-1';
    const gated = (exclusions: Desired['exclusions']) => {
      const report = reportOf({
        desired: desiredWithRules({ coverage: [], exclusions }),
        secrets: [],
        sources: [],
      });
      return { uncovered: report.uncovered, unknown: gateOf(report, ['unknown']).unknown };
    };
    const reason = 'in the management account, without which StackSets reach no other, it is not enabled';
    const outOfReach = { region, reason, source: 'account:ListRegions' };
    const left = { accountId: '333333333333', reason: 'sandbox', source: 'org.yaml accounts.exclude' };
    const asked = { region: 'us-east-1', reason: 'r', source: 'org.yaml regions.include' };
    const { uncovered, unknown } = gated([outOfReach, left, asked]);
    expect(uncovered).to.deep.equal([
      { ...outOfReach, accountId: '111111111111' },
      { ...outOfReach, accountId: '222222222222' },
      left,
    ]);
    expect(unknown).to.equal(2);
    expect(gated([asked]).unknown).to.equal(0);
  });

  it('holds for an expired exception, whatever it names', () => {
    expect(isHeld(gate([], '2026-11-26'))).to.equal(true);
    expect(gate([], '2026-11-26').expired).to.have.length(1);
    expect(isHeld(gate([], '2026-11-27'))).to.equal(false);
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { checkShown } from '../../src/findings/check-shown.js';
import { noFilters } from '../../src/findings/filter.js';
import { groupFindings } from '../../src/findings/group.js';
import { ruleNames } from '../../src/model/catalog.js';
import { findingStates } from '../../src/model/secret-report.js';
import {
  arnOf,
  findingIn,
  hoursAgo,
  recordedSecret,
  reportOf,
  result,
  resultsOf,
  rotating,
  secretIn,
  shop,
} from './material.js';

const cmk = 'secretsmanager-using-cmk';

describe('a report on secrets', () => {
  it('holds one finding for each rule, in the order of the rules', () => {
    const report = reportOf({
      secrets: [recordedSecret('a')],
      results: resultsOf(result('a', cmk, 'COMPLIANT')),
    });
    expect(secretIn(report, 'a').findings.map(({ rule }) => rule)).to.deep.equal([...ruleNames]);
    expect(report.rules).to.deep.equal([...ruleNames]);
  });

  it('shows a secret of which there are results and no configuration', () => {
    const report = reportOf({ results: resultsOf(result('lost', cmk, 'NON_COMPLIANT')) });
    expect(secretIn(report, 'lost')).to.deep.include({
      ...shop,
      arn: arnOf('lost'),
      recorded: false,
      key: { kind: 'unknown' },
    });
    expect(findingIn(report, 'lost', cmk).state).to.equal('non-compliant');
    expect(findingIn(report, 'lost', 'secretsmanager-secret-unused').state).to.equal('not-visible');
  });

  it('takes a tag named like a member of every object for a tag, which a secret has or has not', () => {
    const inherited = { tags: ['constructor', 'toString', '__proto__'], ownerTag: 'valueOf' };
    const tags = Object.fromEntries([
      ['constructor', 'Ada'],
      ['__proto__', 'p'],
      ['valueOf', 'Bob'],
    ]);
    const report = reportOf({
      report: inherited,
      secrets: [recordedSecret('bare'), recordedSecret('tagged', { tags })],
    });
    expect(secretIn(report, 'bare')).to.deep.include({ tags: {}, owner: undefined });
    const { tags: shown, owner } = secretIn(report, 'tagged');
    expect([Object.entries(shown), owner]).to.deep.equal([
      [
        ['constructor', 'Ada'],
        ['__proto__', 'p'],
      ],
      'Bob',
    ]);
    const groups = groupFindings(report, 'tag:constructor').map(({ name }) => name);
    expect(groups.toSorted()).to.deep.equal(['', 'Ada']);
    expect(() => checkShown({ ...noFilters, tags: [{ key: 'toString', value: 'x' }] }, report)).to.throw(
      'has a tag toString of the value "x"',
    );
  });

  it('finds results under the ARN where AWS Config names the secret otherwise', () => {
    const report = reportOf({
      secrets: [recordedSecret('a', { resourceId: 'a' })],
      results: resultsOf(result('a', cmk, 'COMPLIANT')),
    });
    expect(report.secrets).to.have.length(1);
    expect(findingIn(report, 'a', cmk).state).to.equal('compliant');
  });

  it('shows deleted secrets apart, and their results with nobody', () => {
    const report = reportOf({
      secrets: [recordedSecret('gone', { deleted: true }), recordedSecret('here')],
      results: resultsOf(result('gone', cmk, 'NON_COMPLIANT')),
    });
    expect(report.secrets.map(({ name }) => name)).to.deep.equal(['here']);
    expect(report.deleted).to.deep.equal([{ ...shop, arn: arnOf('gone'), name: 'gone' }]);
  });

  it('counts a secret once where pages overlap', () => {
    const report = reportOf({
      secrets: [recordedSecret('a'), recordedSecret('b'), recordedSecret('a', { tags: { team: 'x' } })],
      report: { tags: ['team'] },
    });
    expect(report.secrets.map(({ name, tags }) => [name, tags])).to.deep.equal([
      ['a', { team: 'x' }],
      ['b', {}],
    ]);
  });

  it('is sorted by account, Region and name', () => {
    const audit = { accountId: '222222222222', region: 'eu-west-1' };
    const report = reportOf({
      secrets: [recordedSecret('b'), recordedSecret('a'), recordedSecret('z', audit)],
    });
    expect(report.secrets.map(({ name }) => name)).to.deep.equal(['z', 'a', 'b']);
  });

  it('tells key, rotation, tags and owner as they are recorded', () => {
    const report = reportOf({
      secrets: [
        recordedSecret('a', {
          kmsKeyId: 'alias/mine',
          rotation: rotating({ expression: 'rate(1 day)', functionArn: 'arn:f', occursAsScheduled: false }),
          tags: { team: 'shop', secret: 'not asked for', boss: 'Ada' },
        }),
        recordedSecret('b', { rotation: rotating({ expression: 'cron(0 8 1 * ? *)' }) }),
        recordedSecret('c', { rotation: rotating({ afterDays: undefined, afterHours: 4 }) }),
        recordedSecret('d', { kmsKeyId: 'arn:aws:kms:eu-west-1:333333333333:alias/aws/secretsmanager' }),
      ],
      report: { tags: ['team', 'stage'], ownerTag: 'boss' },
    });
    expect(secretIn(report, 'a')).to.deep.include({
      key: { kind: 'customer-managed', id: 'alias/mine' },
      rotation: { enabled: true, schedule: 'every day', functionArn: 'arn:f', occursAsScheduled: false },
      tags: { team: 'shop' },
      owner: 'Ada',
      access: 'not-read',
    });
    expect(['b', 'c'].map((name) => secretIn(report, name).rotation.schedule)).to.deep.equal([
      'cron(0 8 1 * ? *)',
      'every 4 hours',
    ]);
    expect(secretIn(report, 'd').key).to.deep.equal({ kind: 'aws-managed' });
    expect(secretIn(report, 'b').owner).to.equal(undefined);
  });

  it('names the unit of each account', () => {
    expect(reportOf({}).accounts.map(({ name, unit }) => [name, unit])).to.deep.equal([
      ['management', '/'],
      ['audit', '/Security'],
      ['shop', '/Workloads/Prod'],
    ]);
  });

  it('puts an exception on non-compliant findings alone', () => {
    const report = reportOf({
      secrets: [recordedSecret('bad'), recordedSecret('good')],
      results: resultsOf(result('bad', cmk, 'NON_COMPLIANT'), result('good', cmk, 'COMPLIANT')),
      report: {
        exceptions: [{ secret: '*', rules: [cmk], reason: 'agreed', owner: 'Ada', expires: '2026-11-27' }],
      },
    });
    expect(findingIn(report, 'bad', cmk).exception).to.include({ reason: 'agreed', expired: false });
    expect(findingIn(report, 'good', cmk)).to.not.have.property('exception');
  });

  it('loses no secret, and calls none compliant of which AWS did not say so', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const compliance = fc.constantFrom('COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA');
    fc.assert(
      fc.property(
        fc.uniqueArray(name),
        fc.array(fc.record({ name, rule: fc.constantFrom(...ruleNames), compliance })),
        fc.nat(200),
        (recorded, said, hours) => {
          const results = said.map((one) => result(one.name, one.rule, one.compliance));
          const report = reportOf({
            secrets: recorded.map((one) => recordedSecret(one, { capturedAt: hoursAgo(hours) })),
            results: resultsOf(...results),
          });
          expect(new Set(report.secrets.map((secret) => secret.name))).to.deep.equal(
            new Set([...recorded, ...said.map((one) => one.name)]),
          );
          for (const secret of report.secrets)
            for (const { rule, state } of secret.findings) {
              expect(findingStates).to.include(state);
              const last = said.findLast((one) => one.name === secret.name && one.rule === rule);
              if (state === 'compliant') expect(last?.compliance).to.equal('COMPLIANT');
            }
        },
      ),
    );
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { exceptionsOn } from '../../src/findings/exceptions.js';
import type { ExceptionConfig } from '../../src/model/org-config.js';
import { arnOf, shop } from './material.js';

const cmk = 'secretsmanager-using-cmk';
const unused = 'secretsmanager-secret-unused';
const above = () => new Set(['r-abcd', '/', 'ou-abcd-workload', '/Workloads', '/Workloads/Prod']);

function one(changes: Partial<ExceptionConfig> = {}): ExceptionConfig {
  return { secret: 'db', rules: [cmk], reason: 'old', owner: 'me', expires: '2026-12-31', ...changes };
}
const secret = (name: string, target = shop) => ({ ...target, name, arn: arnOf(name, target) });
const applies = (config: ExceptionConfig, name = 'db', rule: typeof cmk | typeof unused = cmk) =>
  exceptionsOn('2026-11-27', [config], above).find(secret(name), rule) !== undefined;

describe('exceptions', () => {
  it('is about the secrets of a name, and about no other', () => {
    expect(applies(one())).to.equal(true);
    expect(applies(one(), 'db2')).to.equal(false);
    expect(applies(one(), 'mydb')).to.equal(false);
  });

  it('is about the rules that it names', () => {
    expect(applies(one(), 'db', unused)).to.equal(false);
    expect(applies(one({ rules: [unused, cmk] }), 'db', unused)).to.equal(true);
  });

  const patterns: readonly (readonly [pattern: string, name: string, matches: boolean])[] = [
    ['legacy/*', 'legacy/db', true],
    ['legacy/*', 'legacy/', true],
    ['legacy/*', 'new/legacy/db', false],
    ['db?', 'db1', true],
    ['db?', 'db', false],
    ['*', 'anything', true],
    ['a.b', 'axb', false],
    ['a+b', 'a+b', true],
    [arnOf('db'), 'db', true],
    [arnOf('db').slice(0, -7), 'db', true],
    [arnOf('db').slice(0, -7), 'db-2', false],
    ['arn:aws:secretsmanager:*:333333333333:secret:db-??????', 'db', true],
    ['arn:aws:secretsmanager:us-east-1:*:secret:db', 'db', false],
  ];
  for (const [pattern, name, matches] of patterns)
    it(`${matches ? 'holds' : 'does not hold'} for ${name} where it names ${pattern}`, () => {
      expect(applies(one({ secret: pattern }), name)).to.equal(matches);
    });

  it('holds only in the accounts, units and Regions that it names, in all of them at once', () => {
    expect(applies(one({ accounts: ['333333333333'], regions: ['eu-west-1'] }))).to.equal(true);
    expect(applies(one({ accounts: ['222222222222'], regions: ['eu-west-1'] }))).to.equal(false);
    expect(applies(one({ accounts: ['333333333333'], regions: ['us-east-1'] }))).to.equal(false);
    for (const unit of ['/', 'r-abcd', '/Workloads', 'ou-abcd-workload'])
      expect(applies(one({ organizationalUnits: [unit] })), unit).to.equal(true);
    for (const unit of ['/Work', '/Security', 'ou-abcd-security'])
      expect(applies(one({ organizationalUnits: [unit] })), unit).to.equal(false);
  });

  it('holds on its last day and has expired on the next', () => {
    const expiredOn = (today: string) => exceptionsOn(today, [one()], above).all[0]?.expired;
    expect(expiredOn('2026-12-31')).to.equal(false);
    expect(expiredOn('2027-01-01')).to.equal(true);
  });

  it('is named where it has expired, unless another holds', () => {
    const expired = one({ expires: '2026-01-01', reason: 'first' });
    const holding = one({ reason: 'second' });
    const found = (configs: readonly ExceptionConfig[]) =>
      exceptionsOn('2026-11-27', configs, above).find(secret('db'), cmk);
    expect(found([expired])).to.include({ reason: 'first', expired: true });
    expect(found([expired, holding])).to.include({ reason: 'second', expired: false });
  });

  it('takes every character but * and ? as itself', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\w/+=.@-]{1,20}$/),
        fc.stringMatching(/^[\w/+=.@-]{1,20}$/),
        (a, b) => {
          expect(applies(one({ secret: a }), a)).to.equal(true);
          expect(applies(one({ secret: a }), b)).to.equal(a === b);
        },
      ),
    );
  });
});

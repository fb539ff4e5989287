import { expect } from 'chai';
import { valuesAllowed } from '../../../../src/simulator/services/config/query/narrowing.js';
import { parseQuery } from '../../../../src/simulator/services/config/query/parse-query.js';

describe('the accounts that a condition leaves', () => {
  const table: [condition: string, accounts: string[] | undefined][] = [
    ["accountId = '1'", ['1']],
    ["accountId IN ('1', '2') AND awsRegion = 'x'", ['1', '2']],
    ["accountId IN ('1', '2') AND accountId = '2'", ['2']],
    ["accountId = '1' AND accountId = '2'", []],
    ["accountId = '1' OR accountId = '2'", ['1', '2']],
    ["accountId = '1' OR awsRegion = 'x'", undefined],
    ["NOT accountId = '1'", undefined],
    ["NOT accountId = '1' AND accountId = '2'", ['2']],
    ['accountId = 1', undefined],
    ["accountId LIKE '111%'", undefined],
    ["tags.key = 'accountId'", undefined],
  ];
  for (const [condition, accounts] of table) {
    it(`by ${condition} are ${accounts === undefined ? 'all' : accounts.join(', ') || 'none'}`, () => {
      const allowed = valuesAllowed(parseQuery(`SELECT arn WHERE ${condition}`).where, 'accountId');
      expect(allowed && [...allowed]).to.deep.equal(accounts);
    });
  }
});

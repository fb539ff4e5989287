import { expect } from 'chai';
import { ServiceError } from '../../../../src/simulator/kernel/contract.js';
import { parseQuery } from '../../../../src/simulator/services/config/query/parse-query.js';
import type { Condition } from '../../../../src/simulator/services/config/query/syntax.js';

const secret = "resourceType = 'AWS::SecretsManager::Secret'";

function refusal(expression: string): string {
  try {
    parseQuery(expression);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    expect(error.code).to.equal('InvalidExpressionException');
    return error.message;
  }
  return 'accepted';
}
const whereOf = (condition: string): Condition | undefined =>
  parseQuery(`SELECT resourceId WHERE ${condition}`).where;

describe('an advanced query is read', () => {
  it('with its columns, condition, groups and order, keywords in any case', () => {
    expect(
      parseQuery(
        `select configuration.RotationRules.AutomaticallyAfterDays, Count(*)\n where ${secret} group by configuration.RotationRules.AutomaticallyAfterDays order by count(*) desc`,
      ),
    ).to.deep.equal({
      columns: [
        { kind: 'property', path: ['configuration', 'RotationRules', 'AutomaticallyAfterDays'] },
        { kind: 'aggregate', name: 'COUNT', of: '*' },
      ],
      where: { kind: '=', path: ['resourceType'], value: 'AWS::SecretsManager::Secret' },
      groupBy: [['configuration', 'RotationRules', 'AutomaticallyAfterDays']],
      orderBy: [{ by: { kind: 'aggregate', name: 'COUNT', of: '*' }, descending: true }],
    });
  });

  it('with NOT before AND before OR, and brackets above all', () => {
    const one = (value: string): Condition => ({ kind: '=', path: ['resourceId'], value });
    const [a, b, c] = ['a', 'b', 'c'].map((value) => `resourceId = '${value}'`);
    expect(whereOf(`${a} OR ${b} AND NOT ${c}`)).to.deep.equal({
      kind: 'or',
      conditions: [one('a'), { kind: 'and', conditions: [one('b'), { kind: 'not', condition: one('c') }] }],
    });
    expect(whereOf(`(${a} OR ${b}) AND ${c}`)).to.deep.equal({
      kind: 'and',
      conditions: [{ kind: 'or', conditions: [one('a'), one('b')] }, one('c')],
    });
  });

  const values: [text: string, value: string | number | boolean][] = [
    ["'it''s'", "it's"],
    ["''", ''],
    ["'line\nbreak %'", 'line\nbreak %'],
    ['-2.5', -2.5],
    ['90', 90],
    ['TRUE', true],
    ['false', false],
  ];
  for (const [text, value] of values) {
    it(`with the value ${JSON.stringify(text)}`, () => {
      expect(whereOf(`configuration.size = ${text}`)).to.deep.include({ value });
    });
  }

  it('with steps of a path that are words of the language', () => {
    expect(parseQuery('SELECT configuration.from.group.Max').columns).to.deep.equal([
      { kind: 'property', path: ['configuration', 'from', 'group', 'Max'] },
    ]);
  });

  // Each is taken from one of AWS's pages on advanced queries.
  const published = [
    "SELECT resourceId WHERE resourceType='AWS::EC2::Instance'",
    "SELECT configuration.complianceType, COUNT(*) WHERE resourceType = 'AWS::Config::ResourceCompliance' GROUP BY configuration.complianceType",
    'SELECT COUNT(*), accountId group by accountId',
    "SELECT configuration WHERE configuration.configRuleList.complianceType = 'non_compliant' AND configuration.configRuleList.configRuleName = 'A'",
    "SELECT * WHERE resourceType = 'AWS::EC2::SecurityGroup' AND configuration.ipPermissions.ipRanges BETWEEN '10.0.0.0' AND '10.0.0.255' AND NOT configuration.ipPermissions.ipRanges < '10.0.0.0' AND NOT configuration.ipPermissions.ipRanges > '10.0.0.255'",
    "SELECT resourceId WHERE resourceType IN ('AWS::EC2::Instance', 'AWS::EC2::NetworkInterface') AND relationships.resourceId = 'sg-abcd1234'",
    "SELECT resourceId WHERE resourceType='AWS::S3::Bucket' AND awsRegion='ap-northeast-1' AND resourceName LIKE 'quicksilver%' AND tags.tag='CostCenter=12345'",
    "SELECT accountId, awsRegion, configuration.targetResourceType, configuration.targetResourceId, configuration.configRuleList WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'NON_COMPLIANT'",
  ];
  for (const expression of published) {
    it(`as AWS publishes it: ${expression}`, () => {
      expect(refusal(expression)).to.equal('accepted');
    });
  }
});

describe('an advanced query is refused', () => {
  const syntax: [what: string, expression: string, line: number, column: number][] = [
    ['FROM', `SELECT resourceId FROM resources`, 1, 19],
    ['AS', `SELECT resourceId AS id`, 1, 19],
    ['DISTINCT', `SELECT DISTINCT resourceId`, 1, 8],
    ['ALL', `SELECT ALL resourceId`, 1, 8],
    ['HAVING', `SELECT accountId GROUP BY accountId HAVING COUNT(*) > 1`, 1, 37],
    ['JOIN', `SELECT resourceId JOIN x`, 1, 19],
    ['UNION', `SELECT resourceId UNION SELECT arn`, 1, 19],
    ['NULL', `SELECT resourceId WHERE tags.key = NULL`, 1, 36],
    ['IS NULL', `SELECT resourceId WHERE tags.key IS NULL`, 1, 34],
    ['LIMIT', `SELECT resourceId LIMIT 5`, 1, 19],
    ['<=', `SELECT resourceId WHERE version <= '1'`, 1, 34],
    ['!=', `SELECT resourceId WHERE version != '1'`, 1, 33],
    ['<>', `SELECT resourceId WHERE version <> '1'`, 1, 34],
    ['NOT after the property', `SELECT resourceId WHERE version NOT IN ('1')`, 1, 33],
    ['a value on the left', `SELECT resourceId WHERE '1' = version`, 1, 25],
    ['a wildcard in a property', `SELECT resourceId WHERE tags.% = '1'`, 1, 30],
    ['a text in double quotes', `SELECT resourceId WHERE version = "1"`, 1, 35],
    ['an open text', `SELECT resourceId WHERE version = 'x`, 1, 37],
    ['two properties in one function', `SELECT MAX(version, arn)`, 1, 19],
    ['a function in a function', `SELECT MAX(MIN(version))`, 1, 15],
    ['a missing AND on the second line', `SELECT resourceId\nWHERE version = '1' arn = '2'`, 2, 21],
    ['nothing', ` `, 1, 2],
  ];
  for (const [what, expression, line, column] of syntax) {
    it(`with ${what}, naming the place`, () => {
      expect(refusal(expression)).to.equal(`syntax error at line ${line}, column ${column}`);
    });
  }

  const beyond: [what: string, expression: string, words: RegExp][] = [
    ['with a wildcard that leads', `SELECT resourceId WHERE arn LIKE '%::Instance'`, /suffix/],
    [
      'with an underscore in the middle, which is a wildcard',
      `SELECT resourceId WHERE arn LIKE 'my_key%'`,
      /suffix/,
    ],
    ['with a match of two characters', `SELECT resourceId WHERE arn LIKE 'ab%'`, /three characters/],
    ['with a property that no resource has', `SELECT resourceId WHERE name = 'x'`, /'name' is unknown/],
    ['with SELECT * over groups', `SELECT *, COUNT(*)`, /aggregations/],
    ['with a column that is no group', `SELECT arn, COUNT(*) GROUP BY accountId`, /GROUP BY/],
    ['with the sum of everything', `SELECT SUM(*)`, /needs a property/],
    [
      'with four groups',
      `SELECT COUNT(*) GROUP BY accountId, awsRegion, resourceType, version`,
      /at most three/,
    ],
    [
      'with two groups sorted by a function',
      `SELECT COUNT(*), accountId, awsRegion GROUP BY accountId, awsRegion ORDER BY COUNT(*)`,
      /at most one property/,
    ],
    ['sorted by what it does not select', `SELECT arn ORDER BY version`, /not selected/],
    [
      'sorted by a count that it does not select',
      `SELECT accountId GROUP BY accountId ORDER BY COUNT(*)`,
      /not selected/,
    ],
  ];
  for (const [what, expression, words] of beyond) {
    it(what, () => {
      expect(refusal(expression)).to.match(words);
    });
  }
});

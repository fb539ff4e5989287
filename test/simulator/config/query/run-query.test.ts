import { expect } from 'chai';
import fc from 'fast-check';
import type { Document, Json } from '../../../../src/simulator/services/config/query/document.js';
import { valuesAllowed } from '../../../../src/simulator/services/config/query/narrowing.js';
import { parseQuery } from '../../../../src/simulator/services/config/query/parse-query.js';
import { fieldsOf, runQuery } from '../../../../src/simulator/services/config/query/run-query.js';

/** A resource with everything that queries can meet: absent and nested members, lists, tags, numbers and booleans. */
const rotated: Document = {
  version: '1.3',
  accountId: '111111111111',
  awsRegion: 'us-east-1',
  arn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:db-AbCdEf',
  resourceId: 'db',
  resourceName: 'db',
  resourceType: 'AWS::SecretsManager::Secret',
  resourceCreationTime: '2026-01-02T03:04:05.006Z',
  configurationItemCaptureTime: '2026-02-01T00:00:00.000Z',
  configurationItemStatus: 'OK',
  tags: [
    { key: 'owner', value: "team's a", tag: "owner=team's a" },
    { key: 'stage', value: 'prod', tag: 'stage=prod' },
  ],
  relationships: [
    { resourceType: 'AWS::KMS::Key', resourceId: 'key-1', relationshipName: 'Is associated with ' },
  ],
  configuration: {
    RotationEnabled: true,
    RotationRules: { AutomaticallyAfterDays: 30 },
    Description: null,
  },
};
const plain: Document = {
  ...rotated,
  accountId: '222222222222',
  awsRegion: 'eu-west-1',
  resourceId: 'api',
  resourceName: 'api',
  tags: [{ key: 'stage', value: 'test', tag: 'stage=test' }],
  relationships: [],
  configuration: { RotationEnabled: false, size: '7' },
};
const judged: Document = {
  version: '1.3',
  accountId: '111111111111',
  awsRegion: 'us-east-1',
  resourceId: 'AWS::SecretsManager::Secret/db',
  resourceType: 'AWS::Config::ResourceCompliance',
  tags: [],
  configuration: {
    complianceType: 'NON_COMPLIANT',
    configRuleList: [
      { configRuleName: 'A', complianceType: 'COMPLIANT' },
      { configRuleName: 'B', complianceType: 'NON_COMPLIANT' },
    ],
  },
};
const world = [rotated, plain, judged];

const rowsOf = (expression: string, documents: readonly Document[] = world): Json[] => {
  return runQuery(parseQuery(expression), documents).map((row) => JSON.parse(row) as Json);
};
const idsWhere = (condition: string, documents: readonly Document[] = world): string[] =>
  rowsOf(`SELECT resourceId WHERE ${condition}`, documents).map(
    (row) => (row as { resourceId: string }).resourceId,
  );
const [db, api, dbJudged] = ['db', 'api', 'AWS::SecretsManager::Secret/db'];

describe('a condition of an advanced query', () => {
  const table: [condition: string, found: string[]][] = [
    ["resourceType = 'AWS::SecretsManager::Secret'", [db, api]],
    ["resourceType = 'aws::secretsmanager::secret'", []],
    ["resourceType IN ('AWS::SecretsManager::Secret', 'AWS::KMS::Key')", [db, api]],
    ["resourceType LIKE 'AWS::Secrets%'", [db, api]],
    ["resourceType LIKE 'AWS::%'", [db, api, dbJudged]],
    ["awsRegion LIKE 'eu-west-_'", [api]],
    ["awsRegion LIKE 'eu-west_'", []],
    ["awsRegion LIKE 'eu-west-1_'", []],
    ["awsRegion LIKE 'eu-west-1%'", [api]],
    ["version LIKE '1.3'", [db, api, dbJudged]],
    ["tags.tag = 'stage=prod'", [db]],
    ["tags.tag = 'owner=team''s a'", [db]],
    ["tags.key = 'stage'", [db, api]],
    ["tags.key = 'stage' AND tags.value = 'team''s a'", [db]],
    ["NOT tags.key = 'owner'", [api, dbJudged]],
    ["relationships.resourceId = 'key-1'", [db]],
    ['configuration.RotationEnabled = true', [db]],
    ["configuration.RotationEnabled = 'true'", [db]],
    ['configuration.RotationEnabled = false', [api]],
    ['NOT configuration.RotationEnabled = true', [api, dbJudged]],
    ['configuration.RotationRules.AutomaticallyAfterDays > 29', [db]],
    ['configuration.RotationRules.AutomaticallyAfterDays > 30', []],
    ['configuration.RotationRules.AutomaticallyAfterDays < 30', []],
    ["configuration.RotationRules.AutomaticallyAfterDays = '30'", [db]],
    ['configuration.RotationRules.AutomaticallyAfterDays BETWEEN 30 AND 30', [db]],
    ['configuration.RotationRules.AutomaticallyAfterDays BETWEEN 31 AND 90', []],
    ['configuration.RotationRules.AutomaticallyAfterDays BETWEEN 90 AND 1', []],
    ['configuration.size < 10', [api]],
    ["configuration.RotationRules = 'x'", []],
    ["configuration.Description = 'null'", []],
    ["configuration.constructor.name = 'Object'", []],
    ["resourceCreationTime BETWEEN '2026-01-01' AND '2026-01-31'", [db, api]],
    ["resourceCreationTime > '2026-01-03'", []],
    [
      "configuration.configRuleList.complianceType = 'NON_COMPLIANT' AND configuration.configRuleList.configRuleName = 'A'",
      [dbJudged],
    ],
    ["NOT (resourceId = 'db' OR resourceId = 'api') AND accountId = '111111111111'", [dbJudged]],
  ];
  for (const [condition, found] of table) {
    it(`${condition} finds ${found.length === 0 ? 'nothing' : found.join(', ')}`, () => {
      expect(idsWhere(condition)).to.deep.equal(found);
    });
  }
});

describe('the rows of an advanced query', () => {
  it('hold what was selected, in its own shape and the order of the columns', () => {
    const query = parseQuery(
      "SELECT resourceId, configuration.RotationRules.AutomaticallyAfterDays, configuration.Description, tags WHERE resourceId = 'db'",
    );
    expect(fieldsOf(query)).to.deep.equal([
      'resourceId',
      'configuration.RotationRules.AutomaticallyAfterDays',
      'configuration.Description',
      'tags',
    ]);
    expect(runQuery(query, world)).to.deep.equal([
      JSON.stringify({
        resourceId: 'db',
        configuration: { RotationRules: { AutomaticallyAfterDays: 30 } },
        tags: rotated['tags'],
      }),
    ]);
  });

  it('keep lists, with what was selected of each element', () => {
    expect(
      rowsOf(
        "SELECT configuration.configRuleList.configRuleName WHERE configuration.complianceType = 'NON_COMPLIANT'",
      ),
    ).to.deep.equal([
      { configuration: { configRuleList: [{ configRuleName: 'A' }, { configRuleName: 'B' }] } },
    ]);
  });

  it('hold a whole structure where it was selected beside a part of it', () => {
    expect(
      rowsOf("SELECT configuration.RotationEnabled, configuration WHERE resourceId = 'api'"),
    ).to.deep.equal([{ configuration: plain['configuration'] }]);
  });

  it('are the scalar properties that AWS names, for SELECT *', () => {
    const [row] = rowsOf("SELECT * WHERE resourceId = 'db'");
    expect(Object.keys(row as object).sort()).to.deep.equal([
      'accountId',
      'arn',
      'awsRegion',
      'configurationItemCaptureTime',
      'resourceCreationTime',
      'resourceId',
      'resourceName',
      'resourceType',
      'version',
    ]);
  });

  it('are sorted by the first property, then by the second, what has none last', () => {
    const named = rowsOf('SELECT accountId, resourceName ORDER BY accountId DESC, resourceName');
    expect(named).to.deep.equal([
      { accountId: '222222222222', resourceName: 'api' },
      { accountId: '111111111111', resourceName: 'db' },
      { accountId: '111111111111' },
    ]);
  });
});

describe('an aggregation of an advanced query', () => {
  const numbers = [1, 2, 2, 9].map((size, n): Document => ({
    accountId: String(n % 2),
    resourceId: `r${n}`,
    configuration: { size },
  }));

  it('counts resources in groups, the largest first', () => {
    const query = parseQuery('SELECT resourceType, COUNT(*) GROUP BY resourceType');
    expect(fieldsOf(query)).to.deep.equal(['resourceType', 'COUNT(*)']);
    expect(runQuery(query, world)).to.deep.equal([
      '{"resourceType":"AWS::SecretsManager::Secret","COUNT(*)":2}',
      '{"resourceType":"AWS::Config::ResourceCompliance","COUNT(*)":1}',
    ]);
  });

  it('writes a nested property in its own shape', () => {
    expect(
      rowsOf('SELECT configuration.complianceType, COUNT(*) GROUP BY configuration.complianceType'),
    ).to.deep.equal([{ configuration: { complianceType: 'NON_COMPLIANT' }, 'COUNT(*)': 1 }]);
  });

  it('puts a resource into the group of each of its values, and into none without any', () => {
    expect(rowsOf('SELECT tags.key, COUNT(*) GROUP BY tags.key')).to.deep.equal([
      { tags: { key: 'stage' }, 'COUNT(*)': 2 },
      { tags: { key: 'owner' }, 'COUNT(*)': 1 },
    ]);
  });

  it('knows the five functions', () => {
    const [row] = rowsOf(
      'SELECT AVG(configuration.size), COUNT(configuration.size), MAX(configuration.size), MIN(configuration.size), SUM(configuration.size)',
      numbers,
    );
    expect(row).to.deep.equal({
      'AVG(configuration.size)': 3.5,
      'COUNT(configuration.size)': 4,
      'MAX(configuration.size)': 9,
      'MIN(configuration.size)': 1,
      'SUM(configuration.size)': 14,
    });
  });

  it('is one row over nothing', () => {
    expect(rowsOf("SELECT COUNT(*), MAX(version) WHERE accountId = 'x'")).to.deep.equal([
      { 'COUNT(*)': 0, 'MAX(version)': null },
    ]);
  });

  it('is sorted by a function, or by a group', () => {
    const sizes = (order: string): Json[] =>
      rowsOf(`SELECT accountId, SUM(configuration.size) GROUP BY accountId ORDER BY ${order}`, numbers).map(
        (row) => (row as { accountId: string }).accountId,
      );
    expect(sizes('SUM(configuration.size) DESC')).to.deep.equal(['1', '0']);
    expect(sizes('SUM(configuration.size) ASC')).to.deep.equal(['0', '1']);
    expect(sizes('accountId DESC')).to.deep.equal(['1', '0']);
  });
});

describe('the laws of advanced queries', () => {
  const text = fc.stringMatching(/^[a-c]{1,3}$/);
  const document = fc.record({
    accountId: text,
    awsRegion: text,
    resourceId: fc.uuid(),
    tags: fc.array(fc.record({ key: text, value: text }), { maxLength: 3 }),
    configuration: fc.record({ size: fc.integer({ min: 0, max: 9 }) }, { requiredKeys: [] }),
  });
  const documents = fc.array(document, { maxLength: 20 });
  const atom = fc.oneof(
    text.map((value) => `accountId = '${value}'`),
    text.map((value) => `tags.value = '${value}'`),
    fc.integer({ min: 0, max: 9 }).map((size) => `configuration.size > ${size}`),
    fc.tuple(text, text).map(([least, most]) => `awsRegion BETWEEN '${least}' AND '${most}'`),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((all) => `awsRegion IN ('${all.join("', '")}')`),
  );
  const condition = fc.letrec<{ whole: string }>((tie) => ({
    whole: fc.oneof(
      { depthSize: 'small' },
      atom,
      tie('whole').map((inner) => `NOT (${inner})`),
      fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) AND (${b})`),
      fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) OR (${b})`),
    ),
  })).whole;
  const found = (where: string, all: readonly Document[]): Set<string> => new Set(idsWhere(where, all));

  it('a condition and its NOT share all resources between them', () => {
    fc.assert(
      fc.property(documents, condition, (all, where) => {
        const [yes, no] = [found(where, all), found(`NOT (${where})`, all)];
        expect(yes.size + no.size).to.equal(all.length);
        expect([...yes].some((id) => no.has(id))).to.equal(false);
      }),
    );
  });

  it('AND is the common part, OR the whole of both', () => {
    fc.assert(
      fc.property(documents, condition, condition, (all, a, b) => {
        const [left, right] = [found(a, all), found(b, all)];
        expect(found(`(${a}) AND (${b})`, all)).to.deep.equal(
          new Set([...left].filter((id) => right.has(id))),
        );
        expect(found(`(${a}) OR (${b})`, all)).to.deep.equal(new Set([...left, ...right]));
      }),
    );
  });

  it('IN is a chain of equals, and a property of one value is never both below and above it', () => {
    fc.assert(
      fc.property(documents, fc.array(text, { minLength: 1, maxLength: 3 }), text, (all, values, value) => {
        const chain = values.map((each) => `tags.value = '${each}'`).join(' OR ');
        expect(found(`tags.value IN ('${values.join("','")}')`, all)).to.deep.equal(found(chain, all));
        const parts = ['<', '=', '>'].map((operator) => found(`accountId ${operator} '${value}'`, all).size);
        expect(parts.reduce((sum, part) => sum + part)).to.equal(all.length);
      }),
    );
  });

  it('the counts of the groups of a property that all have add up to all', () => {
    fc.assert(
      fc.property(documents, condition, (all, where) => {
        const groups = rowsOf(`SELECT accountId, COUNT(*) WHERE ${where} GROUP BY accountId`, all);
        const sum = groups.reduce<number>(
          (total, group) => total + (group as { 'COUNT(*)': number })['COUNT(*)'],
          0,
        );
        expect(sum).to.equal(found(where, all).size);
      }),
    );
  });

  it('the resources that a condition cannot meet for their account need not be looked at', () => {
    fc.assert(
      fc.property(documents, condition, (all, where) => {
        const allowed = valuesAllowed(parseQuery(`SELECT resourceId WHERE ${where}`).where, 'accountId');
        const possible = all.filter(({ accountId }) => allowed?.has(accountId) !== false);
        expect(found(where, possible)).to.deep.equal(found(where, all));
      }),
    );
  });

  it('sorting loses no row, and sorts', () => {
    fc.assert(
      fc.property(documents, fc.boolean(), (all, descending) => {
        const rows = rowsOf(
          `SELECT accountId, resourceId ORDER BY accountId ${descending ? 'DESC' : 'ASC'}`,
          all,
        ) as { accountId: string; resourceId: string }[];
        expect(new Set(rows.map((row) => row.resourceId))).to.deep.equal(
          new Set(all.map((one) => one.resourceId)),
        );
        const accounts = rows.map((row) => row.accountId);
        const right = [...accounts].sort();
        expect(accounts).to.deep.equal(descending ? right.reverse() : right);
      }),
    );
  });
});

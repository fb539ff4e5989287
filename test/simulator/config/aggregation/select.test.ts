import { expect } from 'chai';
import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { administrator, member, refusal, region } from '../support/world.js';
import type { TestWorld } from '../support/world.js';
import {
  aggregated,
  ask,
  changeSecret,
  minute,
  otherRegion,
  rowsOf,
  secretNames,
  secretType,
} from './support.js';

describe('an advanced query over an aggregator', () => {
  let test: TestWorld;
  beforeEach(async () => {
    test = await aggregated();
  });
  afterEach(() => test.stop());

  const select = (expression: string, input: Shape = {}): Promise<Shape> =>
    ask(test, 'SelectAggregateResourceConfig', { Expression: expression, ...input });

  it('finds secrets of every account and Region, as AWS Config records them', async () => {
    const answer = await select(
      `SELECT accountId, awsRegion, resourceName, configuration.RotationEnabled, tags.tag WHERE resourceType = '${secretType}' ORDER BY accountId, resourceName`,
    );
    expect(answer['QueryInfo']).to.deep.equal({
      SelectFields: [
        'accountId',
        'awsRegion',
        'resourceName',
        'configuration.RotationEnabled',
        'tags.tag',
      ].map((Name) => ({ Name })),
    });
    expect((answer['Results'] as string[]).map((row) => JSON.parse(row) as Shape)).to.deep.equal([
      {
        accountId: member,
        awsRegion: region,
        resourceName: 'api',
        configuration: { RotationEnabled: false },
        tags: [{ tag: 'stage=test' }],
      },
      {
        accountId: member,
        awsRegion: region,
        resourceName: 'db',
        configuration: { RotationEnabled: true },
        tags: [{ tag: 'owner=payments' }, { tag: 'stage=prod' }],
      },
      {
        accountId: administrator,
        awsRegion: otherRegion,
        resourceName: 'root',
        configuration: { RotationEnabled: true },
        tags: [],
      },
    ]);
    expect(answer).not.to.have.property('NextToken');
  });

  it('finds the verdicts on a resource, of every rule that applies to it', async () => {
    const [row, ...others] = await rowsOf(
      test,
      "SELECT configuration, resourceId WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.configRuleList.configRuleName = 'rotation-success' AND configuration.configRuleList.complianceType = 'COMPLIANT'",
    );
    const arn = String((row?.['configuration'] as Shape)['targetResourceId']);
    expect(others).to.deep.equal([]);
    expect(arn).to.match(/secret:root-/);
    expect(row?.['resourceId']).to.equal(`${secretType}/${arn}`);
    expect(row?.['configuration']).to.deep.include({
      complianceType: 'NON_COMPLIANT',
      targetResourceType: secretType,
    });
    const list = (row?.['configuration'] as Shape)['configRuleList'] as Shape[];
    expect(list.map((rule) => [rule['configRuleName'], rule['complianceType']])).to.deep.equal([
      ['rotation-success', 'COMPLIANT'],
      ['using-cmk', 'NON_COMPLIANT'],
    ]);
  });

  it('has pages of 25 rows, and of 500 groups', async () => {
    await test.stop();
    const secrets = Array.from({ length: 60 }, (_, n) => ({ accountId: member, region, name: `s${n}` }));
    test = await aggregated({ secrets });
    const rows = `SELECT resourceName WHERE resourceType = '${secretType}'`;
    const first = await select(rows);
    expect(first['Results']).to.have.length(25);
    const second = await select(rows, { NextToken: first['NextToken'] });
    const third = await select(rows, { NextToken: second['NextToken'] });
    expect(third['Results']).to.have.length(10);
    expect(third).not.to.have.property('NextToken');
    const groups = await select(
      `SELECT resourceName, COUNT(*) WHERE resourceType = '${secretType}' GROUP BY resourceName`,
    );
    expect(groups['Results']).to.have.length(60);
    expect((await select(rows, { Limit: 60 }))['Results']).to.have.length(60);
    expect((await select(rows, { MaxResults: 7, Limit: 60 }))['Results']).to.have.length(7);
    expect((await select(rows, { Limit: 0 }))['Results']).to.have.length(25);
  });

  it('sorted by a function has one page alone, and no token tells of the rest', async () => {
    const answer = await select('SELECT accountId, COUNT(*) GROUP BY accountId ORDER BY COUNT(*) DESC', {
      Limit: 1,
    });
    expect(answer['Results']).to.deep.equal([`{"accountId":"${member}","COUNT(*)":4}`]);
    expect(answer).not.to.have.property('NextToken');
  });

  it('is refused with the error of each mistake', async () => {
    const fine = 'SELECT resourceId';
    const mistakes: [code: string, expression: string, input?: Shape][] = [
      ['InvalidExpressionException', 'SELECT resourceId FROM x'],
      ['InvalidLimitException', fine, { Limit: 101 }],
      ['InvalidLimitException', fine, { MaxResults: -1 }],
      ['InvalidNextTokenException', fine, { NextToken: 'x' }],
      ['NoSuchConfigurationAggregatorException', fine, { ConfigurationAggregatorName: 'none' }],
      ['ValidationException', `SELECT resourceId WHERE resourceId = '${'x'.repeat(4096)}'`],
    ];
    for (const [code, expression, input] of mistakes)
      expect((await refusal(select(expression, input))).code, expression.slice(0, 40)).to.equal(code);
  });

  it('refuses the token of another query', async () => {
    const { NextToken } = await select('SELECT resourceId', { Limit: 1 });
    const error = await refusal(select('SELECT arn', { NextToken, Limit: 1 }));
    expect(error.code).to.equal('InvalidNextTokenException');
  });

  it('may begin with an empty page', async () => {
    await test.stop();
    test = await aggregated({ emptyPages: true });
    const first = await select('SELECT resourceId');
    expect(first['Results']).to.deep.equal([]);
    expect((await select('SELECT resourceId', { NextToken: first['NextToken'] }))['Results']).to.have.length(
      6,
    );
  });

  it('goes on with its list where the world changes between two pages', async () => {
    const query = `SELECT resourceName WHERE resourceType = '${secretType}'`;
    const { NextToken } = await select(query, { Limit: 1 });
    changeSecret(test, 'db', undefined);
    await test.pass(10 * minute);
    const rest = await rowsOf(test, query, { NextToken });
    expect(rest.map((row) => row['resourceName'])).to.deep.equal(['db', 'root']);
    expect(await secretNames(test)).to.deep.equal(['api', 'root']);
  });
});

describe('an advanced query in one account', () => {
  it('finds what its account and Region record, and nothing else', async () => {
    const test = await aggregated();
    const answer = await test.call('config', 'SelectResourceConfig', {
      Expression: `SELECT resourceName, accountId WHERE resourceType = '${secretType}' ORDER BY resourceName`,
    });
    expect(answer['Results']).to.deep.equal([
      `{"resourceName":"api","accountId":"${member}"}`,
      `{"resourceName":"db","accountId":"${member}"}`,
    ]);
    await test.stop();
  });
});

describe('the records of compliance', () => {
  const only = { resourceTypes: [secretType] };
  const recorders = [{ accountId: member, region, name: 'default', group: only }];
  const query = "SELECT resourceId WHERE resourceType = 'AWS::Config::ResourceCompliance'";
  const found = async (changes: Shape): Promise<number> => {
    const test = await aggregated(changes);
    const rows = await rowsOf(test, query);
    await test.stop();
    return rows.length;
  };

  it('are not found where the recorder has a list of types without them', async () => {
    expect(await found({ recorders })).to.equal(0);
  });

  it('are found where they are on the list', async () => {
    const listed = { resourceTypes: [secretType, 'AWS::Config::ResourceCompliance'] };
    expect(await found({ recorders: [{ ...recorders[0], group: listed }] })).to.equal(2);
  });

  it('are found with any list in a world of the other reading', async () => {
    expect(await found({ recorders, resourceCompliance: 'always' })).to.equal(2);
  });
});

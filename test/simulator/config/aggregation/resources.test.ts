import { expect } from 'chai';
import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { administrator, member, refusal, region } from '../support/world.js';
import type { TestWorld } from '../support/world.js';
import { aggregated, ask, otherRegion, secretType } from './support.js';

describe('the resources of an aggregator', () => {
  let test: TestWorld;
  before(async () => {
    test = await aggregated();
  });
  after(() => test.stop());

  const list = async (Filters: Shape = {}, input: Shape = {}): Promise<Shape[]> => {
    const asked = { ResourceType: secretType, Filters, ...input };
    return (await ask(test, 'ListAggregateDiscoveredResources', asked))['ResourceIdentifiers'] as Shape[];
  };
  const names = (identifiers: readonly Shape[]): unknown[] => identifiers.map((each) => each['ResourceName']);

  it('are listed with account and Region, and narrowed by them, by id and by name', async () => {
    const [api] = await list();
    expect(api).to.include({ SourceAccountId: member, SourceRegion: region, ResourceType: secretType });
    expect(names(await list())).to.deep.equal(['api', 'db', 'root']);
    expect(names(await list({ AccountId: member }))).to.deep.equal(['api', 'db']);
    expect(names(await list({ Region: otherRegion }))).to.deep.equal(['root']);
    expect(names(await list({ ResourceName: 'db' }))).to.deep.equal(['db']);
    expect(names(await list({ ResourceId: api?.['ResourceId'] }))).to.deep.equal(['api']);
    expect(await list({}, { ResourceType: 'AWS::S3::Bucket' })).to.deep.equal([]);
    expect(names(await list({}, { Limit: 2 }))).to.deep.equal(['api', 'db']);
    expect((await refusal(list({}, { Limit: 101 }))).code).to.equal('InvalidLimitException');
    expect((await refusal(list({}, { ResourceType: 'AWS::No::Thing' }))).code).to.equal(
      'ValidationException',
    );
  });

  it('are counted, in all and in groups, with what is recorded of their compliance', async () => {
    const counts = (input: Shape): Promise<Shape> => ask(test, 'GetAggregateDiscoveredResourceCounts', input);
    expect(await counts({})).to.deep.equal({ TotalDiscoveredResources: 6, GroupedResourceCounts: [] });
    expect(await counts({ GroupByKey: 'ACCOUNT_ID' })).to.deep.equal({
      TotalDiscoveredResources: 6,
      GroupByKey: 'ACCOUNT_ID',
      GroupedResourceCounts: [
        { GroupName: member, ResourceCount: 4 },
        { GroupName: administrator, ResourceCount: 2 },
      ],
    });
    expect(await counts({ GroupByKey: 'RESOURCE_TYPE', Filters: { Region: region } })).to.deep.include({
      TotalDiscoveredResources: 4,
      GroupedResourceCounts: [
        { GroupName: 'AWS::Config::ResourceCompliance', ResourceCount: 2 },
        { GroupName: secretType, ResourceCount: 2 },
      ],
    });
    expect(await counts({ Filters: { ResourceType: 'AWS::S3::Bucket' } })).to.deep.include({
      TotalDiscoveredResources: 0,
    });
    const first = await counts({ GroupByKey: 'AWS_REGION', Limit: 1 });
    expect(first['GroupedResourceCounts']).to.deep.equal([{ GroupName: region, ResourceCount: 4 }]);
    const second = await counts({ GroupByKey: 'AWS_REGION', Limit: 1, NextToken: first['NextToken'] });
    expect(second['GroupedResourceCounts']).to.deep.equal([{ GroupName: otherRegion, ResourceCount: 2 }]);
    expect(second['TotalDiscoveredResources']).to.equal(6);
  });

  it('are read in one batch, without tags and relationships; what is not known comes back', async () => {
    const known = await list({ ResourceName: 'db' });
    const unknown = { ...known[0], SourceAccountId: '999999999999' };
    const misnamed = { ...known[0], ResourceName: 'other' };
    const answer = await ask(test, 'BatchGetAggregateResourceConfig', {
      ResourceIdentifiers: [...known, unknown, misnamed],
    });
    expect(answer['UnprocessedResourceIdentifiers']).to.deep.equal([unknown, misnamed]);
    const [item, ...others] = answer['BaseConfigurationItems'] as Shape[];
    expect(others).to.deep.equal([]);
    expect(item)
      .to.include({ resourceName: 'db', accountId: member })
      .and.not.to.have.any.keys('tags', 'relationships');
    expect(JSON.parse(String(item?.['configuration']))).to.include({ Name: 'db', RotationEnabled: true });
    const many = ask(test, 'BatchGetAggregateResourceConfig', {
      ResourceIdentifiers: Array(101).fill(known[0]),
    });
    expect((await refusal(many)).code).to.equal('ValidationException');
  });

  it('are read one by one, with tags', async () => {
    const [identifier] = await list({ ResourceName: 'db' });
    const get = (changes: Shape = {}): Promise<Shape> =>
      ask(test, 'GetAggregateResourceConfig', { ResourceIdentifier: { ...identifier, ...changes } });
    expect((await get())['ConfigurationItem']).to.deep.include({
      resourceName: 'db',
      tags: { owner: 'payments', stage: 'prod' },
    });
    expect((await refusal(get({ ResourceId: 'none' }))).code).to.equal('ResourceNotDiscoveredException');
    const record = await get({
      ResourceType: 'AWS::Config::ResourceCompliance',
      ResourceId: `${secretType}/${String(identifier?.['ResourceId'])}`,
      ResourceName: undefined,
    });
    const { configuration } = record['ConfigurationItem'] as Shape;
    expect(JSON.parse(String(configuration))).to.include({ complianceType: 'NON_COMPLIANT' });
  });
});

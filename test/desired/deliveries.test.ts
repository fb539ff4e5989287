import { expect } from 'chai';
import { bucketRegionsAskedFor } from '../../src/desired/deliveries.js';
import { desire } from '../../src/desired/desire.js';
import { nothingStands, type Standing } from '../../src/desired/standing.js';
import type { Desired } from '../../src/model/desired.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, orgConfig } from '../support/arbitraries/org-config.js';
import { organizationOf } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';

const away = 'us-east-1';
const bucket = (region: string) => `orgsecrets-config-${administrator}-${region}`;
const catalog = testCatalog(50, 1000, true);
const sketch = { units: [-1], administratorUnit: 0, accounts: [{ unit: 0, state: 'ACTIVE' as const }] };

function desired(
  config: Partial<OrgConfig> = {},
  standing: Standing = nothingStands,
  facts = catalog,
): Desired {
  return desire(orgConfig(config), organizationOf(sketch), facts, testTemplates, 'org.yaml', [], standing);
}

const parametersOf = ({ stackSets }: Desired, name: string) =>
  stackSets.find((stackSet) => stackSet.name === `orgsecrets-${name}`)?.parameters;
const kinds = ({ stackSets }: Desired) => stackSets.map(({ kind }) => kind);

describe('in a partition in which every Region has a bucket', () => {
  it('the administrator account gets one beside the hub’s, and recorders deliver to that of their Region', () => {
    const made = desired();
    const found = made.stackSets.filter(({ kind }) => kind === 'bucket');
    expect(found.map(({ name, region, accounts }) => [name, region, accounts])).to.deep.equal([
      [`orgsecrets-bucket-${away}`, away, [administrator]],
    ]);
    expect(found[0]).to.deep.include({
      capabilities: [],
      autoDeployment: { enabled: false, dependsOn: [] },
      permissionModel: 'SERVICE_MANAGED',
    });
    for (const model of ['', 'management-'])
      for (const region of [home, away])
        expect(parametersOf(made, `${model}recorder-${region}`)).to.include({ BucketName: bucket(region) });
    expect(parametersOf(made, 'hub')).to.include({ BucketName: bucket(home) });
  });

  it('a bucket from before is used again, each by itself', () => {
    const kept = desired({}, { keptBuckets: new Set([away]) });
    expect(parametersOf(kept, 'hub')).to.include({ CreateBucket: 'true' });
    expect(parametersOf(kept, `bucket-${away}`)).to.include({ CreateBucket: 'kept' });
  });

  it('it trusts whom the hub’s bucket trusts', () => {
    for (const delivery of [{ trust: 'organization' }, { trust: 'service', keyPrefix: 'config' }] as const) {
      const made = desired({ delivery });
      const { DeliveryTrust, DeliveryAccountIds, BucketKeyPrefix } = parametersOf(made, 'hub') ?? {};
      expect(parametersOf(made, `bucket-${away}`)).to.include({
        DeliveryTrust,
        DeliveryAccountIds,
        BucketKeyPrefix,
      });
    }
  });

  it('a recorder’s own role, the same in every Region, may write to each in the folder of its account', () => {
    const base = orgConfig().recorder;
    const linked = parametersOf(desired(), 'member');
    expect(linked).to.include({ OtherBucketArns: '', OtherHistoryArns: '' });
    const recorder = { ...base, role: 'dedicated' as const };
    const arn = `arn:aws:s3:::${bucket(away)}`;
    expect(parametersOf(desired({ recorder }), 'member')).to.include({
      BucketName: bucket(home),
      OtherBucketArns: arn,
      OtherHistoryArns: `${arn}/AWSLogs/\${aws:PrincipalAccount}/Config/*`,
    });
    const delivery = { trust: 'organization', keyPrefix: 'a/b' } as const;
    expect(parametersOf(desired({ recorder, delivery }), 'member')).to.include({
      OtherHistoryArns: `${arn}/a/b/AWSLogs/\${aws:PrincipalAccount}/Config/*`,
    });
  });

  it('a changed home Region changes no recorder: the buckets keep their names', () => {
    const moved = desired({ delegatedAdministrator: { accountId: administrator, homeRegion: away } });
    expect(parametersOf(moved, 'hub')).to.include({ BucketName: bucket(away) });
    expect(parametersOf(moved, `bucket-${home}`)).to.include({ BucketName: bucket(home) });
    for (const region of [home, away])
      expect(parametersOf(moved, `recorder-${region}`)).to.deep.equal(
        parametersOf(desired(), `recorder-${region}`),
      );
  });

  it('a bucket of somebody else’s is everybody’s, and those that can’t deliver there are left out', () => {
    const delivery = { trust: 'organization', bucket: 'theirs' } as const;
    const regions = catalog.regions.map((region) =>
      region.name === away ? { ...region, ownBucketOnly: true } : region,
    );
    const made = desired({ delivery }, nothingStands, { ...catalog, regions });
    expect(kinds(made)).not.to.include('bucket');
    expect(made.exclusions.find(({ region }) => region === away)?.reason).to.contain(
      'buckets of the same Region alone',
    );
    expect(kinds(desired({}, nothingStands, { ...catalog, regions }))).to.include('bucket');
  });

  it('the names of all of them are asked for before anybody knows who is covered', () => {
    const asked = (config: Partial<OrgConfig>, facts = catalog) =>
      bucketRegionsAskedFor(orgConfig(config), facts, 'aws');
    const regions = { include: [home, away], exclude: [], allowUnsupported: [] };
    expect(asked({ regions })).to.deep.equal([home, away]);
    expect(asked({ regions }, testCatalog())).to.deep.equal([home]);
    expect(asked({ regions, delivery: { trust: 'organization', bucket: 'theirs' } })).to.deep.equal([]);
  });
});

describe('in a partition with one bucket for all', () => {
  it('every recorder delivers to the hub’s', () => {
    const made = desired({}, nothingStands, testCatalog());
    expect(kinds(made)).not.to.include('bucket');
    for (const region of [home, away])
      expect(parametersOf(made, `recorder-${region}`)).to.include({ BucketName: bucket(home) });
  });
});

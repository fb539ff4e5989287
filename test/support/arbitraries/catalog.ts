import {
  ruleNames,
  type Catalog,
  type Limit,
  type ManagedRule,
  type Region,
  type Sourced,
} from '../../../src/model/catalog.js';

const sourced: Sourced = { source: 'https://example.com/facts', asOf: '2026-01-01' };

export const home = 'eu-central-1';

/** Two plain Regions, two opt-in ones, two from which events can't be forwarded, one that is excluded, one without Config. */
const regions: readonly Region[] = [
  region('ap-southeast-3'),
  region('eu-central-1'),
  region('il-central-1', { optIn: true }),
  region('me-central-1', { optIn: true, eventForwarding: false }),
  region('mx-central-1', { config: false }),
  region('us-east-1', { eventForwarding: false }),
];

function region(name: string, differences: Partial<Region> = {}): Region {
  return {
    name,
    longName: name,
    partition: 'aws',
    optIn: false,
    config: true,
    eventForwarding: true,
    ownBucketOnly: false,
    ...differences,
  };
}

const rules: readonly ManagedRule[] = ruleNames.map((name) => ({
  ...sourced,
  name,
  identifier: name.toUpperCase().replaceAll('-', '_'),
  trigger: /periodic|unused/.test(name) ? 'periodic' : 'change',
  description: name,
  parameters: [],
  statements: [],
  unsupported:
    name === 'secretsmanager-using-cmk'
      ? [{ ...sourced, region: 'me-central-1', reason: 'not supported there', statements: [] }]
      : [],
}));

function limit(value: number): Limit {
  return { ...sourced, value, adjustable: false };
}

/** Small values make many operations. */
export function testCatalog(
  unitsPerOperation = 50,
  accountsPerOperation = 1000,
  regionalBuckets = false,
): Catalog {
  return {
    partitions: [
      {
        ...sourced,
        name: 'aws',
        mainRegion: 'us-east-1',
        crossRegionEvents: true,
        regionalBuckets,
        accountManagement: true,
      },
    ],
    regions,
    regionSources: { config: sourced, optIn: sourced, eventForwarding: sourced, ownBucketOnly: sourced },
    rules,
    limits: {
      organizationalUnitsPerOperation: limit(unitsPerOperation),
      accountsPerOperation: limit(accountsPerOperation),
      stackSetsPerAdministrator: limit(1000),
      stackInstancesPerStackSet: limit(100_000),
      templateBodyBytes: limit(51_200),
      accountsPerAggregator: limit(10_000),
      accountsPerWeekInAggregators: limit(1000),
      aggregatorsPerAccount: limit(50),
      rulesPerRegion: limit(400),
      bucketPolicyBytes: limit(20_480),
      eventBusPolicyBytes: limit(10_240),
      configAdministratorsPerOrganization: limit(3),
      accountsPerOrganization: limit(10_000),
    },
    controls: [],
    exclusions: [
      { ...sourced, region: 'ap-southeast-3', reason: 'not supported for this purpose', statements: [] },
    ],
  };
}

import fc from 'fast-check';
import { ruleFrequencies, ruleNames, type RuleName } from '../../src/model/catalog.js';
import type { OrgConfig, RuleConfig, SubscriptionConfig } from '../../src/model/org-config.js';
import { severities } from '../../src/model/severity.js';
import { theCatalog } from '../catalog/the-catalog.js';

const names = theCatalog.regions.filter((region) => region.partition === 'aws').map((region) => region.name);
const usual = theCatalog.regions.filter((region) => region.partition === 'aws' && !region.optIn);
const administrator = '000000000001';

/** Digits, leading zeros included, and never the administrator account. */
const accountId = fc.stringMatching(/^\d{12}$/).filter((id) => id !== administrator);
const word = fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/);
const reason = fc.option(
  fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => /\S/.test(text)),
  { nil: undefined },
);

const rules = fc.record<Record<RuleName, RuleConfig>>(
  Object.fromEntries(ruleNames.map((name) => [name, rule(name)])) as Record<
    RuleName,
    fc.Arbitrary<RuleConfig>
  >,
);

function rule(name: RuleName): fc.Arbitrary<RuleConfig> {
  const managed = theCatalog.rules.find((candidate) => candidate.name === name)!;
  const parameters = Object.fromEntries(
    managed.parameters.map((parameter) => [
      parameter.name,
      parameter.type === 'integer'
        ? fc.integer({ min: parameter.minimum, max: parameter.maximum })
        : fc.array(
            word.map((key) => `arn:aws:kms:us-east-1:111111111111:key/${key}`),
            { minLength: 1, maxLength: 3 },
          ),
    ]),
  );
  const base = {
    enabled: fc.boolean(),
    // What is not required is left out, not undefined.
    parameters: fc.record(parameters, { requiredKeys: [] }) as fc.Arbitrary<RuleConfig['parameters']>,
  };
  return managed.trigger === 'change'
    ? fc.record(base)
    : fc.record(
        { ...base, frequency: fc.constantFrom(...ruleFrequencies) },
        { requiredKeys: ['enabled', 'parameters'] },
      );
}

const regions = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 12 }).chain((all) =>
  fc.record({
    include:
      all.length > 1
        ? fc.constantFrom<'all' | string[]>('all', all.slice(0, -1))
        : fc.constant('all' as const),
    exclude: fc.tuple(...all.slice(-1).map((name) => fc.record({ name: fc.constant(name), reason }))),
    allowUnsupported: fc.subarray(['ap-southeast-3', 'mx-central-1']),
  }),
);

const unit = fc.oneof(
  fc.constant('/'),
  fc.uniqueArray(word, { minLength: 1, maxLength: 3 }).map((path) => `/${path.join('/')}`),
  fc.constantFrom('r-ab12', 'ou-ab12-abcdefgh'),
);

const exception = fc.record(
  {
    secret: fc.oneof(
      word,
      word.map((name) => `arn:aws:secretsmanager:*:*:secret:${name}-??????`),
    ),
    rules: fc.subarray([...ruleNames], { minLength: 1 }),
    accounts: fc.uniqueArray(accountId, { minLength: 1, maxLength: 2 }),
    organizationalUnits: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
    regions: fc.subarray(['eu-west-1', 'us-east-1'], { minLength: 1 }),
    reason: word,
    owner: word,
    expires: fc.constantFrom('2024-02-29', '2031-12-31'),
  },
  { requiredKeys: ['secret', 'rules', 'reason', 'owner', 'expires'] },
);

const filters = {
  messages: fc.constantFrom('changes' as const, 'digests' as const),
  severities: fc.uniqueArray(fc.constantFrom(...severities), { minLength: 1 }),
  accounts: fc.uniqueArray(accountId, { minLength: 1, maxLength: 3 }),
};
const subscriptions: fc.Arbitrary<SubscriptionConfig[]> = fc.uniqueArray(
  fc.oneof(
    fc.record(
      {
        protocol: fc.constant('email' as const),
        endpoint: word.map((name) => `${name}@example.com`),
        ...filters,
      },
      { requiredKeys: ['protocol', 'endpoint'] },
    ),
    fc.record(
      {
        protocol: fc.constant('https' as const),
        endpoint: word.map((name) => `https://example.com/${name}`),
        raw: fc.boolean(),
        organizationalUnits: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['protocol', 'endpoint'] },
    ),
    fc.record(
      {
        protocol: fc.constant('chat' as const),
        rules: fc.uniqueArray(fc.constantFrom(...ruleNames), { minLength: 1 }),
      },
      { requiredKeys: ['protocol'] },
    ),
  ),
  { maxLength: 4, selector: (one) => `${one.protocol} ${'endpoint' in one ? one.endpoint : ''}` },
);

/** Any config that has no mistake, with every default filled in. */
export const orgConfig: fc.Arbitrary<OrgConfig> = fc
  .record({
    version: fc.constant(1 as const),
    organization: fc.record(
      {
        id: fc.constant('o-a1b2c3d4e5'),
        caller: fc.constantFrom('management-account' as const, 'delegated-administrator' as const),
        callers: fc.uniqueArray(
          word.map((name) => `arn:aws:iam::000000000002:role/${name}*`),
          { minLength: 1, maxLength: 3 },
        ),
        memberRoles: fc.uniqueArray(word, { maxLength: 3 }),
      },
      { requiredKeys: ['caller', 'callers', 'memberRoles'] },
    ),
    accounts: fc.record({
      organizationalUnits: fc.uniqueArray(unit, { minLength: 1, maxLength: 4 }),
      exclude: fc.uniqueArray(fc.record({ id: accountId, reason }), {
        maxLength: 4,
        selector: ({ id }) => id,
      }),
      includeManagementAccount: fc.boolean(),
    }),
    regions,
    recorder: fc.record({
      adopt: fc.constantFrom('as-is' as const, 'start' as const, 'extend' as const),
      role: fc.constantFrom('service-linked' as const, 'dedicated' as const),
      resourceTypes: fc
        .uniqueArray(
          word.map((name) => `AWS::${name}::Thing`),
          { maxLength: 3 },
        )
        .map((types) => ['AWS::SecretsManager::Secret', ...types]),
      frequency: fc.constantFrom('continuous' as const, 'daily' as const),
    }),
    delivery: fc.record(
      {
        bucket: fc.constant('some-bucket'),
        keyPrefix: word,
        trust: fc.constantFrom('organization' as const, 'service' as const),
      },
      { requiredKeys: ['trust'] },
    ),
    rules,
    notifications: fc.oneof(
      fc.constant({ enabled: false, regionalTopics: [], subscriptions: [] }),
      fc.record({
        enabled: fc.constant(true),
        regionalTopics: fc.constantFrom([], ['us-east-1']),
        subscriptions,
      }),
    ),
    report: fc.record(
      {
        tags: fc.uniqueArray(word, { maxLength: 3 }),
        ownerTag: word,
        exceptions: fc.array(exception, { maxLength: 3 }),
      },
      { requiredKeys: ['tags', 'exceptions'] },
    ),
    aggregator: fc.record({
      name: word,
      regions: fc.constantFrom<'covered' | 'all' | string[]>('covered', 'all', ['eu-west-1']),
    }),
    stackSets: fc.record({
      prefix: fc.stringMatching(/^[a-z][a-z0-9-]{1,19}$/),
      region: fc.constantFrom(...names),
      iamRegion: fc.constantFrom(...usual.map((region) => region.name)),
      maxConcurrentPercentage: fc.integer({ min: 1, max: 100 }),
      failureTolerancePercentage: fc.integer({ min: 0, max: 100 }),
      autoDeployment: fc.constantFrom('member' as const, 'all' as const),
      pollInterval: fc.double({ min: 0.05, max: 300, noNaN: true }),
      deadline: fc.double({ min: 0.1, max: 10080, noNaN: true }),
    }),
    tags: fc.dictionary(
      word.map((key) => key.toLowerCase()),
      fc.constantFrom('a', '0123', 'true', 'ü: x'),
      {
        maxKeys: 4,
        noNullPrototype: true,
      },
    ),
    home: fc.constantFrom(...usual.map((region) => region.name)),
  })
  .filter(({ home, regions: { exclude } }) => exclude.every(({ name }) => name !== home))
  .map(({ home, ...rest }) => ({
    ...rest,
    accounts: { ...rest.accounts, exclude: rest.accounts.exclude.map(withoutUndefined) },
    regions: { ...rest.regions, exclude: rest.regions.exclude.map(withoutUndefined) },
    delegatedAdministrator: { accountId: administrator, homeRegion: home },
  }));

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

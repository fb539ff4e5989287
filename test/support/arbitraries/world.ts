import fc from 'fast-check';
import { desire } from '../../../src/desired/desire.js';
import type { Desired } from '../../../src/model/desired.js';
import type { RecorderLook } from '../../../src/model/observed.js';
import type { OrgConfig, SubscriptionConfig } from '../../../src/model/org-config.js';
import type { Organization, RegionOptState } from '../../../src/model/organization.js';
import { targetKey, type Target } from '../../../src/model/target.js';
import { emptyWorld, type PureWorld } from '../pure-world.js';
import { home, testCatalog } from './catalog.js';
import { administrator, management, orgConfig } from './org-config.js';
import { accountId, organizationOf, unitId, type OrganizationSketch } from './organization.js';
import { testTemplates } from './templates.js';

const states = fc.constantFrom(
  'ACTIVE',
  'ACTIVE',
  'ACTIVE',
  'ACTIVE',
  'SUSPENDED',
  'PENDING_CLOSURE',
  'CLOSED',
);
const optStates = fc.constantFrom<RegionOptState[]>(
  'ENABLED',
  'ENABLED',
  'DISABLED',
  'ENABLING',
  'DISABLING',
);

const sketches: fc.Arbitrary<OrganizationSketch> = fc.integer({ min: 0, max: 5 }).chain((count) =>
  fc.record({
    units: fc.tuple(...Array.from({ length: count }, (_, index) => fc.integer({ min: -1, max: index - 1 }))),
    accounts: fc.array(fc.record({ unit: fc.integer({ min: -1, max: count - 1 }), state: states }), {
      maxLength: 7,
    }),
    administratorUnit: fc.integer({ min: -1, max: count - 1 }),
  }),
);

/** Organizations with opt-in Regions in every state, unknown ones too. */
const organizations: fc.Arbitrary<{ sketch: OrganizationSketch; organization: Organization }> =
  sketches.chain((sketch) => {
    const ids = [management, administrator, ...sketch.accounts.map((_, index) => accountId(index))];
    const states = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(optStates, optStates) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
    return fc.tuple(...ids.map(() => states)).map((all) => ({
      sketch,
      organization: organizationOf(sketch, {
        optInRegions: new Map(
          all.map((pair, index) => [
            ids[index]!,
            pair
              ? new Map([
                  ['il-central-1', pair[0]],
                  ['me-central-1', pair[1]],
                ])
              : { unknown: 'AccessDenied' },
          ]),
        ),
      }),
    }));
  });

/** An org.yaml that fits the organization. */
function configsFor(sketch: OrganizationSketch): fc.Arbitrary<OrgConfig> {
  const ancestors = (unit: number): number[] => (unit < 0 ? [-1] : [...ancestors(sketch.units[unit]!), unit]);
  return fc
    .record({
      adminUnit: fc.constantFrom(...ancestors(sketch.administratorUnit)),
      units: fc.subarray(sketch.units.map((_, index) => index)),
      exclude: fc.subarray(sketch.accounts.map((_, index) => accountId(index))),
      includeManagementAccount: fc.boolean(),
      include: fc.oneof(
        fc.constant('all' as const),
        fc.subarray(['us-east-1', 'il-central-1', 'me-central-1']),
      ),
      adopt: fc.constantFrom('as-is' as const, 'start' as const, 'extend' as const),
      role: fc.constantFrom('service-linked' as const, 'dedicated' as const),
      trust: fc.constantFrom('organization' as const, 'service' as const),
      notifications: fc.boolean(),
      subscriptions: fc.subarray<SubscriptionConfig>([
        { protocol: 'email', endpoint: 'security@example.com', messages: 'digests' },
        { protocol: 'sqs', endpoint: 'arn:aws:sqs:us-east-1:000000000002:findings', severities: ['high'] },
        { protocol: 'https', endpoint: 'https://example.com/hook', accounts: [administrator] },
        { protocol: 'chat' },
      ]),
      cmk: fc.boolean(),
    })
    .map((choice) => {
      const base = orgConfig();
      return orgConfig({
        accounts: {
          organizationalUnits: [...new Set([choice.adminUnit, ...choice.units])].map(unitId),
          exclude: choice.exclude.map((id) => ({ id })),
          includeManagementAccount: choice.includeManagementAccount,
        },
        regions: { ...base.regions, include: choice.include === 'all' ? 'all' : [home, ...choice.include] },
        recorder: { ...base.recorder, adopt: choice.adopt, role: choice.role },
        delivery: { trust: choice.trust },
        notifications: {
          enabled: choice.notifications,
          regionalTopics: [],
          subscriptions: choice.notifications ? choice.subscriptions : [],
        },
        rules: { ...base.rules, 'secretsmanager-using-cmk': { enabled: choice.cmk, parameters: {} } },
      });
    });
}

export const organizationsWithConfigs: fc.Arbitrary<{ organization: Organization; config: OrgConfig }> =
  organizations.chain(({ sketch, organization }) =>
    configsFor(sketch).map((config) => ({ organization, config })),
  );

/** How many OUs and how many accounts one operation may name; and whether every Region has a bucket of its own. */
const limits = fc.tuple(fc.constantFrom(1, 2, 50), fc.constantFrom(1, 2, 1000), fc.boolean());

/** What should be, for random organizations and org.yamls; little fits an operation, so that there are several. */
export const desireds: fc.Arbitrary<Desired> = organizations.chain(({ sketch, organization }) =>
  fc
    .tuple(configsFor(sketch), limits)
    .map(([config, most]) => desire(config, organization, testCatalog(...most), testTemplates, 'org.yaml')),
);

/** The same organization before and after somebody changed the org.yaml. */
export const changes: fc.Arbitrary<readonly [Desired, Desired]> = organizations.chain(
  ({ sketch, organization }) =>
    fc
      .tuple(configsFor(sketch), configsFor(sketch), limits)
      .map(([before, after, most]): readonly [Desired, Desired] => [
        desire(before, organization, testCatalog(...most), testTemplates, 'org.yaml'),
        desire(after, organization, testCatalog(...most), testTemplates, 'org.yaml'),
      ]),
);

const foreign: fc.Arbitrary<RecorderLook> = fc
  .record({
    recording: fc.boolean(),
    strategy: fc.constantFrom(
      'ALL_SUPPORTED_RESOURCE_TYPES' as const,
      'INCLUSION_BY_RESOURCE_TYPES' as const,
      'EXCLUSION_BY_RESOURCE_TYPES' as const,
    ),
    types: fc.subarray(['AWS::SecretsManager::Secret', 'AWS::EC2::Instance']),
  })
  .map(({ recording, strategy, types }) => ({
    name: 'default',
    recording,
    lastStatus: 'Success' as const,
    lastError: undefined,
    settings: {
      roleArn: 'arn:aws:iam::000000000000:role/config',
      allSupported: strategy === 'ALL_SUPPORTED_RESOURCE_TYPES',
      includeGlobalResourceTypes: false,
      strategy,
      resourceTypes: strategy === 'INCLUSION_BY_RESOURCE_TYPES' ? types : [],
      excludedTypes: strategy === 'EXCLUSION_BY_RESOURCE_TYPES' ? types : [],
      frequency: 'CONTINUOUS' as const,
      frequencyOverrides: [],
    },
  }));

/** A world before the first run: some recorders and roles are there, and some accounts let the tool look. */
export const worlds: fc.Arbitrary<PureWorld> = desireds.chain((desired) => {
  const accounts = [...new Set(desired.coverage.map((target) => target.accountId))];
  return fc
    .record({
      access: fc.boolean(),
      roles: fc.subarray(accounts),
      slr: fc.subarray(accounts),
      foreign: fc
        .subarray([...desired.coverage])
        .chain((targets) =>
          fc.tuple(
            ...targets.map((target) => foreign.map((recorder): [Target, RecorderLook] => [target, recorder])),
          ),
        ),
    })
    .map((choice) => ({
      ...emptyWorld(desired),
      stackSetsAccess: choice.access ? ('ENABLED' as const) : ('DISABLED' as const),
      open: new Set(choice.roles),
      serviceLinkedRoles: new Set(choice.slr),
      recorders: new Map(choice.foreign.map(([target, recorder]) => [targetKey(target), recorder])),
    }));
});

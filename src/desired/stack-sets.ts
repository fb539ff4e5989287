import type { Partition, Region } from '../model/catalog.js';
import type {
  DesiredRule,
  DesiredStackSet,
  PermissionModel,
  StackSetKind,
  Templates,
} from '../model/desired.js';
import { compareText, type AccountId, type RegionName, type Target } from '../model/target.js';
import type { CoveredUnits } from './covered-units.js';
import { isShared, managedByTag, ownershipTag, stackSetName } from './names.js';
import {
  bucketParameters,
  forwardParameters,
  hubParameters,
  memberParameters,
  notifyParameters,
  otherBucketRegions,
  recorderParameters,
  rulesParameters,
  type ParameterFacts,
  type Parameters,
} from './parameters.js';

export interface StackSetFacts extends ParameterFacts {
  readonly templates: Templates;
  readonly partition: Partition['name'];
  readonly managementAccountId: AccountId;
  readonly coverage: readonly Target[];
  readonly regions: readonly Region[];
  readonly rulesByRegion: ReadonlyMap<RegionName, readonly DesiredRule[]>;
  readonly units: CoveredUnits;
  /** The Region of the bus that takes a Region's events; none where notifications are off. */
  readonly busOf: ReadonlyMap<RegionName, RegionName>;
}

const capabilities: Readonly<Record<StackSetKind, readonly string[]>> = {
  hub: ['CAPABILITY_NAMED_IAM'],
  member: ['CAPABILITY_NAMED_IAM'],
  slr: ['CAPABILITY_IAM'],
  recorder: [],
  rules: [],
  forward: [],
  notify: [],
  bucket: [],
};

export function ourTags(config: ParameterFacts['config']): Readonly<Record<string, string>> {
  const { prefix } = config.stackSets;
  return { ...config.tags, [managedByTag]: prefix, [ownershipTag]: prefix };
}

/** Every StackSet that should be, in deployment order, the management account's after the members'. */
export function stackSetsOf(facts: StackSetFacts): readonly DesiredStackSet[] {
  const isManagement = (id: AccountId) => id === facts.managementAccountId;
  const members = facts.coverage.filter((target) => !isManagement(target.accountId));
  const management = facts.coverage.filter((target) => isManagement(target.accountId));
  return [
    ...hub(facts),
    ...perModel(facts, 'SERVICE_MANAGED', members),
    ...perModel(facts, 'SELF_MANAGED', management),
  ];
}

/** What all accounts share, in the administrator account: the hub, and what it has in other Regions. */
function hub(facts: StackSetFacts): readonly DesiredStackSet[] {
  const { administratorAccountId, homeRegion, notifiedRegions } = facts;
  const accounts = distinct(facts.coverage.map((target) => target.accountId));
  const unit = [...facts.units].find(([, ids]) => ids.includes(administratorAccountId));
  const shared = (kind: StackSetKind, region: RegionName, parameters: Parameters): DesiredStackSet => ({
    ...stackSet(facts, kind, 'SERVICE_MANAGED', region, parameters, [administratorAccountId]),
    organizationalUnits: unit ? [unit[0]] : [],
  });
  return [
    shared('hub', homeRegion, hubParameters(facts, accounts)),
    ...otherBucketRegions(facts).map((region) =>
      shared('bucket', region, bucketParameters(facts, region, accounts)),
    ),
    ...notifiedRegions
      .filter((region) => region !== homeRegion)
      .map((region) => shared('notify', region, notifyParameters(facts))),
  ];
}

function perModel(
  facts: StackSetFacts,
  model: PermissionModel,
  targets: readonly Target[],
): DesiredStackSet[] {
  if (targets.length === 0) return [];
  const { config } = facts;
  const accounts = distinct(targets.map((target) => target.accountId));
  const iam = config.stackSets.iamRegion;
  const perRegion = (kind: StackSetKind, parameters: (region: RegionName) => Parameters | undefined) =>
    facts.regions.flatMap(({ name }) => {
      const inRegion = targets.filter((target) => target.region === name).map((target) => target.accountId);
      const values = parameters(name);
      return inRegion.length === 0 || !values ? [] : [stackSet(facts, kind, model, name, values, inRegion)];
    });
  return [
    stackSet(facts, 'member', model, iam, memberParameters(facts), accounts),
    ...(config.recorder.role === 'service-linked' ? [stackSet(facts, 'slr', model, iam, {}, accounts)] : []),
    ...perRegion('recorder', (region) => recorderParameters(facts, region)),
    // A stack without a resource is no valid stack.
    ...perRegion('rules', (region) => {
      const rules = facts.rulesByRegion.get(region) ?? [];
      return rules.length === 0 ? undefined : rulesParameters(config, rules);
    }),
    ...perRegion('forward', (region) => {
      const bus = facts.busOf.get(region);
      return bus === undefined ? undefined : forwardParameters(facts, bus);
    }),
  ];
}

function stackSet(
  facts: StackSetFacts,
  kind: StackSetKind,
  permissionModel: PermissionModel,
  region: RegionName,
  parameters: Parameters,
  accounts: readonly AccountId[],
): DesiredStackSet {
  const managed = permissionModel === 'SERVICE_MANAGED';
  return {
    name: stackSetName(facts.prefix, kind, permissionModel, region),
    kind,
    permissionModel,
    region,
    templateDigest: facts.templates[kind].digest,
    parameters,
    capabilities: capabilities[kind],
    tags: ourTags(facts.config),
    autoDeployment: managed ? autoDeployment(facts, kind, region) : undefined,
    organizationalUnits: managed ? [...facts.units.keys()] : [],
    accounts,
  };
}

/** Auto-deployment is off in opt-in Regions: AWS ignores account filters there, and not every account has them. */
function autoDeployment(
  facts: StackSetFacts,
  kind: StackSetKind,
  region: RegionName,
): DesiredStackSet['autoDeployment'] {
  const off = { enabled: false, dependsOn: [] };
  if (kind === 'member') return { enabled: true, dependsOn: [] };
  const optIn = facts.regions.some((known) => known.name === region && known.optIn);
  if (facts.config.stackSets.autoDeployment !== 'all' || isShared(kind) || optIn) return off;
  const name = (other: StackSetKind) => stackSetName(facts.prefix, other, 'SERVICE_MANAGED', region);
  const slr = facts.config.recorder.role === 'service-linked' ? [name('slr')] : [];
  const before = {
    slr: [name('member')],
    recorder: [name('member'), ...slr],
    rules: [name('recorder')],
    forward: [name('member')],
    hub: [],
    notify: [],
    bucket: [],
  };
  return { enabled: true, dependsOn: before[kind] };
}

function distinct(ids: readonly AccountId[]): readonly AccountId[] {
  return [...new Set(ids)].sort(compareText);
}

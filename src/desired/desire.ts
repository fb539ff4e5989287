import type { Catalog, Partition, Region } from '../model/catalog.js';
import type { Desired, DesiredAggregator, DesiredStack, Templates } from '../model/desired.js';
import type { Exclusion } from '../model/exclusion.js';
import type { OrgConfig } from '../model/org-config.js';
import type { Organization } from '../model/organization.js';
import type { RuleRefusal } from '../model/rule-refusal.js';
import { everything } from '../model/scope.js';
import { compareText, type RegionName, type Target } from '../model/target.js';
import { callerAccountOf, checkAdministrator, checkOrganization, invalid } from './check.js';
import { hasControlTower } from './control-tower.js';
import { coverageOf } from './coverage.js';
import { coveredAccounts } from './covered-accounts.js';
import { coveredRules } from './covered-rules.js';
import { coveredUnits } from './covered-units.js';
import { secretType } from '../model/secret-type.js';
import { bucketRegions } from './deliveries.js';
import { forwardingOf, notifiedRegions } from './forwarding.js';
import { aggregatorRoleArn, managementRolesName, recorderName } from './names.js';
import { managementRolesParameters, type ParameterFacts } from './parameters.js';
import { coveredRegions, regionIn } from './regions.js';
import { narrow } from './narrow.js';
import { placesOf } from './places.js';
import { registrationsOf } from './registrations.js';
import { followed, followedWarnings, nothingStands, type Standing } from './standing.js';
import { checkAutoDeployment, checkTrust } from './limits.js';
import { ourTags, stackSetsOf } from './stack-sets.js';
import { notificationsOf } from './subscriptions.js';

/**
 * What should be, from the org.yaml and the organization as it is. Pure; the same input gives the same answer. Where some
 * accounts of the organization are known alone, it is narrowed to those.
 *
 * @param configFile the org.yaml's path as people know it, for the sources of exclusions.
 * @param refusals rules that AWS refused since the run began.
 * @param standing what an earlier run fixed for good.
 * @throws OrgSecretsError of the user's fault where the org.yaml does not fit the organization.
 */
export function desire(
  asWritten: OrgConfig,
  organization: Organization,
  catalog: Catalog,
  templates: Templates,
  configFile: string,
  refusals: readonly RuleRefusal[] = [],
  standing: Standing = nothingStands,
): Desired {
  const config = followed(asWritten, standing);
  checkOrganization(config, organization, configFile);
  const partition = partitionOf(organization, catalog);
  const callerAccountId = callerAccountOf(config, organization, configFile);
  const units = coveredUnits(config, organization, configFile);
  const accounts = coveredAccounts(config, organization, units, configFile);
  const { accountId: administratorAccountId, homeRegion } = config.delegatedAdministrator;
  regionIn(partition.name, homeRegion, catalog, `${configFile} delegatedAdministrator.homeRegion`);
  const asked = coveredRegions(config, catalog, partition.name, configFile);
  const coverage = coverageOf(accounts.accounts, asked.regions, organization);
  const placed = [...accounts.exclusions, ...asked.exclusions, ...coverage.exclusions];
  checkAdministrator(config, organization, coverage.targets, placed, configFile);

  const regions = asked.regions.filter(({ name }) =>
    coverage.targets.some((target) => target.region === name),
  );
  const rules = coveredRules(config, catalog, regions, configFile, refusals);
  const forwarding = forwardingOf(config, partition, regions, coverage.targets);
  const withTopic = notifiedRegions(forwarding);
  const { prefix } = config.stackSets;
  const notified = notificationsOf(
    config,
    organization,
    coverage.targets,
    withTopic,
    { partition: partition.name, prefix, administratorAccountId, homeRegion },
    configFile,
  );
  const registrations = registrationsOf(
    config,
    organization,
    asked.regions.some((region) => region.optIn),
    catalog.limits.configAdministratorsPerOrganization.value,
  );
  checkTrust(config, coverage.targets, configFile);
  const facts: ParameterFacts & { partition: Partition['name'] } = {
    config,
    partition: partition.name,
    prefix,
    administratorAccountId,
    homeRegion,
    organizationId: organization.id,
    callerAccountId,
    keptBuckets: standing.keptBuckets,
    bucketRegions: bucketRegions(config, partition, regions, coverage.targets),
    notifiedRegions: withTopic,
  };
  const { managementAccountId, only } = organization;
  const desired: Desired = {
    organizationId: organization.id,
    partition: partition.name,
    prefix,
    scope: everything,
    managementAccountId,
    administratorAccountId,
    homeRegion,
    stackSetsRegion: regionIn(
      partition.name,
      config.stackSets.region,
      catalog,
      `${configFile} stackSets.region`,
    ).name,
    iamRegion: iamRegionOf(config, partition, catalog, configFile),
    coverage: coverage.targets,
    undecided: coverage.undecided,
    rulesByRegion: rules.byRegion,
    refusedRules: rules.refused,
    exclusions: [...placed, ...rules.exclusions].toSorted(compareExclusions),
    accountsInUnits: units,
    places: placesOf(organization),
    organizationalUnitsPerOperation: catalog.limits.organizationalUnitsPerOperation.value,
    accountsPerOperation: catalog.limits.accountsPerOperation.value,
    stackSets: stackSetsOf({
      ...facts,
      templates,
      managementAccountId,
      coverage: coverage.targets,
      regions,
      rulesByRegion: rules.byRegion,
      units,
      busOf: forwarding.busOf,
    }),
    managementRoles: managementRoles(facts, templates, organization, coverage.targets, regions),
    aggregator: aggregatorOf(facts, regions),
    notifications: notified.notifications,
    trustedServices: registrations.trustedServices,
    delegatedAdministrators: registrations.delegatedAdministrators,
    recorder: {
      adopt: config.recorder.adopt,
      requiredType: secretType,
      name: recorderName,
    },
    controlTower: hasControlTower(organization),
    warnings: [
      ...followedWarnings(asWritten, standing, configFile),
      ...accounts.warnings,
      ...checkAutoDeployment(config, accounts.exclusions, units, configFile),
      ...forwarding.warnings,
      ...notified.warnings,
      ...registrations.warnings,
    ],
  };
  return only ? narrow(desired, { accounts: only }) : desired;
}

function partitionOf(organization: Organization, catalog: Catalog): Partition {
  const partition = catalog.partitions.find((known) => known.name === organization.partition);
  if (partition) return partition;
  throw invalid(
    `The organization is in the partition ${organization.partition}, which the catalog does not know.`,
    'Add it to config/catalog/regions.yaml.',
  );
}

/** Stacks of roles go to every covered account, so their Region must be one that every account has. */
function iamRegionOf(
  config: OrgConfig,
  partition: Partition,
  catalog: Catalog,
  configFile: string,
): RegionName {
  const place = `${configFile} stackSets.iamRegion`;
  const region = regionIn(partition.name, config.stackSets.iamRegion, catalog, place);
  if (!region.optIn) return region.name;
  throw invalid(
    `${place}: ${region.name} is an opt-in Region.`,
    `Name one that every account has: ${partition.mainRegion}.`,
  );
}

function managementRoles(
  facts: ParameterFacts,
  templates: Templates,
  organization: Organization,
  coverage: readonly Target[],
  regions: readonly Region[],
): DesiredStack | undefined {
  const targets = coverage.filter((target) => target.accountId === organization.managementAccountId);
  if (targets.length === 0) return undefined;
  const optIn = regions.filter(
    ({ name, optIn }) => optIn && targets.some((target) => target.region === name),
  );
  return {
    name: managementRolesName(facts.prefix),
    accountId: organization.managementAccountId,
    region: facts.config.stackSets.iamRegion,
    templateDigest: templates['management-roles'].digest,
    template: 'management-roles',
    parameters: managementRolesParameters(
      facts,
      optIn.map((region) => region.name),
    ),
    capabilities: ['CAPABILITY_NAMED_IAM'],
    tags: ourTags(facts.config),
  };
}

function aggregatorOf(facts: ParameterFacts, covered: readonly Region[]): DesiredAggregator {
  const { name, regions } = facts.config.aggregator;
  const names = regions === 'covered' ? covered.map((region) => region.name) : regions;
  return {
    name,
    accountId: facts.administratorAccountId,
    region: facts.homeRegion,
    roleArn: aggregatorRoleArn(facts),
    regions: names === 'all' ? 'all' : [...new Set(names)].sort(compareText),
    tags: ourTags(facts.config),
  };
}

function compareExclusions(a: Exclusion, b: Exclusion): number {
  return (
    compareText(a.accountId ?? '', b.accountId ?? '') ||
    compareText(a.region ?? '', b.region ?? '') ||
    compareText(a.rule ?? '', b.rule ?? '')
  );
}

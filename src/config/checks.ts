import { defaultExclusion, findRegion } from '../catalog/catalog.js';
import { ruleNames, type Catalog } from '../model/catalog.js';
import { formatPath, type Path } from './path.js';
import { Reader, type Conflict } from './reader.js';
import { subscriptionConflicts, subscriptionLists } from './subscription-checks.js';

/**
 * What no section can see alone. Works on the data as it was read, so that a mistake elsewhere hides none of these;
 * whatever has the wrong type is left to the schema.
 */
export function findConflicts(data: unknown, catalog: Catalog): Conflict[] {
  const file = new Reader(data);
  return [
    ...twice(file),
    ...excludedAdministrator(file),
    ...excludedRegions(file),
    ...homeRegion(file, catalog),
    ...partitions(file, catalog),
    ...callers(file),
    ...iamRegion(file, catalog),
    ...secretType(file),
    ...tagKeys(file),
    ...subscriptionConflicts(file, catalog),
  ];
}

function twice(file: Reader): Conflict[] {
  const lists: [Path, string][] = [
    [['organization', 'callers'], ''],
    [['organization', 'memberRoles'], ''],
    [['accounts', 'organizationalUnits'], ''],
    [['accounts', 'exclude'], 'id'],
    [['regions', 'include'], 'name'],
    [['regions', 'exclude'], 'name'],
    [['regions', 'allowUnsupported'], 'name'],
    [['recorder', 'resourceTypes'], ''],
    [['aggregator', 'regions'], ''],
    [['notifications', 'regionalTopics'], ''],
    [['report', 'tags'], ''],
    ...exceptionLists(file),
    ...subscriptionLists(file),
    ...ruleNames.map((rule): [Path, string] => [['rules', rule, 'excludeRegions'], 'name']),
  ];
  return lists.flatMap(([path, key]) => {
    const seen = new Set<string>();
    return file.list(path, key).flatMap((mention) => {
      if (seen.has(mention.value)) return [{ path: mention.path, reason: 'is in this list twice' }];
      seen.add(mention.value);
      return [];
    });
  });
}

/** The lists in each exception of the report. */
function exceptionLists(file: Reader): [Path, string][] {
  const exceptions = file.at('report', 'exceptions');
  const lists = ['rules', 'accounts', 'organizationalUnits', 'regions'];
  return Array.isArray(exceptions)
    ? exceptions.flatMap((_, index) =>
        lists.map((list): [Path, string] => [['report', 'exceptions', index, list], '']),
      )
    : [];
}

function excludedAdministrator(file: Reader): Conflict[] {
  const administrators = file.text('delegatedAdministrator', 'accountId');
  return file.list(['accounts', 'exclude'], 'id').flatMap(({ value, path }) => {
    if (!administrators.some((administrator) => administrator.value === value)) return [];
    return [
      {
        path,
        reason: 'is the delegated administrator, which can not be excluded: the aggregator lives there',
      },
    ];
  });
}

function excludedRegions(file: Reader): Conflict[] {
  const { include, exclude } = file.regions();
  const excluded = new Map(exclude.map((mention) => [mention.value, mention.path]));
  return include.flatMap(({ value, path }) => {
    const other = excluded.get(value);
    return other ? [{ path, reason: `is excluded too, at ${formatPath(other)}` }] : [];
  });
}

function homeRegion(file: Reader, catalog: Catalog): Conflict[] {
  const { exclude, allowed } = file.regions();
  return file.text('delegatedAdministrator', 'homeRegion').flatMap(({ value, path }): Conflict[] => {
    const region = findRegion(catalog, value);
    if (!region) return [];
    if (!region.config) return [{ path, reason: 'is a Region without AWS Config' }];
    const exclusion = defaultExclusion(catalog, value, allowed);
    if (exclusion) {
      const way = 'name it under regions.allowUnsupported if that has changed';
      return [
        {
          path,
          reason: `can not be the home Region: ${exclusion.reason} ${way}; source: ${exclusion.source}`,
        },
      ];
    }
    const excluded = exclude.find((mention) => mention.value === value);
    return excluded ? [{ path, reason: `is excluded at ${formatPath(excluded.path)}` }] : [];
  });
}

/** Nothing crosses from one partition into another. */
function partitions(file: Reader, catalog: Catalog): Conflict[] {
  const home = file.text('delegatedAdministrator', 'homeRegion')[0];
  const partition = home && findRegion(catalog, home.value)?.partition;
  if (!partition) return [];
  const { include, exclude } = file.regions();
  const regions = [
    ...include,
    ...exclude,
    ...file.list(['regions', 'allowUnsupported'], 'name'),
    ...file.list(['aggregator', 'regions'], ''),
    ...file.list(['notifications', 'regionalTopics'], ''),
    ...ruleNames.flatMap((rule) => file.list(['rules', rule, 'excludeRegions'], 'name')),
    ...file.text('stackSets', 'region'),
    ...file.text('stackSets', 'iamRegion'),
    ...exceptionLists(file)
      .filter(([path]) => path.at(-1) === 'regions')
      .flatMap(([path]) => file.list(path, '')),
  ].flatMap(({ value, path }) => ({ path, other: findRegion(catalog, value)?.partition }));
  const arns = [
    ...file.list(['organization', 'callers'], ''),
    ...file.text('organization', 'managementRoleArn'),
  ].map(({ value, path }) => ({ path, other: /^arn:([^:]+):iam::\d{12}:/.exec(value)?.[1] }));
  return [...regions, ...arns].flatMap(({ path, other }) =>
    other === undefined || other === partition
      ? []
      : [{ path, reason: `is in the partition ${other}, but the home Region is in ${partition}` }],
  );
}

/** One account calls: our roles trust one account, and in it these callers. */
function callers(file: Reader): Conflict[] {
  const accounts = file.list(['organization', 'callers'], '').flatMap(({ value, path }) => {
    const account = /^arn:[^:]+:iam::(\d{12}):/.exec(value)?.[1];
    return account === undefined ? [] : [{ path, account }];
  });
  const first = accounts[0]?.account;
  const others = accounts
    .filter(({ account }) => account !== first)
    .map(({ path, account }) => ({
      path,
      reason: `is in account ${account}, but the callers before it in ${first}`,
    }));
  const caller = file.at('organization', 'caller');
  const roles = caller === 'delegated-administrator' ? [] : file.text('organization', 'managementRoleArn');
  const reason = 'has no use unless organization.caller is delegated-administrator';
  return [...others, ...roles.map(({ path }) => ({ path, reason }))];
}

function iamRegion(file: Reader, catalog: Catalog): Conflict[] {
  return file
    .text('stackSets', 'iamRegion')
    .filter(({ value }) => findRegion(catalog, value)?.optIn)
    .map(({ path }) => ({ path, reason: 'is an opt-in Region, which not every account has enabled' }));
}

/** Without it no rule has anything to look at. */
function secretType(file: Reader): Conflict[] {
  const path = ['recorder', 'resourceTypes'];
  const types = file.list(path, '');
  if (types.length === 0 || types.some(({ value }) => value === 'AWS::SecretsManager::Secret')) return [];
  return [{ path, reason: 'must hold AWS::SecretsManager::Secret, which every rule looks at' }];
}

/**
 * CloudFormation takes 50 tags (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html),
 * and IAM's keys are the same whatever their case (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html).
 */
function tagKeys(file: Reader): Conflict[] {
  const tags = file.at('tags');
  if (typeof tags !== 'object' || tags === null) return [];
  const keys = Object.keys(tags);
  if (keys.length > 48)
    return [{ path: ['tags'], reason: 'has more than 48 tags; AWS takes 50, and two are our own' }];
  return keys.flatMap((key, index) => {
    const twin = keys.slice(0, index).find((other) => other.toLowerCase() === key.toLowerCase());
    return twin === undefined
      ? []
      : [{ path: ['tags', key], reason: `is the same as ${twin} to IAM, which ignores the case of keys` }];
  });
}

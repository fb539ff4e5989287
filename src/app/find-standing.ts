import { mapBounded } from '../concurrency/map-bounded.js';
import { bucketRegionsAskedFor } from '../desired/deliveries.js';
import { bucketName, bucketStackSetName, parseStackSetName, stackSetName } from '../desired/names.js';
import type { Standing } from '../desired/standing.js';
import type { StackSetKind } from '../model/desired.js';
import { OrgSecretsError } from '../model/errors.js';
import type { ObservedStackSet } from '../model/observed.js';
import { everything, isNarrow, type Scope } from '../model/scope.js';
import type { AccountId, RegionName } from '../model/target.js';
import { listedAccounts } from '../observed/listed-accounts.js';
import { observeStackSets } from '../observed/observe-stack-sets.js';
import type { Run } from './run.js';

const concurrentRegions = 8;

type StackSets = ReadonlyMap<string, ObservedStackSet>;

export interface FindOptions {
  /** For a removal: another prefix is none of its business, and no bucket is to be made. */
  readonly forRemoval?: boolean;
  /** What the run is narrowed to: only instances in it are read. */
  readonly scope?: Scope;
  /** Kinds of StackSets that are not read, and not in the answer. */
  readonly without?: readonly StackSetKind[];
}

export interface Found {
  readonly standing: Standing;
  /** As they are in the Region where they live. */
  readonly stackSets: StackSets;
}

/**
 * Reads our StackSets, and from them what an earlier run fixed. A StackSet is seen only in the Region where it was made;
 * so where there are none of ours, the other Regions are asked, since the org.yaml's may have changed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
 *
 * @throws OrgSecretsError Refused where the organization is covered under another prefix.
 */
export async function findStanding(
  run: Run,
  { forRemoval = false, scope = everything, without = [] }: FindOptions = {},
): Promise<Found> {
  const { prefix, region } = run.config.stackSets;
  run.emit({ code: 'reading', what: 'stack sets' });
  const all = await listedIn(run, scope);
  const listed = (stackSet: string) => {
    const name = parseStackSetName(prefix, stackSet);
    return name === undefined || without.includes(name.kind) ? [] : all(stackSet);
  };
  const here = await observeStackSets(prefix, run.aws.stackSets, run.signal, listed);
  const kept = async (stackSets: StackSets) =>
    forRemoval ? new Set<RegionName>() : keptBuckets(run, stackSets);
  if (here.size > 0) return found(run, here, undefined, await kept(here));
  const elsewhere = await findElsewhere(run, region, !forRemoval);
  if (elsewhere === undefined) return found(run, here, undefined, await kept(here));
  run.aws.stackSets.moveTo(elsewhere);
  const there = await observeStackSets(prefix, run.aws.stackSets, run.signal, listed);
  return found(run, there, elsewhere, await kept(there));
}

/** Whose instances of a StackSet are read. */
async function listedIn(run: Run, scope: Scope): Promise<(stackSet: string) => readonly AccountId[] | 'all'> {
  if (!isNarrow(scope)) return () => 'all';
  const { managementAccountId } = await run.aws.organizations.describeOrganization();
  const { prefix } = run.config.stackSets;
  const { accountId: administratorAccountId } = run.config.delegatedAdministrator;
  const facts = { prefix, scope, managementAccountId, administratorAccountId };
  return (stackSet) => listedAccounts(stackSet, facts);
}

async function findElsewhere(
  run: Run,
  region: RegionName,
  refuseOthers: boolean,
): Promise<RegionName | undefined> {
  const { stackSets, identity } = run.aws;
  const { prefix } = run.config.stackSets;
  const regions = run.catalog.regions
    .filter(({ partition, config }) => partition === identity.partition && config)
    .map(({ name }) => name);
  const lists = await mapBounded([...new Set([region, ...regions])], concurrentRegions, async (name) => ({
    name,
    hubs: (await stackSets.listStackSetsElsewhere(name)).filter((other) => other.endsWith('-hub')),
  }));
  const owners = await mapBounded(
    lists.flatMap(({ name, hubs }) => hubs.map((hub) => ({ region: name, hub }))),
    concurrentRegions,
    async (one) => ({ ...one, owner: await stackSets.ownerOf(one.hub, one.region) }),
  );
  const ours = owners.find(({ owner, hub }) => owner === prefix && parseStackSetName(prefix, hub));
  if (ours) return ours.region;
  const other = owners.find(({ owner, hub }) => owner !== undefined && parseStackSetName(owner, hub));
  if (!other || !refuseOthers) return undefined;
  throw new OrgSecretsError(
    'Refused',
    `The organization is covered under the prefix ${other.owner} (StackSet ${other.hub} in ${other.region}), and the org.yaml says stackSets.prefix: ${prefix}. A target can't have a second recorder.`,
    {
      fault: 'user',
      instructions: `Set stackSets.prefix: ${other.owner}; or, to change it, run orgsecrets destroy with the old prefix first.`,
    },
  );
}

function found(
  run: Run,
  stackSets: StackSets,
  region: RegionName | undefined,
  kept: ReadonlySet<RegionName>,
): Found {
  const { prefix } = run.config.stackSets;
  const regionOf = (name: string) => {
    const stackSet = stackSets.get(name);
    return stackSet?.owned ? stackSet.instances[0]?.region : undefined;
  };
  const iam = (['SERVICE_MANAGED', 'SELF_MANAGED'] as const).flatMap(
    (model) => regionOf(stackSetName(prefix, 'member', model, '')) ?? [],
  );
  return {
    stackSets,
    standing: {
      stackSetsRegion: region,
      iamRegion: iam[0],
      keptBuckets: kept,
    },
  };
}

/**
 * A bucket outlives its stack, and CloudFormation refuses to make it a second time. Whether it is there is asked without
 * a signature, since no role of ours stands before the hub; that it is ours is proved when a stack of ours puts its policy.
 */
async function keptBuckets(run: Run, stackSets: StackSets): Promise<ReadonlySet<RegionName>> {
  const regions = bucketRegionsAskedFor(run.config, run.catalog, run.aws.identity.partition);
  const kept = await mapBounded(regions, concurrentRegions, (region) => isBucketKept(run, stackSets, region));
  return new Set(regions.filter((_, index) => kept[index]));
}

async function isBucketKept(run: Run, stackSets: StackSets, region: RegionName): Promise<boolean> {
  const { delegatedAdministrator, stackSets: names } = run.config;
  const { accountId, homeRegion } = delegatedAdministrator;
  const stackSet = stackSets.get(bucketStackSetName(names.prefix, region, homeRegion));
  const instance = stackSet?.instances.find((one) => one.accountId === accountId && one.region === region);
  const isThere =
    instance !== undefined &&
    (instance.stackId !== undefined ||
      instance.detailedStatus === 'RUNNING' ||
      instance.detailedStatus === 'PENDING');
  const made = stackSet?.parameters['CreateBucket'];
  const name = bucketName({ prefix: names.prefix, administratorAccountId: accountId }, region);
  // A stack that delivers to somebody else's bucket has let go of its own, and one that failed to make its own never had it.
  const holdsNone = made === 'false' || isInTheWay(name, instance?.statusReason);
  if (isThere && !holdsNone) return made === 'kept';
  return run.aws.bucketExists(name);
}

/** CloudFormation says either `NAME already exists` or `Resource of type '…' with identifier 'NAME' already exists`. */
function isInTheWay(bucket: string, reason: string | undefined): boolean {
  return [`${bucket} already exists`, `'${bucket}' already exists`].some((words) => reason?.includes(words));
}

import type { RegionName } from '../model/target.js';
import type { PermissionModel, StackSetKind } from '../model/desired.js';

/** What every name is made of. */
export interface NameParts {
  readonly partition: string;
  readonly prefix: string;
  readonly administratorAccountId: string;
  readonly homeRegion: RegionName;
}

/** Our recorder and our delivery channel hold no prefix: a target can't have a second recorder anyway. */
export const recorderName = 'orgsecrets';

/** The tag that proves a StackSet or stack to be ours; its value is the prefix. */
export const ownershipTag = 'orgsecrets:owner';
export const managedByTag = 'orgsecrets:managed-by';

const regional: readonly StackSetKind[] = ['recorder', 'rules', 'forward', 'notify', 'bucket'];

/** Whether there is one StackSet of the kind for each Region. */
export function isRegional(kind: StackSetKind): boolean {
  return regional.includes(kind);
}

/** Whether its StackSets have their one instance in the administrator account, for everybody. */
export function isShared(kind: StackSetKind): boolean {
  return kind === 'hub' || kind === 'notify' || kind === 'bucket';
}

/** `orgsecrets-rules-eu-west-1`, and `orgsecrets-management-rules-eu-west-1` for the management account. */
export function stackSetName(
  prefix: string,
  kind: StackSetKind,
  model: PermissionModel,
  region: RegionName,
): string {
  const words = [prefix];
  if (model === 'SELF_MANAGED') words.push('management');
  words.push(kind);
  if (isRegional(kind)) words.push(region);
  return words.join('-');
}

/** What a name of one of our StackSets says; `undefined` where it is none. The ownership tag alone proves that it is ours. */
export function parseStackSetName(
  prefix: string,
  name: string,
):
  { readonly kind: StackSetKind; readonly model: PermissionModel; readonly region?: RegionName } | undefined {
  const found =
    /^(management-)?(?:(recorder|rules|forward|notify|bucket)-([a-z0-9-]+)|(hub|member|slr))$/.exec(
      name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : '',
    );
  if (!found) return undefined;
  const [, management, regionalKind, region, kind] = found;
  const model = management === undefined ? 'SERVICE_MANAGED' : 'SELF_MANAGED';
  if (region === undefined) return { kind: kind as StackSetKind, model };
  return { kind: regionalKind as StackSetKind, model, region };
}

export function managementRolesName(prefix: string): string {
  return `${prefix}-management-roles`;
}

/** The StackSet that makes the bucket of a Region: the hub makes that of the home Region. */
export function bucketStackSetName(prefix: string, region: RegionName, homeRegion: RegionName): string {
  return stackSetName(prefix, region === homeRegion ? 'hub' : 'bucket', 'SERVICE_MANAGED', region);
}

/** At most 55 of the 63 characters that S3 allows. */
export function bucketName(
  { prefix, administratorAccountId }: Pick<NameParts, 'prefix' | 'administratorAccountId'>,
  region: RegionName,
): string {
  return `${prefix}-config-${administratorAccountId}-${region}`;
}

/** Where the messages of a Region go. */
export function topicArn(parts: Omit<NameParts, 'homeRegion'>, region: RegionName): string {
  return `arn:${parts.partition}:sns:${region}:${parts.administratorAccountId}:${parts.prefix}`;
}

/** What is kept between two digests, in the bucket. */
export function digestKey({ prefix }: Pick<NameParts, 'prefix'>): string {
  return `${prefix}/digest.json`;
}

/** How far the sending of a digest is, beside it. */
export function digestProgressKey({ prefix }: Pick<NameParts, 'prefix'>): string {
  return `${prefix}/digest-progress.json`;
}

/** Where the events go that reach a Region of the hub. */
export function busArn(parts: Omit<NameParts, 'homeRegion'>, region: RegionName): string {
  return `arn:${parts.partition}:events:${region}:${parts.administratorAccountId}:event-bus/${parts.prefix}`;
}

/** The role with which AWS Config reads the organization. */
export function aggregatorRoleArn(parts: NameParts): string {
  return `arn:${parts.partition}:iam::${parts.administratorAccountId}:role/${parts.prefix}-aggregator`;
}

/** Whether an aggregator with this role uses a hub of ours: what else is there is somebody else's. */
export function isAggregatorRole(roleArn: string | undefined, accountId: string, prefix: string): boolean {
  return roleArn?.endsWith(`:${accountId}:role/${prefix}-aggregator`) ?? false;
}

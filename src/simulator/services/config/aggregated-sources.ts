import { ServiceError } from '../../kernel/contract.js';
import type { Shape, World } from '../../kernel/contract.js';
import { text, texts } from '../../kernel/input.js';
import { optInSlot, regionIsEnabled } from '../account/state.js';
import { organizationOf } from '../organizations/state.js';
import { regionsIn } from './aggregation/coverage.js';
import { aggregatedSince } from './aggregation/freshness.js';
import { takenIn } from './aggregation/intake.js';
import { roleCaller } from '../iam/callers.js';
import { roleByArn } from '../iam/state.js';
import { withoutAccess } from './organization-access.js';
import { roleIsUsable } from './role.js';
import type { Aggregator, Failure, Place } from './state.js';
import { compact, time } from './wire.js';

/** One source of an aggregator: an account in a Region, or the organization itself. */
export interface Source {
  readonly type: 'ACCOUNT' | 'ORGANIZATION';
  readonly id: string;
  readonly region: string;
}

/**
 * The sources of an aggregator, in a stable order: the organization first (assumed: SourceId and AwsRegion of that row are
 * not documented), then every active account in every Region that it has enabled.
 */
export function sourcesOf(world: World, aggregator: Aggregator, place: Place): readonly Source[] {
  const source = aggregator.organizationSource;
  if (source === undefined) {
    return (aggregator.accountSources ?? []).flatMap((accounts) =>
      accountRows(world, texts(accounts, 'AccountIds') ?? [], regionsIn(world, accounts)),
    );
  }
  const organization = organizationOf(world);
  const accounts = Object.values(organization.accounts).filter((account) => account.state === 'ACTIVE');
  const isTakenIn = takenIn(world, aggregator);
  const ids = accounts
    .map((account) => account.id)
    .filter(isTakenIn)
    .sort();
  return [
    { type: 'ORGANIZATION', id: organization.id, region: place.region },
    ...accountRows(world, ids, regionsIn(world, source)),
  ];
}

/**
 * A page is cut out of all rows, of which there can be hundreds of thousands: accounts that never opted in to anything share
 * one list of Regions.
 */
function accountRows(world: World, ids: readonly string[], regions: readonly string[]): readonly Source[] {
  const opted = new Set<string>();
  for (const { accountId, value } of world.all(optInSlot))
    if (Object.keys(value.regions).length > 0) opted.add(accountId);
  const ordinary = ids.find((id) => !opted.has(id));
  const shared =
    ordinary === undefined ? [] : regions.filter((region) => regionIsEnabled(world, ordinary, region));
  return ids.flatMap((id) => {
    const own = opted.has(id) ? regions.filter((region) => regionIsEnabled(world, id, region)) : shared;
    return own.map((region): Source => ({ type: 'ACCOUNT', id, region }));
  });
}

/**
 * How aggregation stands for all sources that have no trouble of their own: OUTDATED until the first data has come
 * (`aggregatorSources`, virtual ms), FAILED while the role can't be used or may not ask Organizations, else SUCCEEDED.
 */
export async function aggregationStatus(world: World, aggregator: Aggregator, place: Place): Promise<Shape> {
  const due = aggregatedSince(world, aggregator);
  const roleArn = text(aggregator.organizationSource ?? {}, 'RoleArn');
  if (aggregator.organizationSource !== undefined) {
    const message = withoutAccess(world, place);
    if (message !== undefined)
      return failed(world.clock.now(), { code: 'OrganizationAccessDenied', message });
  }
  if (roleArn !== undefined) {
    const refused = await refusedRole(world, roleArn, place);
    if (refused) return failed(world.clock.now(), refused);
  }
  if (world.clock.now() < due) return { LastUpdateStatus: 'OUTDATED' };
  return compact({ LastUpdateStatus: 'SUCCEEDED', LastUpdateTime: time(due) });
}

/** How one source stands, where something of its own is wrong with it. */
export function troubleOf({ troubles = {} }: Aggregator, { id, region }: Source): Shape | undefined {
  const trouble = troubles[`${id}/${region}`];
  if (trouble === undefined) return undefined;
  return trouble === 'outdated' ? { LastUpdateStatus: 'OUTDATED' } : failed(trouble.since, trouble);
}

function failed(at: number, { code, message }: Pick<Failure, 'code' | 'message'>): Shape {
  return {
    LastUpdateStatus: 'FAILED',
    LastUpdateTime: time(at),
    LastErrorCode: code,
    LastErrorMessage: message,
  };
}

/** AWS Config lists the organization's accounts with the role (aggregate-data-troubleshooting); codes are assumed. */
async function refusedRole(
  world: World,
  roleArn: string,
  place: Place,
): Promise<Pick<Failure, 'code' | 'message'> | undefined> {
  const role = roleByArn(world, roleArn);
  if (!role || !roleIsUsable(world, roleArn, place.region))
    return { code: 'InvalidRole', message: `AWS Config cannot assume the role '${roleArn}'.` };
  try {
    const as = { caller: roleCaller(role, 'AWSConfig-Aggregation'), region: place.region };
    await world.invoke('organizations', 'ListAccounts', { MaxResults: 1 }, as);
    return undefined;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { code: 'OrganizationAccessDenied', message: error.message };
  }
}

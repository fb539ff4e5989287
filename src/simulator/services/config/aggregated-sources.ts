import type { Shape, World } from '../../kernel/contract.js';
import { text, texts } from '../../kernel/input.js';
import { optInSlot, regionIsEnabled } from '../account/state.js';
import { organizationOf } from '../organizations/state.js';
import { regionsIn } from './aggregation/coverage.js';
import { aggregatedSince } from './aggregation/freshness.js';
import { roleIsUsable } from './role.js';
import type { Aggregator, Place } from './state.js';
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
  const ids = accounts.map((account) => account.id).sort();
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
 * How aggregation stands, the same for all sources: OUTDATED until the first data has come (`aggregatorSources`, virtual ms),
 * FAILED while the role can't be used, else SUCCEEDED.
 */
export function aggregationStatus(world: World, aggregator: Aggregator, place: Place): Shape {
  const due = aggregatedSince(world, aggregator);
  const roleArn = text(aggregator.organizationSource ?? {}, 'RoleArn');
  if (roleArn !== undefined && !roleIsUsable(world, roleArn, place.region)) {
    return {
      LastUpdateStatus: 'FAILED',
      LastUpdateTime: time(world.clock.now()),
      LastErrorCode: 'InvalidRole',
      LastErrorMessage: `AWS Config cannot assume the role '${roleArn}'.`,
    };
  }
  if (world.clock.now() < due) return { LastUpdateStatus: 'OUTDATED' };
  return compact({ LastUpdateStatus: 'SUCCEEDED', LastUpdateTime: time(due) });
}

import type { Shape, World } from '../../../kernel/contract.js';
import { flag, shape, texts } from '../../../kernel/input.js';
import { regionIsEnabled, regionsOf } from '../../account/state.js';
import { organizationOf } from '../../organizations/state.js';
import { configRegions } from '../facts.js';
import { aggregatedSince } from './freshness.js';
import { takenIn } from './intake.js';
import type { Aggregator, AggregatorSources, Place } from '../state.js';

/** What an aggregator shows at this moment. */
export interface Coverage {
  covers(place: Place): boolean;
  /** AggregatorFilters may narrow it to some resource types. */
  shows(type: string): boolean;
}

/**
 * Active accounts of the organization, or the accounts that are listed, in Regions that the aggregator covers and the
 * account has enabled. Nothing until its first data has come; after a change what it covered before, until the data of the
 * new sources has come.
 */
export function coverageOf(world: World, aggregator: Aggregator): Coverage {
  const sources = sourcesShown(world, aggregator);
  const types = texts(shape(aggregator.filters ?? {}, 'ResourceType') ?? {}, 'Value') ?? [];
  return {
    covers: sources === undefined ? () => false : both(covering(world, sources), takenIn(world, aggregator)),
    shows: (type) => types.length === 0 || types.includes(type),
  };
}

function both(
  covers: (place: Place) => boolean,
  isTakenIn: (accountId: string) => boolean,
): (place: Place) => boolean {
  return (place) => isTakenIn(place.accountId) && covers(place);
}

function covering(world: World, sources: AggregatorSources): (place: Place) => boolean {
  const { organizationSource, accountSources = [] } = sources;
  if (organizationSource !== undefined) {
    const regions = new Set(regionsIn(world, organizationSource));
    const { accounts } = organizationOf(world);
    const since = world.clock.now() - world.latency('aggregatorSources', 60_000);
    return ({ accountId, region }) => {
      const account = accounts[accountId];
      if (account?.state !== 'ACTIVE' || account.joinedAt > since || !regions.has(region)) return false;
      return regionIsEnabled(world, accountId, region);
    };
  }
  const listed = accountSources.map((source) => ({
    ids: new Set(texts(source, 'AccountIds') ?? []),
    regions: new Set(regionsIn(world, source)),
  }));
  return ({ accountId, region }) =>
    listed.some(({ ids, regions }) => ids.has(accountId) && regions.has(region)) &&
    regionIsEnabled(world, accountId, region);
}

function sourcesShown(world: World, aggregator: Aggregator): AggregatorSources | undefined {
  if (aggregator.dataLost === true) return undefined;
  return world.clock.now() < aggregatedSince(world, aggregator) ? aggregator.earlier : aggregator;
}

/** The Regions that a source names, as far as they exist and have AWS Config. */
export function regionsIn(world: World, source: Shape): readonly string[] {
  const existing = regionsOf(world).filter((region) => configRegions(world.partition).includes(region));
  if (flag(source, 'AllAwsRegions') ?? false) return existing;
  const listed = texts(source, 'AwsRegions') ?? [];
  return existing.filter((region) => listed.includes(region));
}

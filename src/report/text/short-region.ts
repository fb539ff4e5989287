import type { RegionName } from '../../model/target.js';

const directions: Readonly<Record<string, string>> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  central: 'c',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
};

/**
 * Short names for the columns of a table: `use1`, `apse3`, `usgovw1`. A Region whose short name would be another's too,
 * or whose name is not built like that, keeps its own.
 */
export function shortRegionNames(regions: readonly RegionName[]): ReadonlyMap<RegionName, string> {
  const short = regions.map((region) => shorten(region));
  return new Map(
    regions.map((region, index) => {
      const name = short[index] ?? region;
      return [region, short.indexOf(name) === short.lastIndexOf(name) ? name : region];
    }),
  );
}

function shorten(region: RegionName): string {
  const parts = region.split('-');
  const number = parts.pop() ?? '';
  const direction = directions[parts.pop() ?? ''];
  if (direction === undefined || !/^\d+$/.test(number) || parts.length === 0) return region;
  return `${parts.join('')}${direction}${number}`;
}

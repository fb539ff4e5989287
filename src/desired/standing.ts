import type { OrgConfig } from '../model/org-config.js';
import type { RegionName } from '../model/target.js';

/** What an earlier run fixed for good, whatever the org.yaml says now; nothing before the first one. */
export interface Standing {
  /** Where the StackSets live: AWS can't move one. */
  readonly stackSetsRegion?: RegionName | undefined;
  /** Where the stacks of roles stand: elsewhere their roles would have the same names. */
  readonly iamRegion?: RegionName | undefined;
  /** The Regions whose bucket is there, without a stack that made it. */
  readonly keptBuckets: ReadonlySet<RegionName>;
}

export const nothingStands: Standing = { keptBuckets: new Set() };

/** The org.yaml with the Regions that can't change any more. */
export function followed(config: OrgConfig, { stackSetsRegion, iamRegion }: Standing): OrgConfig {
  const { stackSets } = config;
  return {
    ...config,
    stackSets: {
      ...stackSets,
      region: stackSetsRegion ?? stackSets.region,
      iamRegion: iamRegion ?? stackSets.iamRegion,
    },
  };
}

export function followedWarnings(
  { stackSets }: OrgConfig,
  { stackSetsRegion, iamRegion }: Standing,
  configFile: string,
): readonly string[] {
  const stays = (what: string, key: string, asked: RegionName, stands: RegionName | undefined) =>
    stands === undefined || stands === asked
      ? []
      : [
          `${what} stay in ${stands}, where they were first made, not in ${asked}: write stackSets.${key}: ${stands} into ${configFile}, or run destroy and then apply.`,
        ];
  return [
    ...stays('The StackSets', 'region', stackSets.region, stackSetsRegion),
    ...stays('The stacks of roles', 'iamRegion', stackSets.iamRegion, iamRegion),
  ];
}

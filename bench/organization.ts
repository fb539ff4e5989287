import { stringify } from 'yaml';
import { partitions } from '../src/simulator/facts/regions.js';
import { parseWorld } from '../src/simulator/world-file/parse.js';
import type { WorldFile } from '../src/simulator/world-file/schema.js';

/** How large an organization is measured. */
export interface Size {
  /** Accounts in all: the management account and the administrator's among them. */
  readonly accounts: number;
  /** How many of the Regions that every account has. */
  readonly regions: number;
}

export const managementAccountId = '111111111111';
export const administratorAccountId = '222222222222';
/** Accounts in one organizational unit, on average. */
const unitSize = 50;

/** The Regions that no account has to opt in to; us-east-1 comes first. */
export function regionsOf({ regions }: Size): readonly string[] {
  const { always } = partitions.aws;
  return ['us-east-1', ...always.filter((region) => region !== 'us-east-1')].slice(0, regions);
}

export const everybodyAtOnce = {
  accountId: administratorAccountId,
  service: 'config',
  name: 'Maximum number of accounts added or deleted per week for all aggregators',
  value: 10_000,
} as const;

/** Accounts outside of the units that `joiningOrgYamlOf` covers. */
export function waitingAccounts(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(333_000_000_000 + index));
}

/** The name of a covered unit into which accounts move. */
export const joiningUnit = 'Unit1';

/**
 * An organization in which nothing is covered yet, the same for the same size.
 *
 * @param waiting accounts besides, in a unit of their own.
 */
export function worldOf(size: Size, waiting: readonly string[] = []): WorldFile {
  const world = {
    version: 1,
    organization: { id: 'o-bench12345', managementAccountId },
    startsAt: '2026-01-01T00:00:00Z',
    accounts: [
      { id: managementAccountId, name: 'management' },
      { id: administratorAccountId, name: 'audit', ou: '/Security' },
      ...waiting.map((id, index) => ({ id, name: `waiting-${index + 1}`, ou: '/Waiting' })),
    ],
    generate: {
      accounts: size.accounts - 2,
      organizationalUnits: Math.max(1, Math.round((size.accounts - 2) / unitSize)),
    },
    // An aggregator would otherwise take a week for each thousand accounts.
    quotas: [everybodyAtOnce],
    principals: {
      operator: {
        accountId: managementAccountId,
        type: 'role',
        name: 'orgsecrets-operator',
        policies: ['policies/caller.json'],
      },
    },
  };
  return parseWorld(stringify(world), 'the world of the bench');
}

/** The org.yaml that covers all of it. */
export function orgYamlOf(size: Size): string {
  return stringify(orgOf(size));
}

/** The one that covers all but the accounts that are to join. */
export function joiningOrgYamlOf(size: Size): string {
  return stringify({ ...orgOf(size), accounts: { organizationalUnits: ['/Security', '/Generated'] } });
}

function orgOf(size: Size) {
  return {
    version: 1,
    organization: {
      id: 'o-bench12345',
      callers: [`arn:aws:iam::${managementAccountId}:role/orgsecrets-operator`],
    },
    delegatedAdministrator: { accountId: administratorAccountId, homeRegion: 'us-east-1' },
    regions: { include: regionsOf(size) },
  };
}

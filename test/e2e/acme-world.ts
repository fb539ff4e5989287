import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../support/in-process.js';

interface WorldText {
  readonly accounts: readonly {
    readonly id: string;
    readonly state?: string;
    readonly optIn?: readonly string[];
  }[];
}
interface OrgText {
  readonly accounts: { readonly exclude: readonly { readonly id: string }[] };
  readonly regions: { readonly include: readonly string[] };
}

const read = (name: string): unknown =>
  parse(readFileSync(join(root, 'config', 'worlds', name), 'utf8')) as unknown;
const { accounts } = read('acme.yaml') as WorldText;
const org = read('acme.org.yaml') as OrgText;

export const excludedAccounts = org.accounts.exclude.map(({ id }) => id);
export const suspendedAccounts = accounts.filter(({ state }) => state === 'SUSPENDED').map(({ id }) => id);
export const accountIds = accounts.map(({ id }) => id).sort();

/** The Region that the catalog leaves out, and the one that accounts must enable. */
export const unsupportedRegion = 'ap-southeast-3';
export const optInRegion = 'eu-south-1';

/** What the files say, worked out anew: is this a target that must be covered? */
export function isCovered(accountId: string, region: string): boolean {
  const account = accounts.find(({ id }) => id === accountId);
  return (
    account !== undefined &&
    !suspendedAccounts.includes(accountId) &&
    !excludedAccounts.includes(accountId) &&
    org.regions.include.includes(region) &&
    region !== unsupportedRegion &&
    (region !== optInRegion || (account.optIn ?? []).includes(region))
  );
}

export const coveredRegions = org.regions.include.filter((region) => region !== unsupportedRegion).sort();
/** As `account/region`. */
export const coveredTargets = accountIds.flatMap((accountId) =>
  coveredRegions.filter((region) => isCovered(accountId, region)).map((region) => `${accountId}/${region}`),
);

/** The recorder that was there before anybody ran orgsecrets. */
export const foreignRecorder = { accountId: '300000000001', region: 'eu-west-1', name: 'default' };

export const rules = [
  'secretsmanager-rotation-enabled-check',
  'secretsmanager-scheduled-rotation-success-check',
  'secretsmanager-secret-periodic-rotation',
  'secretsmanager-secret-unused',
  'secretsmanager-using-cmk',
];

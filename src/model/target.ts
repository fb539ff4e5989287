/** Twelve digits, leading zeros kept. */
export type AccountId = string;

/** e.g. `eu-central-1`. */
export type RegionName = string;

/** One account in one Region. */
export interface Target {
  readonly accountId: AccountId;
  readonly region: RegionName;
}

/** A key for maps and sets; sorts by account, then Region. */
export function targetKey(target: Target): string {
  return `${target.accountId}/${target.region}`;
}

export function compareTargets(a: Target, b: Target): number {
  return compareText(a.accountId, b.accountId) || compareText(a.region, b.region);
}

/** Compares by code unit, so that an order never depends on the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One key for an instance of a StackSet. */
export function instanceKey(stackSet: string, target: Target): string {
  return `${stackSet} ${targetKey(target)}`;
}

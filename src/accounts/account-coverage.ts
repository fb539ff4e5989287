import { placesByAccount } from '../findings/account-places.js';
import { parseStackSetName } from '../desired/names.js';
import type { AccountCoverage, Pending, Since } from '../model/account-coverage.js';
import type { Desired } from '../model/desired.js';
import { groupBy } from '../model/group-by.js';
import type { ObservedStackSet } from '../model/observed.js';
import type { Account, Organization } from '../model/organization.js';
import type { Gap, VerifiedCoverage } from '../model/outcome.js';
import { compareText, targetKey, type AccountId, type RegionName, type Target } from '../model/target.js';
import { hasStack } from '../plan/instance-state.js';
import { stackSetsSituation } from '../plan/situation.js';
import { isRecorderAssumed, notDeployed } from './deployment.js';

/** What the coverage of accounts is told from. */
export interface AccountFacts {
  readonly organization: Organization;
  readonly desired: Desired;
  /** By name; those of recorders, rules and member stacks are enough. */
  readonly stackSets: ReadonlyMap<string, ObservedStackSet>;
  /** What was read back from AWS Config; missing: nobody looked. */
  readonly proof?: VerifiedCoverage | undefined;
  /** When a run made the last of an account's recorders and rules, as far as records of runs are there. */
  readonly coveredAt: ReadonlyMap<AccountId, Omit<Since, 'what'>>;
}

/** How each account of the organization stands (where some were asked for, those alone), sorted by id. Pure. */
export function accountCoverage(facts: AccountFacts): readonly AccountCoverage[] {
  const { organization, desired, proof, coveredAt } = facts;
  const places = placesByAccount(organization);
  const targets = groupBy(desired.coverage, ({ accountId }) => accountId);
  const exclusions = groupBy(desired.exclusions, ({ accountId }) => accountId ?? '');
  const gaps = groupBy(proof ? [...proof.recorder.gaps, ...proof.rules.gaps] : [], targetKey);
  const left = regionsLeft(facts);
  const reasonsIn = targetReasons(facts, gaps);
  return organization.accounts
    .filter(({ id }) => organization.only === undefined || organization.only.has(id))
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((account): AccountCoverage => {
      const { id } = account;
      const own = targets.get(id) ?? [];
      const open = own.map((target) => ({ target, reasons: reasonsIn(target) }));
      const deployed = open.filter(({ reasons }) => reasons.deployed).length;
      const proved = open.filter(({ target }) => !gaps.has(targetKey(target))).length;
      const pending = together(open.flatMap(({ target, reasons }) => withRegion(reasons.pending, target)));
      const assumed = open.flatMap(({ target, reasons }) => (reasons.assumed ? [target.region] : []));
      const complete = own.length > 0 && pending.length === 0;
      return {
        accountId: id,
        name: account.name,
        state: account.state,
        unit: places.get(id)?.unit ?? '/',
        joinedAt: account.joinedAt,
        coverage: own.length === 0 ? 'excluded' : !complete ? 'pending' : proof ? 'proved' : 'deployed',
        targets: { desired: own.length, deployed, ...(proof && { proved }) },
        exclusions: (exclusions.get(id) ?? []).filter(({ rule }) => rule === undefined),
        pending,
        assumed: assumed.toSorted(compareText),
        left: left.get(id) ?? [],
        since: sinceOf(account, complete ? coveredAt.get(id) : undefined),
      };
    });
}

type Reason = Omit<Pending, 'regions'>;

/** With a proof what was read back counts; without one what our stacks say. */
function targetReasons(
  { desired, stackSets, proof }: AccountFacts,
  gaps: ReadonlyMap<string, readonly Gap[]>,
): (target: Target) => {
  readonly deployed: boolean;
  readonly assumed: boolean;
  readonly pending: readonly Reason[];
} {
  const situation = stackSetsSituation(desired, stackSets);
  const undecided = new Map(desired.undecided.map((one) => [targetKey(one), one.reason]));
  return (target) => {
    const key = targetKey(target);
    const missing = notDeployed(target, situation, desired);
    const deployed = missing === undefined;
    if (proof) return { deployed, assumed: false, pending: (gaps.get(key) ?? []).map(reasonOfGap) };
    const unknown = undecided.get(key);
    const assumed = deployed && isRecorderAssumed(target, situation);
    if (unknown !== undefined)
      return { deployed, assumed, pending: [{ waitsFor: 'person', reason: unknown }] };
    return { deployed, assumed, pending: missing ? [missing] : [] };
  };
}

function reasonOfGap({ thing, reason, pending, instructions }: Gap): Reason {
  return {
    waitsFor: pending ? 'aws' : instructions === undefined ? 'apply' : 'person',
    reason: `${thing}: ${reason}`,
    ...(instructions === undefined ? {} : { instructions }),
  };
}

function withRegion(reasons: readonly Reason[], { region }: Target) {
  return reasons.map((reason) => ({ ...reason, region }));
}

/** One entry a reason, with its Regions. */
function together(reasons: readonly (Reason & { readonly region: RegionName })[]): readonly Pending[] {
  const keyOf = ({ waitsFor, reason, instructions }: Reason) => [waitsFor, reason, instructions].join('\n');
  return [...groupBy(reasons, keyOf).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { waitsFor, reason, instructions } = first;
    const said = { waitsFor, reason, ...(instructions === undefined ? {} : { instructions }) };
    return [{ ...said, regions: [...new Set(same.map(({ region }) => region))].sort(compareText) }];
  });
}

/** Regions by account in which a recorder or rules of ours stand although nothing is wanted there. */
function regionsLeft({ desired, stackSets }: AccountFacts): ReadonlyMap<AccountId, readonly RegionName[]> {
  const wanted = new Set(desired.coverage.map(targetKey));
  const left = new Map<AccountId, Set<RegionName>>();
  for (const { name, owned, instances } of stackSets.values()) {
    const kind = parseStackSetName(desired.prefix, name)?.kind;
    if (!owned || (kind !== 'recorder' && kind !== 'rules')) continue;
    for (const instance of instances) {
      if (wanted.has(targetKey(instance)) || !hasStack(instance)) continue;
      left.set(instance.accountId, (left.get(instance.accountId) ?? new Set()).add(instance.region));
    }
  }
  return new Map([...left].map(([id, regions]) => [id, [...regions].sort(compareText)]));
}

function sinceOf(account: Account, covered: Omit<Since, 'what'> | undefined): Since | undefined {
  if (covered) return { what: 'covered', ...covered };
  if (account.joinedAt === undefined) return undefined;
  return { what: 'joined', at: account.joinedAt, source: 'JoinedTimestamp of AWS Organizations' };
}

import { mapBounded } from '../../concurrency/map-bounded.js';
import type { Organization } from '../../model/organization.js';
import { type AccountId, compareText, type Target } from '../../model/target.js';
import { type Check, listed, ok } from './check.js';
import { type Denial, denialsIn } from './denials.js';

/** Organizations allows few calls a second. Its rate is not published, so this number is assumed. */
const concurrentPolicies = 4;

interface Found {
  readonly id: string;
  readonly name: string;
  readonly denials: readonly Denial[];
  readonly accounts: readonly AccountId[];
}

/**
 * Every service control policy is read once, and for those that deny something of ours where they are attached: calls
 * grow with the policies, which are few, not with the accounts.
 */
export const serviceControl: Check = {
  code: 'D015',
  title: 'No service control policy denies us',
  what: 'Service control policies that deny what is done in covered accounts by the roles of StackSets or by ours that look and mend, with name, actions and roles. Regions and principals in their conditions are evaluated (the account in a principal’s ARN is not; one of another partition exempts nobody), other conditions are named; lists of what alone is allowed (without FullAWSAccess) are not seen here, but in D022. The management account and service-linked roles are never bound.',
  mend: 'Exempt the roles that are named in the policy: `"ArnNotLike": {"aws:PrincipalArn": ["arn:*:iam::*:role/stacksets-exec-*", …]}`; or leave the accounts or Regions out in the org.yaml.',
  async examine({ run, organization: read, desired: wanted, policies: list }) {
    const organization = await read();
    const { coverage } = await wanted();
    const regions = [...new Set(coverage.map(({ region }) => region))];
    const { partition } = run.aws.identity;
    const acting = { partition, prefix: run.config.stackSets.prefix, regions };
    const policies = await list();
    const found = await mapBounded(policies, concurrentPolicies, async ({ id, name }): Promise<Found> => {
      const denials = denialsIn(await run.aws.policies.content(id), acting);
      const targets = denials.length === 0 ? [] : await run.aws.policies.targets(id);
      return { id, name, denials, accounts: bound(targets, organization, coverage) };
    });
    const denying = found.filter(({ accounts }) => accounts.length > 0);
    const first = denying[0];
    if (!first) return ok(`policies read: ${policies.length}`);
    return {
      verdict: denying.some(isSure) ? 'failed' : 'warning',
      reason: denying.map((one) => told(one)).join('; '),
      mend: `aws organizations describe-policy --policy-id ${first.id}\nExempt these roles ("ArnNotLike": {"aws:PrincipalArn": ${JSON.stringify(rolesOf(denying).map((role) => `arn:${partition}:iam::*:role/${role}`))}}), or leave the accounts or Regions out in ${run.configFile}.`,
    };
  },
};

/** Control Tower’s own are expected, and its Regions get rules alone; under other conditions nobody knows. */
function isSure({ name, denials }: Found): boolean {
  const sure = denials.some(({ conditions, mendingAlone }) => conditions.length === 0 && !mendingAlone);
  return !name.startsWith('aws-guardrails-') && sure;
}

function rolesOf(found: readonly Found[]): readonly string[] {
  const denials = found.flatMap((one) => one.denials);
  return [...new Set(denials.flatMap(({ roles }) => roles))].toSorted(compareText);
}

/** The covered accounts that the policy's targets bind. */
function bound(
  targets: readonly string[],
  { accounts, managementAccountId }: Organization,
  coverage: readonly Target[],
): readonly AccountId[] {
  if (targets.length === 0) return [];
  const covered = new Set(coverage.map(({ accountId }) => accountId));
  return accounts
    .filter(({ id, path }) => [id, ...path].some((place) => targets.includes(place)))
    .flatMap(({ id }) => (covered.has(id) && id !== managementAccountId ? [id] : []));
}

function told({ name, id, denials, accounts }: Found): string {
  const statements = denials.map(({ sid, actions, roles, regions, conditions }) =>
    [
      ...(sid === undefined ? [] : [`(${sid})`]),
      `denies ${listed(actions)} to ${listed(roles)}`,
      ...(regions === 'all' ? [] : [`in ${listed(regions)}`]),
      ...(conditions.length === 0 ? [] : [`depending on ${listed(conditions)}`]),
    ].join(' '),
  );
  return `${name} (${id}) ${statements.join(', and ')} in ${accounts.length} covered accounts, ${listed(accounts, 3)}`;
}

import { mapBounded } from '../concurrency/map-bounded.js';
import { OrgSecretsError } from '../model/errors.js';
import type { Organization } from '../model/organization.js';
import type { ActionResult, Gap, TargetFailure, VerifiedCoverage } from '../model/outcome.js';
import { targetKey, type AccountId, type RegionName } from '../model/target.js';
import { type Acting, denialsIn } from './doctor/denials.js';
import type { Run } from './run.js';

/** Organizations allows few calls a second. Its rate is not published, so this number is assumed. */
const concurrentPolicies = 4;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const words = /perform: (\w+:\w+)[^]*?explicit deny in a service control policy/i;

/** Who was denied: its partition, and the name of its role. */
const whose = /arn:([\w-]+):sts::\d+:assumed-role\/([^/\s]+)\//;

interface Reported {
  readonly results: readonly ActionResult[];
  readonly coverage: VerifiedCoverage;
}

/** One service control policy, with the places that it is attached to. */
interface Policy {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly targets: readonly string[];
}

/**
 * Where a service control policy denied something, AWS says that one did, and seldom which: the policies that are
 * attached above the account and deny the action are named in the failure, and in the gaps that come of it, in the proof of
 * coverage too. Calls, only after such a failure: two for each policy, and the list.
 */
export async function namePolicies(
  { results, coverage }: Reported,
  run: Run,
  organization: Organization,
): Promise<Reported> {
  const failures = results.flatMap((result) => result.failures);
  const gaps = [...coverage.recorder.gaps, ...coverage.rules.gaps];
  if (![...failures, ...gaps].some(({ reason }) => words.test(reason))) return { results, coverage };
  const policies = await readPolicies(run);
  const explain = <T extends TargetFailure | Gap>(failure: T): T => {
    const [, action] = words.exec(failure.reason) ?? [];
    if (action === undefined || failure.accountId === undefined) return failure;
    const { accountId, region } = failure;
    const [, partition = 'aws', role] = whose.exec(failure.reason) ?? [];
    const denial: Denied = { action, accountId, region, partition, role };
    return { ...failure, instructions: told(denial, policies, organization, run.config.stackSets.prefix) };
  };
  const explained = results.map((result) => ({ ...result, failures: result.failures.map(explain) }));
  const denied = new Map(
    explained
      .flatMap((result) => result.failures)
      .flatMap(({ accountId, region, reason, instructions }) =>
        accountId && region && words.test(reason)
          ? [[targetKey({ accountId, region }), { action: words.exec(reason)?.[1], instructions }]]
          : [],
      ),
  );
  const comesOfIt = <T extends TargetFailure | Gap>(missing: T): T => {
    const { accountId, region } = missing;
    const denial = accountId && region ? denied.get(targetKey({ accountId, region })) : undefined;
    if (denial === undefined) return explain(missing);
    const { action, instructions } = denial;
    const reason = `${missing.reason}: a service control policy denies ${action}`;
    return { ...missing, reason, ...(instructions === undefined ? {} : { instructions }) };
  };
  return {
    results: explained.map((result) =>
      result.action.type === 'prove-coverage'
        ? { ...result, failures: result.failures.map(comesOfIt) }
        : result,
    ),
    coverage: {
      recorder: { ...coverage.recorder, gaps: coverage.recorder.gaps.map(comesOfIt) },
      rules: { ...coverage.rules, gaps: coverage.rules.gaps.map(comesOfIt) },
    },
  };
}

/** @returns why they could not be read, as text: that is no reason to lose the outcome. */
async function readPolicies({ aws: { policies } }: Run): Promise<readonly Policy[] | string> {
  try {
    return await mapBounded(await policies.list(), concurrentPolicies, async ({ id, name }) => ({
      id,
      name,
      content: await policies.content(id),
      targets: await policies.targets(id),
    }));
  } catch (error) {
    if (error instanceof OrgSecretsError && error.code !== 'Interrupted') return error.message;
    throw error;
  }
}

interface Denied {
  readonly action: string;
  readonly accountId: AccountId;
  readonly region: RegionName | undefined;
  readonly partition: string;
  /** Missing: AWS's words do not say whose. */
  readonly role: string | undefined;
}

function told(
  { action, accountId, region, partition, role }: Denied,
  policies: readonly Policy[] | string,
  { accounts }: Organization,
  prefix: string,
): string {
  const list = `aws organizations list-policies-for-target --filter SERVICE_CONTROL_POLICY --target-id ${accountId}`;
  if (typeof policies === 'string')
    return `A service control policy denies ${action}; which one could not be read: ${policies} (${list})`;
  const above = [accountId, ...(accounts.find(({ id }) => id === accountId)?.path ?? [])];
  const acting: Acting = {
    partition,
    prefix,
    regions: region === undefined ? [] : [region],
    ...(role === undefined ? {} : { role }),
  };
  const denying = policies.filter(
    ({ content, targets }) =>
      targets.some((target) => above.includes(target)) &&
      denialsIn(content, acting).some(({ actions }) => actions.includes(action)),
  );
  if (denying.length === 0)
    return `A service control policy denies ${action}; none that was read says so plainly. See ${list}, and the same for the units above it.`;
  const names = denying
    .map(
      ({ id, name, targets }) =>
        `${name} (${id}, attached to ${targets.filter((one) => above.includes(one)).join(', ')})`,
    )
    .join(' and ');
  const mend = denying.some(({ name }) => name.startsWith('aws-guardrails-'))
    ? 'It is a control of Control Tower: extend its governance to this Region, or exclude the Region or the account in the org.yaml.'
    : `Exempt ${exempted(partition, role)}, or exclude the Region or the account in the org.yaml.`;
  return `Service control policy ${names} denies ${action}. ${mend}`;
}

/** StackSets have a role of another name in each account; ours have the same in all. */
function exempted(partition: string, role: string | undefined): string {
  const isOurs = role !== undefined && !role.startsWith('stacksets-exec-');
  const [who, name] = isOurs ? [`role ${role}`, role] : ['the roles of StackSets', 'stacksets-exec-*'];
  return `${who} in it ("ArnNotLike": {"aws:PrincipalArn": "arn:${partition}:iam::*:role/${name}"})`;
}

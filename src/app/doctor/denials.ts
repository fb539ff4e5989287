import type { RegionName } from '../../model/target.js';
import {
  binds,
  conditionsNotEvaluated,
  isAbout,
  reaches,
  regionsOf,
  statementsOf,
  type Statement,
} from './policy-statement.js';

/** A statement of a service control policy that denies something that we need. */
export interface Denial {
  /** The statement's Sid, if it has one. */
  readonly sid: string | undefined;
  readonly actions: readonly string[];
  /** Roles that it denies some of that, by name. */
  readonly roles: readonly string[];
  /** It only keeps us from mending: what is not there yet can be deployed, and looked at. */
  readonly mendingAlone: boolean;
  /** Where; `all`: in every Region. */
  readonly regions: readonly RegionName[] | 'all';
  /** Condition keys that are not evaluated here: it denies only where they hold. */
  readonly conditions: readonly string[];
}

/** Who acts, and where. */
export interface Acting {
  readonly partition: string;
  /** Of our roles. */
  readonly prefix: string;
  /** Those that we cover. */
  readonly regions: readonly RegionName[];
  /** The name of one role, as which all is done; missing: each thing as the role that does it. */
  readonly role?: string;
}

/**
 * Who does something in member accounts: service-managed StackSets under a role of their own, with a digest in its name,
 * or a role of ours. Service-linked roles, as recorders have one, are bound by no service control policy.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
type Doer = 'stacksets-exec' | 'look' | 'mend';

const linkedRole = 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig';
const deployed: readonly Doer[] = ['stacksets-exec'];
const mended: readonly Doer[] = ['stacksets-exec', 'mend'];

/** What is done in member accounts, with a resource that it is done to. */
const needed: readonly (readonly [action: string, resource: string, doers: readonly Doer[]])[] = [
  ['cloudformation:CreateStack', 'stack/StackSet-PREFIX-member-1/2', deployed],
  ['config:DescribeConfigurationRecorderStatus', '*', ['look']],
  ['config:PutConfigRule', 'config-rule/config-rule-1', mended],
  ['config:PutConfigurationRecorder', 'configuration-recorder/orgsecrets/1', mended],
  ['config:PutDeliveryChannel', '*', mended],
  ['config:StartConfigurationRecorder', 'configuration-recorder/orgsecrets/1', mended],
  ['events:PutRule', 'rule/PREFIX', deployed],
  ['events:PutTargets', 'rule/PREFIX', deployed],
  ['iam:CreateRole', 'role/PREFIX-look', deployed],
  ['iam:CreateServiceLinkedRole', linkedRole, deployed],
  ['iam:PassRole', linkedRole, mended],
  ['iam:PutRolePolicy', 'role/PREFIX-look', deployed],
];

/**
 * The statements of a service control policy that would deny us, judged simply: actions, resources, `aws:RequestedRegion`
 * and `aws:PrincipalArn` (but for the account in it) are evaluated, other conditions are named. That no statement allows
 * something is not seen.
 *
 * @param content the policy's JSON.
 */
export function denialsIn(content: string, acting: Acting): readonly Denial[] {
  return statementsOf(content).flatMap((statement) => denialOf(statement, acting));
}

function denialOf(statement: Statement, acting: Acting): readonly Denial[] {
  if (statement['Effect'] !== 'Deny') return [];
  const where = regionsOf(statement, acting.regions);
  if (where === undefined) return [];
  const denied = needed.flatMap(([action, resource, doers]) => {
    if (!isAbout(statement, action)) return [];
    if (!reaches(statement, action, resource.replace('PREFIX', acting.prefix))) return [];
    const bound = doers.filter((doer) => binds(statement, roleArn(doer, acting)));
    return bound.length === 0 ? [] : [{ action, bound }];
  });
  if (denied.length === 0) return [];
  const bound = new Set(denied.flatMap((one) => one.bound));
  return [
    {
      sid: typeof statement['Sid'] === 'string' ? statement['Sid'] : undefined,
      actions: denied.map(({ action }) => action),
      roles: [...new Set([...bound].map((doer) => shownRole(doer, acting)))].sort(),
      mendingAlone: acting.role === undefined && [...bound].every((doer) => doer === 'mend'),
      regions: where,
      conditions: conditionsNotEvaluated(statement),
    },
  ];
}

function roleArn(doer: Doer, acting: Acting): string {
  // In the name of a role of StackSets stands a digest: any will do, since no policy can know it.
  const name =
    doer === 'stacksets-exec' && acting.role === undefined
      ? 'stacksets-exec-0123456789abcdef0123456789abcdef'
      : shownRole(doer, acting);
  return `arn:${acting.partition}:iam::*:role/${name}`;
}

function shownRole(doer: Doer, { role, prefix }: Acting): string {
  return role ?? (doer === 'stacksets-exec' ? 'stacksets-exec-*' : `${prefix}-${doer}`);
}

import type { RegionName } from '../../model/target.js';

/** A statement of a service control policy that denies something that we need. */
export interface Denial {
  /** The statement's Sid, if it has one. */
  readonly sid: string | undefined;
  readonly actions: readonly string[];
  /** Where; `all`: in every Region. */
  readonly regions: readonly RegionName[] | 'all';
  /** Condition keys that are not evaluated here: it denies only where they hold. */
  readonly conditions: readonly string[];
}

/** What our stacks and roles do in member accounts, with a resource that it is done to. */
const needed: readonly (readonly [action: string, resource: string])[] = [
  ['cloudformation:CreateStack', 'stack/StackSet-orgsecrets-member-1/2'],
  ['config:DescribeConfigurationRecorderStatus', '*'],
  ['config:PutConfigRule', 'config-rule/config-rule-1'],
  ['config:PutConfigurationRecorder', 'configuration-recorder/orgsecrets/1'],
  ['config:PutDeliveryChannel', '*'],
  ['config:StartConfigurationRecorder', 'configuration-recorder/orgsecrets/1'],
  ['events:PutRule', 'rule/orgsecrets'],
  ['events:PutTargets', 'rule/orgsecrets'],
  ['iam:CreateRole', 'role/orgsecrets-look'],
  ['iam:CreateServiceLinkedRole', 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'],
  ['iam:PassRole', 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'],
  ['iam:PutRolePolicy', 'role/orgsecrets-look'],
];

/**
 * Service-managed StackSets act in an account under a role of this name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
 */
const executor = 'stacksets-exec-0123456789abcdef0123456789abcdef';

type Json = Readonly<Record<string, unknown>>;

/**
 * The statements of a service control policy that would deny us, judged simply: actions, resources, `aws:RequestedRegion`
 * and `aws:PrincipalArn` are evaluated, other conditions are named. That no statement allows something is not seen.
 *
 * @param content the policy's JSON. @param regions those that we cover. @param role who acts, by name: a role of StackSets
 * unless it says another.
 */
export function denialsIn(
  content: string,
  regions: readonly RegionName[],
  role: string = executor,
): readonly Denial[] {
  const { Statement } = JSON.parse(content) as { Statement?: unknown };
  return listOf(Statement).flatMap((statement) => denialOf(statement as Json, regions, role));
}

function denialOf(statement: Json, regions: readonly RegionName[], role: string): readonly Denial[] {
  if (statement['Effect'] !== 'Deny') return [];
  const actions = needed.filter(
    ([action, resource]) => isAbout(statement, action) && reaches(statement, action, resource),
  );
  if (actions.length === 0) return [];
  let where: Denial['regions'] = 'all';
  const conditions: string[] = [];
  for (const [operator, keys] of Object.entries((statement['Condition'] ?? {}) as Record<string, Json>)) {
    const negated = /Not(Equals|Like)/.test(operator);
    for (const [key, values] of Object.entries(keys)) {
      const patterns = textsOf(values);
      switch (key.toLowerCase()) {
        case 'aws:requestedregion': {
          const held = regions.filter((region) => patterns.some((one) => fits(one, region)) !== negated);
          if (held.length === 0) return [];
          if (held.length < regions.length) where = held;
          break;
        }
        case 'aws:principalarn': {
          const named = patterns.some((pattern) => fits(lastPart(pattern), role));
          if (named === negated) return [];
          break;
        }
        default:
          conditions.push(key);
      }
    }
  }
  const sid = typeof statement['Sid'] === 'string' ? statement['Sid'] : undefined;
  return [{ sid, actions: actions.map(([action]) => action), regions: where, conditions }];
}

function isAbout(statement: Json, action: string): boolean {
  const matches = (patterns: unknown) =>
    textsOf(patterns).some((pattern) => fits(pattern.toLowerCase(), action.toLowerCase()));
  return statement['Action'] === undefined
    ? statement['NotAction'] !== undefined && !matches(statement['NotAction'])
    : matches(statement['Action']);
}

function reaches(statement: Json, action: string, resource: string): boolean {
  const service = action.split(':')[0] ?? '';
  const matches = (patterns: unknown) =>
    textsOf(patterns).some((pattern) => {
      if (pattern === '*' || resource === '*') return pattern === '*';
      const [, , where = '', , , ...rest] = pattern.split(':');
      return fits(where, service) && fits(rest.join(':'), resource);
    });
  return statement['Resource'] === undefined
    ? statement['NotResource'] !== undefined && !matches(statement['NotResource'])
    : matches(statement['Resource']);
}

/** `arn:aws:iam::*:role/path/name*` → `name*`; a bare star stays one. */
function lastPart(pattern: string): string {
  return pattern.split('/').at(-1) ?? pattern;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function fits(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
}

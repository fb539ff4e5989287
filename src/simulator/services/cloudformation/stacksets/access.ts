import { ServiceError } from '../../../kernel/contract.js';
import type { Access, Call, Shape } from '../../../kernel/contract.js';
import { shape, text, texts } from '../../../kernel/input.js';
import { templateOf } from '../template/library.js';
import type { Template } from '../template/model.js';
import { readTemplate } from '../template/read-template.js';
import { readTags } from '../request.js';
import type { Tag } from '../stacks/state.js';
import { administratorAccount, lookUpStackSet } from './find.js';
import { tagAccess, tagContext } from '../tag-access.js';

/*
 * Which resources StackSets' actions know, from the service authorization reference of AWS CloudFormation
 * (`stackset/${StackSetName}:${Id}`, `stackset-target/${StackSetTarget}`, `type/resource/${Type}`) and, for how the
 * last two look and that they are for service-managed StackSets, the example "Restrict stack set operations based on
 * Region and resource types" of https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security_iam_id-based-policy-examples.html.
 * Types of AWS have no account in their ARN. Where both OUs and accounts are given, the OUs are the targets (assumed).
 */

/** What a call on one StackSet must be allowed. */
export function stackSetAccess(action: string, input: Shape, call: Call): readonly Access[] {
  const set = lookUpStackSet(input, call);
  const resource = set?.arn ?? newArn(input, call);
  return [
    { action: `cloudformation:${action}`, resource, ...conditions(input, set?.definition.tags ?? []) },
    ...tagAccess(action, input, resource, set?.definition.tags ?? []),
    ...passRole(input),
  ];
}

/** The same for a call that deploys: for a service-managed StackSet its targets and its types of resource count too. */
export function deployAccess(action: string, input: Shape, call: Call): readonly Access[] {
  const own = stackSetAccess(action, input, call);
  const set = lookUpStackSet(input, call);
  const isServiceManaged = (set?.permissionModel ?? text(input, 'PermissionModel')) === 'SERVICE_MANAGED';
  if (!isServiceManaged) return own;
  const { world, region } = call;
  const start = `arn:${world.partition}:cloudformation:${region}:`;
  const targets = shape(input, 'DeploymentTargets') ?? {};
  const units = texts(targets, 'OrganizationalUnitIds') ?? [];
  const meant = units.length > 0 ? units : (texts(targets, 'Accounts') ?? []);
  const template = templateIn(input) ?? (set && templateOf(world, set.definition.template));
  const types = new Set(
    Object.values(template?.resources ?? {}).map(({ type }) => type.replaceAll('::', '-')),
  );
  const others = [
    ...(set ? meant.map((target) => `${start}${set.accountId}:stackset-target/${set.id}/${target}`) : []),
    ...[...types].map((type) => `${start}:type/resource/${type}`),
  ];
  return [
    ...own,
    ...others.map((resource) => ({ action: `cloudformation:${action}`, resource, ...conditions(input, []) })),
  ];
}

function newArn(input: Shape, call: Call): string {
  const name = text(input, 'StackSetName') ?? '';
  return `arn:${call.world.partition}:cloudformation:${call.region}:${administratorAccount(input, call)}:stackset/${name.includes(':') ? name : `${name}:*`}`;
}

function conditions(input: Shape, tags: readonly Tag[]): Pick<Access, 'context'> {
  const requestTags = readTags(input) ?? [];
  const regions = texts(input, 'Regions') ?? [];
  const roleArn = text(input, 'AdministrationRoleARN');
  return {
    context: {
      ...tagContext('aws:ResourceTag', tags),
      ...tagContext('aws:RequestTag', requestTags),
      ...(requestTags.length > 0 ? { 'aws:TagKeys': requestTags.map(({ Key }) => Key) } : {}),
      ...(regions.length > 0 ? { 'cloudformation:TargetRegion': regions } : {}),
      ...(roleArn === undefined ? {} : { 'cloudformation:RoleArn': roleArn }),
    },
  };
}

/** Handing a role to StackSets: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html */
function passRole(input: Shape): readonly Access[] {
  const resource = text(input, 'AdministrationRoleARN');
  return resource === undefined
    ? []
    : [
        {
          action: 'iam:PassRole',
          resource,
          context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
        },
      ];
}

/** The template in the request; undefined where it can't be read, which the operation itself then says. */
function templateIn(input: Shape): Template | undefined {
  const body = text(input, 'TemplateBody');
  if (body === undefined) return undefined;
  try {
    return readTemplate(body);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

import { allPages } from '../../kernel/all-pages.js';
import type { ProviderContext, Shape } from '../../kernel/contract.js';
import { ifThere } from '../../kernel/if-there.js';
import { isShape, shape, text } from '../../kernel/input.js';

const markers = { answer: 'Marker', request: 'Marker' };

/** A role under the names of the properties of AWS::IAM::Role; undefined where it is gone. */
export async function readRole(RoleName: string, context: ProviderContext): Promise<Shape | undefined> {
  const answer = await ifThere(['NoSuchEntity'], () => context.call('iam', 'GetRole', { RoleName }));
  const role = answer && shape(answer, 'Role');
  if (!role) return undefined;
  const { Path, Description, MaxSessionDuration } = role;
  return {
    RoleName,
    Path,
    AssumeRolePolicyDocument: decoded(role, 'AssumeRolePolicyDocument'),
    ...(Description === undefined ? {} : { Description }),
    MaxSessionDuration,
    PermissionsBoundary: shape(role, 'PermissionsBoundary')?.['PermissionsBoundaryArn'],
    Tags: role['Tags'] ?? [],
    Policies: await inlinePolicies(RoleName, context),
    ManagedPolicyArns: await managedPolicies(RoleName, context),
  };
}

async function inlinePolicies(RoleName: string, context: ProviderContext): Promise<readonly Shape[]> {
  return Promise.all(
    (await inlineNames(RoleName, context)).map(async (PolicyName) => {
      const policy = await context.call('iam', 'GetRolePolicy', { RoleName, PolicyName });
      return { PolicyName, PolicyDocument: decoded(policy, 'PolicyDocument') };
    }),
  );
}

/** Names of a role's inline policies. */
export function inlineNames(RoleName: string, context: ProviderContext): Promise<readonly unknown[]> {
  return allPages(
    (page) => context.call('iam', 'ListRolePolicies', { RoleName, ...page }),
    'PolicyNames',
    markers,
  );
}

/** ARNs of the managed policies attached to a role. */
export async function managedPolicies(
  RoleName: string,
  context: ProviderContext,
): Promise<readonly unknown[]> {
  const attached = await allPages(
    (page) => context.call('iam', 'ListAttachedRolePolicies', { RoleName, ...page }),
    'AttachedPolicies',
    markers,
  );
  return attached.filter(isShape).map((policy) => policy['PolicyArn']);
}

/** Documents travel percent-encoded. */
function decoded(from: Shape, member: string): string {
  return decodeURIComponent(text(from, member) ?? '');
}

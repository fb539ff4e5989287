import { applies, naming } from './statement.js';
import type { PolicyDocument } from './document.js';
import type { Naming } from './statement.js';
import type { AccessRequest } from './request.js';

export interface NamedPolicy {
  /** What a person calls it: shown in decisions. */
  readonly name: string;
  readonly document: PolicyDocument;
}

type PolicyKind =
  | 'service control policy'
  | 'resource-based policy'
  | 'identity-based policy'
  | 'permissions boundary'
  | 'session policy';

export interface Policies {
  readonly identity: readonly NamedPolicy[];
  readonly permissionsBoundary?: NamedPolicy;
  readonly session?: NamedPolicy;
  readonly resource?: NamedPolicy;
  /** One list per level, the root's first; every level must allow. Absent where SCPs do not apply. */
  readonly serviceControl?: readonly (readonly NamedPolicy[])[];
  /** Role trust and KMS keys: the resource's own policy must allow, even within the account. */
  readonly resourceMustAllow?: boolean;
}

export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** An explicit Deny, or nothing that allows. */
      readonly explicit: boolean;
      /** The kind of policy that decided. */
      readonly by: PolicyKind;
      /** The name of the policy with the explicit Deny. */
      readonly policy?: string;
    };

/**
 * AWS's evaluation logic: an explicit Deny anywhere, then every level of SCPs, then the resource's policy, the
 * identity's, the boundary and the session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(request: AccessRequest, policies: Policies): Decision {
  const denied = explicitDeny(request, policies);
  if (denied) return denied;
  const { principal } = request;
  const resource = policies.resource ? resourceGrant(request, policies.resource) : 'none';
  if (principal.kind === 'service')
    return resource === 'none' ? implicit('resource-based policy') : { allowed: true };

  for (const level of policies.serviceControl ?? []) {
    if (!allows(request, level)) return implicit('service control policy');
  }
  const crossAccount = principal.accountId !== request.resourceAccountId;
  if ((crossAccount || policies.resourceMustAllow) && resource === 'none')
    return implicit('resource-based policy');
  const grantedByResource = !crossAccount && (resource === 'exact' || resource === 'role');
  if (!grantedByResource && !allows(request, policies.identity)) return implicit('identity-based policy');
  if (grantedByResource && resource === 'exact') return { allowed: true };
  if (policies.permissionsBoundary && !allows(request, [policies.permissionsBoundary]))
    return implicit('permissions boundary');
  if (policies.session && !allows(request, [policies.session])) return implicit('session policy');
  return { allowed: true };
}

function implicit(by: PolicyKind): Decision {
  return { allowed: false, explicit: false, by };
}

function explicitDeny(request: AccessRequest, policies: Policies): Decision | undefined {
  const kinds: readonly (readonly [PolicyKind, readonly NamedPolicy[]])[] = [
    [
      'service control policy',
      request.principal.kind === 'service' ? [] : (policies.serviceControl ?? []).flat(),
    ],
    ['resource-based policy', policies.resource ? [policies.resource] : []],
    ['identity-based policy', policies.identity],
    ['permissions boundary', policies.permissionsBoundary ? [policies.permissionsBoundary] : []],
    ['session policy', policies.session ? [policies.session] : []],
  ];
  for (const [by, list] of kinds) {
    const policy = list.find(({ document }) =>
      document.statements.some(
        (statement) =>
          statement.effect === 'Deny' &&
          (by !== 'resource-based policy' || naming(statement.principals, request.principal) !== 'none') &&
          applies(statement, document, request),
      ),
    );
    if (policy) return { allowed: false, explicit: true, by, policy: policy.name };
  }
  return undefined;
}

function allows(request: AccessRequest, policies: readonly NamedPolicy[]): boolean {
  return policies.some(({ document }) =>
    document.statements.some(
      (statement) => statement.effect === 'Allow' && applies(statement, document, request),
    ),
  );
}

const strength: readonly Naming[] = ['none', 'account', 'role', 'exact'];

/** The strongest way in which a statement that applies allows the principal. */
function resourceGrant(request: AccessRequest, policy: NamedPolicy): Naming {
  const grants = policy.document.statements
    .filter((statement) => statement.effect === 'Allow')
    .filter((statement) => applies(statement, policy.document, request))
    .map((statement) => naming(statement.principals, request.principal));
  return grants.reduce<Naming>(
    (best, grant) => (strength.indexOf(grant) > strength.indexOf(best) ? grant : best),
    'none',
  );
}

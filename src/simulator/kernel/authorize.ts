import { parsePolicy } from '../iam-evaluator/document.js';
import { evaluate } from '../iam-evaluator/evaluate.js';
import { Context } from '../iam-evaluator/request.js';
import { ServiceError } from './contract.js';
import { services } from './protocol/services.js';
import { refused } from './refused.js';
import type { PolicyDocument } from '../iam-evaluator/document.js';
import type { Decision, NamedPolicy, Policies } from '../iam-evaluator/evaluate.js';
import type { Principal } from '../iam-evaluator/request.js';
import type { Access, Caller, ServiceName, World } from './contract.js';

/** A policy as the services keep it. */
export interface PolicyText {
  readonly name: string;
  readonly text: string;
}

/** What identity services know of a caller; the kernel asks, they answer. */
export interface IdentitySource {
  /** Inline and managed policies of the caller's user or role, and its boundary; undefined when it is gone. */
  identityOf(
    world: World,
    caller: Caller,
  ): { readonly policies: readonly PolicyText[]; readonly boundary?: PolicyText } | undefined;
  /** Are its credentials no longer known at all? */
  isUnknown(world: World, caller: Caller): boolean;
  /** SCPs by level, the root's first; undefined where SCPs do not apply. */
  serviceControlOf(world: World, caller: Caller): readonly (readonly PolicyText[])[] | undefined;
  /** `aws:PrincipalOrgID` and the like: undefined for an account outside the organization. */
  organizationOf(world: World, accountId: string): { readonly id: string; readonly path: string } | undefined;
}

/** Checks callers against all the policies of the world. Parsed documents are kept, since thousands of calls meet the same few. */
export class Authorizer {
  readonly #source: IdentitySource;
  readonly #parsed = new Map<string, PolicyDocument>();

  constructor(source: IdentitySource) {
    this.#source = source;
  }

  /** Throws the service's own refusal where the caller is not known, and its AccessDenied when one of the accesses is not allowed. */
  check(
    world: World,
    service: ServiceName,
    caller: Caller,
    region: string,
    accesses: readonly Access[],
  ): void {
    if (this.#source.isUnknown(world, caller)) throw refused('unknownKey', service);
    for (const access of accesses) {
      if (caller.type === 'service' && access.resourcePolicy === undefined) continue;
      const decision = this.decide(world, caller, region, access);
      if (!decision.allowed) throw denial(service, caller, access, decision);
    }
  }

  /** Would this access be allowed? */
  decide(world: World, caller: Caller, region: string, access: Access): Decision {
    const principal: Principal =
      caller.type === 'service'
        ? { kind: 'service', name: caller.service ?? '' }
        : {
            kind: 'aws',
            accountId: caller.accountId,
            arn: caller.arn,
            ...(caller.type === 'role' ? { roleArn: caller.principalArn } : {}),
          };
    const ownerAccountId = access.ownerAccountId ?? caller.accountId;
    return evaluate(
      {
        principal,
        action: access.action,
        resource: access.resource,
        resourceAccountId: ownerAccountId,
        context: this.#context(world, caller, region, access, ownerAccountId),
      },
      this.#policies(world, caller, access),
    );
  }

  #policies(world: World, caller: Caller, access: Access): Policies {
    const resource =
      access.resourcePolicy === undefined
        ? {}
        : { resource: this.#named({ name: 'resource policy', text: access.resourcePolicy }) };
    if (caller.type === 'service') return { identity: [], ...resource };
    const identity = this.#source.identityOf(world, caller);
    const levels = this.#source.serviceControlOf(world, caller);
    return {
      identity: (identity?.policies ?? []).map((policy) => this.#named(policy)),
      ...(identity?.boundary ? { permissionsBoundary: this.#named(identity.boundary) } : {}),
      ...(caller.sessionPolicy === undefined
        ? {}
        : { session: this.#named({ name: 'session policy', text: caller.sessionPolicy }) }),
      ...(levels
        ? { serviceControl: levels.map((level) => level.map((policy) => this.#named(policy))) }
        : {}),
      ...resource,
      resourceMustAllow: /^(sts:assumerole|kms:)/i.test(access.action) && access.resourcePolicy !== undefined,
    };
  }

  #named(policy: PolicyText): NamedPolicy {
    let document = this.#parsed.get(policy.text);
    if (!document) this.#parsed.set(policy.text, (document = parsePolicy(policy.text)));
    return { name: policy.name, document };
  }

  /** Global condition keys: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
  #context(world: World, caller: Caller, region: string, access: Access, ownerAccountId: string): Context {
    const isService = caller.type === 'service';
    const organization = this.#source.organizationOf(world, caller.accountId);
    const owner = this.#source.organizationOf(world, ownerAccountId);
    const source = caller.source;
    const sourceOrganization =
      source && !source.withoutOrganization
        ? this.#source.organizationOf(world, source.accountId)
        : undefined;
    return new Context([
      ['aws:RequestedRegion', region],
      ['aws:SecureTransport', 'true'],
      ['aws:CurrentTime', new Date(world.clock.now()).toISOString()],
      ['aws:EpochTime', String(Math.floor(world.clock.now() / 1000))],
      ['aws:PrincipalIsAWSService', String(isService)],
      ['aws:PrincipalServiceName', isService ? caller.service : undefined],
      ['aws:ViaAWSService', String((caller.calledVia ?? []).length > 0)],
      ['aws:CalledVia', caller.calledVia],
      ['aws:PrincipalArn', isService ? undefined : caller.principalArn],
      ['aws:PrincipalAccount', isService ? undefined : caller.accountId],
      ['aws:PrincipalType', isService ? undefined : caller.type === 'role' ? 'AssumedRole' : 'User'],
      ['aws:PrincipalOrgID', isService ? undefined : organization?.id],
      ['aws:PrincipalOrgPaths', isService || !organization ? undefined : [organization.path]],
      ['aws:userid', isService ? undefined : caller.userId],
      ['aws:username', caller.type === 'user' ? caller.principalArn.split('/').at(-1) : undefined],
      ['aws:SourceAccount', source?.accountId],
      ['aws:SourceArn', source?.arn],
      ['aws:SourceOrgID', sourceOrganization?.id],
      ['aws:SourceOrgPaths', sourceOrganization?.path],
      ['aws:ResourceAccount', ownerAccountId],
      ['aws:ResourceOrgID', owner?.id],
      ...Object.entries(access.context ?? {}),
    ]);
  }
}

/**
 * The denial in AWS's words: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html.
 * AssumeRole gives no reason.
 */
function denial(
  service: ServiceName,
  caller: Caller,
  access: Access,
  decision: Exclude<Decision, { allowed: true }>,
): ServiceError {
  const { code, status } = services[service].denied;
  const start = `User: ${caller.arn} is not authorized to perform: ${access.action} on resource: ${access.resource}`;
  const article = decision.by === 'identity-based policy' ? 'an' : 'a';
  const reason = decision.explicit
    ? ` with an explicit deny in ${article} ${decision.by}`
    : access.action.startsWith('sts:AssumeRole')
      ? ''
      : ` because no ${decision.by} allows the ${access.action} action`;
  return new ServiceError(code, start + reason, { status });
}

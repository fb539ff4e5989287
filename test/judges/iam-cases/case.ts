import { parsePolicy } from '../../../src/simulator/iam-evaluator/document.js';
import { evaluate } from '../../../src/simulator/iam-evaluator/evaluate.js';
import type { NamedPolicy } from '../../../src/simulator/iam-evaluator/evaluate.js';
import { Context } from '../../../src/simulator/iam-evaluator/request.js';
import type { Principal } from '../../../src/simulator/iam-evaluator/request.js';
import type { Simulation } from '../iam-judge.js';

export type Statement = Readonly<Record<string, unknown>>;
export type PolicyCase = readonly Statement[];

/** One request with all the policies that decide it. */
export interface Case {
  readonly name: string;
  /** `role`: a session of role `ops`; `user`: user `ann`, both of the account; else a service principal. */
  readonly principal?: 'role' | 'user' | `${string}.amazonaws.com`;
  readonly action?: string;
  readonly resource?: string;
  /** The account that owns the resource. */
  readonly owner?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly version?: '2008-10-17' | '2012-10-17';
  readonly identity?: readonly PolicyCase[];
  readonly boundary?: PolicyCase;
  readonly session?: PolicyCase;
  readonly resourcePolicy?: PolicyCase;
  /** By level, the root's first. */
  readonly serviceControl?: readonly (readonly PolicyCase[])[];
  /** What AWS decides. */
  readonly allowed: boolean;
}

/** A case of which nobody said what AWS decides. */
export type Undecided = Omit<Case, 'allowed'>;

export const account = '111111111111';
export const elsewhere = '222222222222';
export const roleArn = `arn:aws:iam::${account}:role/ops`;
export const sessionArn = `arn:aws:sts::${account}:assumed-role/ops/me`;
export const userArn = `arn:aws:iam::${account}:user/ann`;
export const objectArn = 'arn:aws:s3:::bucket/folder/object.txt';

export const allow = (more: Statement = {}): Statement => statement('Allow', more);
export const deny = (more: Statement = {}): Statement => statement('Deny', more);
export const full: PolicyCase = [allow({ Action: '*' })];

/** Defaults: getting any object; `undefined` takes an element out. */
function statement(effect: string, more: Statement): Statement {
  const entries = { Effect: effect, Action: 's3:GetObject', Resource: '*', ...more };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

const defaults = { principal: 'role', action: 's3:GetObject', resource: objectArn, owner: account } as const;

/** What the simulator's evaluator decides, in the way in which its authorizer asks it. */
export function decideHere(given: Undecided): boolean {
  const { principal, action, resource, owner } = { ...defaults, ...given };
  const { boundary, session, resourcePolicy, serviceControl, identity = [] } = given;
  const named = (statements: PolicyCase, name = 'policy'): NamedPolicy => ({
    name,
    document: parsePolicy(JSON.stringify(document(given, statements))),
  });
  const decision = evaluate(
    {
      principal: principalOf(principal),
      action,
      resource,
      resourceAccountId: owner,
      context: new Context(Object.entries(contextOf(given))),
    },
    {
      identity: identity.map((statements) => named(statements)),
      ...(boundary ? { permissionsBoundary: named(boundary) } : {}),
      ...(session ? { session: named(session) } : {}),
      ...(resourcePolicy ? { resource: named(resourcePolicy) } : {}),
      ...(serviceControl
        ? { serviceControl: serviceControl.map((level) => level.map((statements) => named(statements))) }
        : {}),
      resourceMustAllow: /^(sts:assumerole|kms:)/i.test(action),
    },
  );
  return decision.allowed;
}

/** The same for the judge. */
export function simulationOf(given: Undecided): Simulation {
  const { principal, action, resource, owner } = { ...defaults, ...given };
  const { boundary, session, resourcePolicy, serviceControl = [], identity = [] } = given;
  const named = (statements: PolicyCase, index: number): { name: string; policy: unknown } => ({
    name: `policy${index}`,
    policy: document(given, statements),
  });
  return {
    request: {
      principal: principal === 'role' ? sessionArn : principal === 'user' ? userArn : principal,
      action,
      resource: { resource, accountId: owner },
      contextVariables: contextOf(given),
    },
    identityPolicies: identity.map(named),
    serviceControlPolicies: serviceControl.map((level, index) => ({
      orgIdentifier: `ou-${index}`,
      policies: level.map(named),
    })),
    resourceControlPolicies: [],
    ...(boundary ? { permissionBoundaryPolicies: [named(boundary, 0)] } : {}),
    ...(session ? { sessionPolicy: document(given, session) } : {}),
    ...(resourcePolicy ? { resourcePolicy: document(given, resourcePolicy) } : {}),
  };
}

function document(given: Undecided, statements: PolicyCase): unknown {
  return { Version: given.version ?? '2012-10-17', Statement: statements };
}

function principalOf(kind: NonNullable<Case['principal']>): Principal {
  if (kind === 'role') return { kind: 'aws', accountId: account, arn: sessionArn, roleArn };
  if (kind === 'user') return { kind: 'aws', accountId: account, arn: userArn };
  return { kind: 'service', name: kind };
}

/** What every request carries, with the case's own. */
function contextOf({ context = {}, principal = 'role' }: Undecided): NonNullable<Case['context']> {
  if (principal !== 'role' && principal !== 'user') return context;
  const arn = principal === 'role' ? roleArn : userArn;
  return { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, ...context };
}

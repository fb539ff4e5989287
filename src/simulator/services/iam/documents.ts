import { PolicySyntax, parsePolicy } from '../../iam-evaluator/document.js';
import { requiredText } from '../../kernel/input.js';
import { organizationSlot } from '../organizations/state.js';
import { limitExceeded, malformed } from './errors.js';
import { accountOfArn, iamOf, roleByArn } from './state.js';
import type { PolicyDocument } from '../../iam-evaluator/document.js';
import type { Shape, World } from '../../kernel/contract.js';

/* Quotas, without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const trustPolicyLimit = 2048;
const inlinePoliciesLimit = 10_240;

/** A trust policy, checked as IAM checks it when a role is made or changed. */
export function trustDocument(input: Shape, member: string, world: World): string {
  const text = requiredText(input, member, 'ValidationError');
  const document = parsed(text);
  for (const statement of document.statements) {
    if (!statement.principals) throw malformed('AssumeRole policy must contain a principal.');
    if (statement.resources) throw malformed('Has prohibited field Resource');
    if (!statement.actions?.patterns.every((action) => action.toLowerCase().startsWith('sts:')))
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    for (const principal of statement.principals.byKind['AWS'] ?? []) {
      if (!principalExists(world, principal))
        throw malformed(`Invalid principal in policy: "AWS":"${principal}"`);
    }
  }
  if (compact(text).length > trustPolicyLimit)
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${trustPolicyLimit}`);
  return text;
}

/** An identity policy, checked as IAM checks it. */
export function identityDocument(input: Shape, member: string): string {
  const text = requiredText(input, member, 'ValidationError');
  for (const statement of parsed(text).statements) {
    if (statement.principals) throw malformed('Policy document should not specify a principal.');
    if (!statement.resources) throw malformed('Policy statement must contain resources.');
    for (const pattern of statement.resources.patterns) {
      if (pattern !== '*' && !/^[^:]*[*]?(:[^:]*){5,}/.test(pattern))
        throw malformed(`Resource ${pattern} must be in ARN format or "*".`);
    }
  }
  return text;
}

/** All inline policies of a role together have a limit. */
export function checkInlineSize(policies: Readonly<Record<string, string>>, roleName: string): void {
  const size = Object.values(policies).reduce((sum, text) => sum + compact(text).length, 0);
  if (size > inlinePoliciesLimit)
    throw limitExceeded(`Maximum policy size of ${inlinePoliciesLimit} bytes exceeded for role ${roleName}`);
}

function parsed(text: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicySyntax) throw malformed(error.message);
    throw error;
  }
}

/** IAM keeps a principal by its unique id, so a user or role that does not exist can't be named. Accounts elsewhere are believed. */
function principalExists(world: World, principal: string): boolean {
  if (principal === '*' || /^\d{12}$/.test(principal) || /^arn:[^:]+:iam::\d{12}:root$/.test(principal))
    return true;
  const accountId = accountOfArn(principal);
  if (!/^arn:[^:]+:(iam|sts)::\d{12}:(role|user|assumed-role)\//.test(principal)) return false;
  const ours = [...world.all(organizationSlot)].some(({ value }) => value.accounts[accountId] !== undefined);
  if (!ours || principal.includes(':assumed-role/')) return true;
  if (principal.includes(':role/')) return roleByArn(world, principal) !== undefined;
  return Object.values(iamOf(world, accountId).users).some((user) => user.arn === principal);
}

function compact(text: string): string {
  return text.replace(/\s+/g, '');
}

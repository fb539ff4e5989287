import { conditionsHold } from './conditions.js';
import { matches, matchesResource, pieces } from './pattern.js';
import type { PolicyDocument, PrincipalSelection, Statement } from './document.js';
import { Context } from './request.js';
import type { AccessRequest, Principal } from './request.js';

/**
 * How a resource policy names the principal. `account`: only its account, which hands the decision to that account's
 * own policies; `role`: its role (a boundary or session policy still limits it); `exact`: the user or session itself.
 */
export type Naming = 'none' | 'account' | 'role' | 'exact';

/** Does the statement apply to the request, its principal aside? */
export function applies(statement: Statement, document: PolicyDocument, request: AccessRequest): boolean {
  return (
    actionMatches(statement, request.action) &&
    resourceMatches(statement, document, request) &&
    conditionsHold(statement.conditions, request.context, document.variables)
  );
}

function actionMatches(statement: Statement, action: string): boolean {
  if (!statement.actions) return false;
  const found = statement.actions.patterns.some((pattern) => isAction(pattern, action));
  return found !== statement.actions.inverted;
}

/** Most patterns hold no wildcard, or are another service's (a prefix holds none): both show without a regular expression. */
function isAction(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === action.toLowerCase();
  return (
    servicePrefix(pattern) === servicePrefix(action) &&
    matches(pieces(pattern, noContext, false, true) ?? [], action, true)
  );
}

function servicePrefix(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}

/** Trust policies have no Resource element: it is the role itself. */
function resourceMatches(statement: Statement, document: PolicyDocument, request: AccessRequest): boolean {
  if (!statement.resources) return true;
  const { inverted, patterns } = statement.resources;
  const found = patterns.map((pattern) => {
    if (pattern === '*') return true;
    const filled = pieces(pattern, request.context, document.variables, true);
    return filled && matchesResource(filled, request.resource);
  });
  // A variable without a value is nothing that a resource could be "other than" (assumed; the judge says so too).
  return inverted ? found.every((match) => match === false) : found.some((match) => match === true);
}

const noContext = new Context([]);

/** How the statement's Principal element names the principal. */
export function naming(selection: PrincipalSelection | undefined, principal: Principal): Naming {
  if (!selection) return 'none';
  const named = nameIn(selection, principal);
  if (!selection.inverted) return named;
  return named === 'none' ? 'exact' : 'none';
}

function nameIn(selection: PrincipalSelection, principal: Principal): Naming {
  if (principal.kind === 'service') {
    return selection.everybody || selection.byKind['Service']?.includes(principal.name) ? 'exact' : 'none';
  }
  const names = selection.byKind['AWS'] ?? [];
  if (names.includes(principal.arn)) return 'exact';
  if (principal.roleArn !== undefined && names.includes(principal.roleArn)) return 'role';
  if (names.includes('*')) return 'role';
  const isAccount = (name: string): boolean =>
    name === principal.accountId || /^arn:[^:]+:iam::(\d{12}):root$/.exec(name)?.[1] === principal.accountId;
  return names.some(isAccount) ? 'account' : 'none';
}

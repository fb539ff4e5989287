/** A statement with its elements as lists. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Selection | undefined;
  readonly resources: Selection | undefined;
  readonly principals: PrincipalSelection | undefined;
  /** operator → condition key → values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

interface Selection {
  /** True for `NotAction`, `NotResource`. */
  readonly inverted: boolean;
  readonly patterns: readonly string[];
}

export interface PrincipalSelection {
  readonly inverted: boolean;
  /** `AWS`, `Service`, `Federated`, `CanonicalUser` → values; a bare `*` is `AWS: ['*']`, and every kind. */
  readonly byKind: Readonly<Record<string, readonly string[]>>;
  readonly everybody: boolean;
}

export interface PolicyDocument {
  /** Policy variables exist from 2012-10-17 on. */
  readonly variables: boolean;
  readonly statements: readonly Statement[];
}

/** Why a text is not a policy document. */
export class PolicySyntax extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicySyntax';
  }
}

/** Reads a policy's JSON text. Throws PolicySyntax. Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function parsePolicy(text: string): PolicyDocument {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new PolicySyntax('Syntax errors in policy.');
  }
  if (!isObject(raw)) throw new PolicySyntax('Syntax errors in policy.');
  for (const key of Object.keys(raw)) {
    if (!['Version', 'Id', 'Statement'].includes(key)) throw new PolicySyntax('Syntax errors in policy.');
  }
  const version = raw['Version'] ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17')
    throw new PolicySyntax('Syntax errors in policy.');
  const statements = isObject(raw['Statement']) ? [raw['Statement']] : raw['Statement'];
  if (!Array.isArray(statements)) throw new PolicySyntax('Syntax errors in policy.');
  return { variables: version === '2012-10-17', statements: statements.map(parseStatement) };
}

const elements = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

function parseStatement(raw: unknown): Statement {
  if (!isObject(raw)) throw new PolicySyntax('Syntax errors in policy.');
  for (const key of Object.keys(raw)) {
    if (!elements.includes(key)) throw new PolicySyntax('Syntax errors in policy.');
  }
  const effect = raw['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicySyntax('Syntax errors in policy.');
  const actions = selection(raw, 'Action', 'NotAction');
  if (!actions) throw new PolicySyntax('Policy statement must contain actions.');
  for (const action of actions.patterns) {
    if (action !== '*' && !/^[\w-]+:[\w*?]+$/.test(action))
      throw new PolicySyntax('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  const sid = raw['Sid'];
  return {
    sid: typeof sid === 'string' ? sid : undefined,
    effect,
    actions,
    resources: selection(raw, 'Resource', 'NotResource'),
    principals: principals(raw),
    conditions: conditions(raw['Condition']),
  };
}

function selection(
  raw: Readonly<Record<string, unknown>>,
  plain: string,
  inverted: string,
): Selection | undefined {
  if (raw[plain] !== undefined && raw[inverted] !== undefined)
    throw new PolicySyntax('Syntax errors in policy.');
  if (raw[plain] !== undefined) return { inverted: false, patterns: texts(raw[plain]) };
  if (raw[inverted] !== undefined) return { inverted: true, patterns: texts(raw[inverted]) };
  return undefined;
}

function principals(raw: Readonly<Record<string, unknown>>): PrincipalSelection | undefined {
  const inverted = raw['NotPrincipal'] !== undefined;
  const value = inverted ? raw['NotPrincipal'] : raw['Principal'];
  if (value === undefined) return undefined;
  if (value === '*') return { inverted, byKind: { AWS: ['*'] }, everybody: true };
  if (!isObject(value)) throw new PolicySyntax('Invalid principal in policy.');
  const byKind = Object.fromEntries(Object.entries(value).map(([kind, entry]) => [kind, texts(entry)]));
  return { inverted, byKind, everybody: byKind['AWS']?.includes('*') ?? false };
}

function conditions(raw: unknown): Statement['conditions'] {
  if (raw === undefined) return {};
  if (!isObject(raw)) throw new PolicySyntax('Syntax errors in policy.');
  return Object.fromEntries(
    Object.entries(raw).map(([operator, keys]) => {
      if (!isObject(keys)) throw new PolicySyntax('Syntax errors in policy.');
      return [
        operator,
        Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, texts(values)])),
      ];
    }),
  );
}

function texts(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'boolean' || typeof item === 'number') return String(item);
    throw new PolicySyntax('Syntax errors in policy.');
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

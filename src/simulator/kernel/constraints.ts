import { ServiceError } from './contract.js';
import { isShape } from './input.js';
import type { ServiceName, Shape } from './contract.js';

/** What a member of a request must be. A member that is absent need only not be required. */
export interface Constraint {
  readonly required?: boolean;
  /** Number of characters of a text, or of items of a list. */
  readonly length?: readonly [least: number, most: number];
  readonly value?: readonly [least: number, most: number];
  /** The whole text must match; written as AWS shows it. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
}

/** By path from the request: `Tags[].Key`, `OperationPreferences.MaxConcurrentCount`. */
export type Constraints = Readonly<Record<string, Constraint>>;

const codes: Partial<Record<ServiceName, string>> = {
  cloudformation: 'ValidationError',
  iam: 'ValidationError',
  sts: 'ValidationError',
};

/** Throws the service's validation error, with every violation in it, in the words that AWS's services share. */
export function checkConstraints(service: ServiceName, input: Shape, constraints: Constraints): void {
  const found = Object.entries(constraints).flatMap(([path, constraint]) =>
    membersAt(input, path.split('.')).flatMap(({ name, value }) =>
      violations(value, constraint).map(
        ({ shown, rule }) => `Value ${shown} at '${name}' failed to satisfy constraint: Member must ${rule}`,
      ),
    ),
  );
  if (found.length === 0) return;
  const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`;
  throw new ServiceError(codes[service] ?? 'ValidationException', `${count} detected: ${found.join('; ')}`);
}

interface Member {
  /** As AWS's messages name it: `tags.1.member.key`. */
  readonly name: string;
  readonly value: unknown;
}

/** Every member at the path; none where a structure or list on the way is absent. */
function membersAt(value: unknown, [step, ...rest]: readonly string[], above = ''): readonly Member[] {
  if (step === undefined) return [{ name: above, value }];
  if (!isShape(value)) return [];
  const list = step.endsWith('[]');
  const key = list ? step.slice(0, -2) : step;
  const name = `${above === '' ? '' : `${above}.`}${key.charAt(0).toLowerCase()}${key.slice(1)}`;
  if (!list) return membersAt(value[key], rest, name);
  const items = Array.isArray(value[key]) ? (value[key] as readonly unknown[]) : [];
  return items.flatMap((item, index) => membersAt(item, rest, `${name}.${index + 1}.member`));
}

interface Violation {
  readonly shown: string;
  readonly rule: string;
}

function violations(value: unknown, constraint: Constraint): readonly Violation[] {
  if (value === undefined || value === null)
    return constraint.required ? [{ shown: 'null', rule: 'not be null' }] : [];
  return Array.isArray(value)
    ? ofList(value as readonly unknown[], constraint)
    : typeof value === 'string' || typeof value === 'number'
      ? ofScalar(String(value), constraint)
      : [];
}

function ofList(items: readonly unknown[], { length }: Constraint): readonly Violation[] {
  return outside('length', items.length, length, `'[${items.map(String).join(', ')}]'`);
}

function ofScalar(text: string, { length, value, pattern, oneOf }: Constraint): readonly Violation[] {
  const shown = `'${text}'`;
  return [
    ...outside('length', text.length, length, shown),
    // The query protocol has numbers as text; a text that is no number is the operation's to refuse.
    ...(value && text !== '' ? outside('value', Number(text), value, shown) : []),
    ...(pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(text)
      ? [{ shown, rule: `satisfy regular expression pattern: ${pattern}` }]
      : []),
    ...(oneOf && !oneOf.includes(text)
      ? [{ shown, rule: `satisfy enum value set: [${oneOf.join(', ')}]` }]
      : []),
  ];
}

function outside(
  what: 'length' | 'value',
  actual: number,
  bounds: readonly [number, number] | undefined,
  shown: string,
): readonly Violation[] {
  if (!bounds) return [];
  const [least, most] = bounds;
  if (actual < least) return [{ shown, rule: `have ${what} greater than or equal to ${least}` }];
  if (actual > most) return [{ shown, rule: `have ${what} less than or equal to ${most}` }];
  return [];
}

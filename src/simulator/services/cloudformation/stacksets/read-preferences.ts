import type { Shape } from '../../../kernel/contract.js';
import { integer, shape, text, texts } from '../../../kernel/input.js';
import { validationError } from '../errors.js';
import type { OperationPreferences } from './state.js';

/** OperationPreferences of a request. Counts and percentages are per Region; a count and a percentage of the same thing exclude each other. */
export function readPreferences(input: Shape): OperationPreferences {
  const given = shape(input, 'OperationPreferences') ?? {};
  const failureToleranceCount = bounded(given, 'FailureToleranceCount', 0);
  const failureTolerancePercentage = bounded(given, 'FailureTolerancePercentage', 0, 100);
  const maxConcurrentCount = bounded(given, 'MaxConcurrentCount', 1);
  const maxConcurrentPercentage = bounded(given, 'MaxConcurrentPercentage', 1, 100);
  if (failureToleranceCount !== undefined && failureTolerancePercentage !== undefined)
    throw validationError('You cannot specify both FailureToleranceCount and FailureTolerancePercentage');
  if (maxConcurrentCount !== undefined && maxConcurrentPercentage !== undefined)
    throw validationError('You cannot specify both MaxConcurrentCount and MaxConcurrentPercentage');
  const regionConcurrencyType = oneOf(given, 'RegionConcurrencyType', ['SEQUENTIAL', 'PARALLEL'] as const);
  const concurrencyMode = oneOf(given, 'ConcurrencyMode', [
    'STRICT_FAILURE_TOLERANCE',
    'SOFT_FAILURE_TOLERANCE',
  ] as const);
  return {
    regionOrder: [...(texts(given, 'RegionOrder') ?? [])],
    ...(regionConcurrencyType === undefined ? {} : { regionConcurrencyType }),
    ...(concurrencyMode === undefined ? {} : { concurrencyMode }),
    ...(failureToleranceCount === undefined ? {} : { failureToleranceCount }),
    ...(failureTolerancePercentage === undefined ? {} : { failureTolerancePercentage }),
    ...(maxConcurrentCount === undefined ? {} : { maxConcurrentCount }),
    ...(maxConcurrentPercentage === undefined ? {} : { maxConcurrentPercentage }),
  };
}

function bounded(
  given: Shape,
  member: string,
  least: number,
  most = Number.POSITIVE_INFINITY,
): number | undefined {
  const value = integer(given, member, 'ValidationError');
  if (value === undefined || (value >= least && value <= most)) return value;
  const [relation, bound] = value < least ? ['greater', least] : ['less', most];
  throw validationError(
    `1 validation error detected: Value '${value}' at 'operationPreferences.${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must have value ${relation} than or equal to ${bound}`,
  );
}

function oneOf<const T extends string>(given: Shape, member: string, values: readonly T[]): T | undefined {
  const value = text(given, member);
  if (value === undefined) return undefined;
  const known = values.find((candidate) => candidate === value);
  if (known === undefined)
    throw validationError(
      `1 validation error detected: Value '${value}' at 'operationPreferences.${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
    );
  return known;
}

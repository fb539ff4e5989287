import { ServiceError } from './contract.js';
import type { Shape } from './contract.js';

/*
 * Reading input that may have come over any protocol: awsQuery has text for every scalar and '' for an empty list,
 * JSON and inside calls have real types.
 */

/** A member as text; undefined when absent. */
export function text(input: Shape, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ServiceError('ValidationException', `Member ${member} must be a string.`);
}

/** A member as text that must be there. `code` is the service's own validation error. */
export function requiredText(input: Shape, member: string, code = 'ValidationException'): string {
  const value = text(input, member);
  if (value === undefined || value === '') {
    throw new ServiceError(
      code,
      `1 validation error detected: Value null at '${member.charAt(0).toLowerCase()}${member.slice(1)}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

/** A whole number; undefined when absent. */
export function integer(input: Shape, member: string, code = 'ValidationException'): number | undefined {
  const value = input[member];
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  if (!Number.isInteger(number)) throw new ServiceError(code, `Member ${member} must be an integer.`);
  return number;
}

/** A boolean; undefined when absent. */
export function flag(input: Shape, member: string, code = 'ValidationException'): boolean | undefined {
  const value = input[member];
  if (value === undefined || value === null || value === '') return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new ServiceError(code, `Member ${member} must be a boolean.`);
}

/** A moment in epoch milliseconds: JSON has seconds since the epoch, inside calls a Date, and a text is ISO 8601. */
export function moment(input: Shape, member: string, code = 'ValidationException'): number | undefined {
  const value = input[member];
  if (value === undefined || value === null || value === '') return undefined;
  const time =
    value instanceof Date
      ? value.getTime()
      : typeof value === 'number'
        ? value * 1000
        : typeof value === 'string'
          ? Date.parse(value)
          : Number.NaN;
  if (Number.isNaN(time)) throw new ServiceError(code, `Member ${member} must be a timestamp.`);
  return time;
}

/** A list; undefined when absent. `''` (awsQuery's empty list) is an empty list. */
export function list(input: Shape, member: string): readonly unknown[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (value === '') return [];
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new ServiceError('ValidationException', `Member ${member} must be a list.`);
}

/** A list of texts; undefined when absent. */
export function texts(input: Shape, member: string): readonly string[] | undefined {
  return list(input, member)?.map((item) => {
    if (typeof item !== 'string')
      throw new ServiceError('ValidationException', `Member ${member} must be a list of strings.`);
    return item;
  });
}

/** A structure; undefined when absent. */
export function shape(input: Shape, member: string): Shape | undefined {
  const value = input[member];
  if (value === undefined || value === null || value === '') return undefined;
  if (isShape(value)) return value;
  throw new ServiceError('ValidationException', `Member ${member} must be a structure.`);
}

/** A list of structures; undefined when absent. */
export function shapes(input: Shape, member: string): readonly Shape[] | undefined {
  return list(input, member)?.map((item) => {
    if (!isShape(item))
      throw new ServiceError('ValidationException', `Member ${member} must be a list of structures.`);
    return item;
  });
}

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

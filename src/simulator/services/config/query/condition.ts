import { valuesAt } from './document.js';
import type { Document, Scalar } from './document.js';
import type { Comparison, Condition, Literal } from './syntax.js';

export type Test = (document: Document) => boolean;

/**
 * What a condition says of a document. A property that is absent meets no comparison, so that NOT of one is met
 * (assumed: AWS says only that "NULL value queries are not supported").
 */
export function testOf(condition: Condition): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.conditions.map(testOf);
      return (document) => tests.every((test) => test(document));
    }
    case 'or': {
      const tests = condition.conditions.map(testOf);
      return (document) => tests.some((test) => test(document));
    }
    case 'not': {
      const test = testOf(condition.condition);
      return (document) => !test(document);
    }
    default: {
      const holds = comparisonOf(condition);
      return (document) => valuesAt(document, condition.path).some(holds);
    }
  }
}

function comparisonOf(comparison: Comparison): (value: Scalar) => boolean {
  switch (comparison.kind) {
    case '=':
      return (value) => compared(value, comparison.value) === 0;
    case '<':
      return (value) => (compared(value, comparison.value) ?? 0) < 0;
    case '>':
      return (value) => (compared(value, comparison.value) ?? 0) > 0;
    case 'in':
      return (value) => comparison.values.some((literal) => compared(value, literal) === 0);
    case 'between':
      return (value) =>
        (compared(value, comparison.least) ?? -1) >= 0 && (compared(value, comparison.most) ?? 1) <= 0;
    case 'like': {
      const pattern = likeness(comparison.pattern);
      return (value) => typeof value === 'string' && pattern.test(value);
    }
  }
}

/** `%` stands for any characters, `_` for one; both stand only at the end. */
function likeness(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll('%', '[^]*')
    .replaceAll('_', '[^]');
  return new RegExp(`^${source}$`, 'u');
}

/**
 * Below, equal or above zero; undefined for values that do not compare. A number meets the text of the same number, and a
 * boolean its own text (assumed: AWS says nothing of types).
 */
export function compared(value: Scalar, literal: Literal): number | undefined {
  if (typeof value === 'number' || typeof literal === 'number') {
    const [left, right] = [numberOf(value), numberOf(literal)];
    return left === undefined || right === undefined ? undefined : left - right;
  }
  const [left, right] = [String(value), String(literal)];
  return left === right ? 0 : left < right ? -1 : 1;
}

function numberOf(value: Scalar): number | undefined {
  if (typeof value === 'boolean' || value === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

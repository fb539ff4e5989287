import { createHash } from 'node:crypto';
import { compareText } from './target.js';

/** A short, stable digest of plain data: the same whatever the order of an object's keys. 24 hex digits. */
export function digest(data: unknown): string {
  return createHash('sha256').update(canonical(data)).digest('hex').slice(0, 24);
}

/** Of a text as AWS gives it back: white space around it does not count. */
export function textDigest(text: string): string {
  return digest(text.trim());
}

function canonical(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
      : value,
  );
}

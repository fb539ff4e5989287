import { z } from 'zod';
import type { Path } from './path.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Tells the keys that a schema allows in the mapping at a path. */
export function keysOf(schema: z.ZodType): (path: Path) => readonly string[] {
  // Only needed once a key is wrong, and then perhaps often.
  let root: readonly JsonSchema[] | undefined;
  return (path) => {
    root ??= alternatives(z.toJSONSchema(schema, { io: 'input' }));
    const found = path.reduce((schemas, step) => schemas.flatMap((inner) => descend(inner, step)), root);
    return found.flatMap((inner) => Object.keys(inner.properties ?? {}));
  };
}

function descend(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  const next = typeof step === 'number' ? schema.items : schema.properties?.[step];
  return isSchema(next) ? alternatives(next) : [];
}

/** A schema, or each of those that it is a choice of. */
function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf
    ? schema.anyOf.flatMap((inner) => (isSchema(inner) ? alternatives(inner) : []))
    : [schema];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

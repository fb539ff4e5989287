import { z } from 'zod';
import type { Path } from './path.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The keys that a schema allows in the mapping at `path`. */
export function knownKeys(schema: z.ZodType, path: Path): readonly string[] {
  const root = z.toJSONSchema(schema, { io: 'input' });
  const found = path.reduce<readonly JsonSchema[]>(
    (schemas, step) => schemas.flatMap((inner) => descend(inner, step)),
    alternatives(root),
  );
  return found.flatMap((inner) => Object.keys(inner.properties ?? {}));
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

import type { z } from 'zod';
import { cell, defaultOf, typeOf } from './configuration-docs.js';

type Schema = z.core.JSONSchema.BaseSchema;

const preamble = `<!-- Generated from the schema by scripts/generate-schemas.ts: change the descriptions there. -->

# The world file

An organization for the simulator, as it is before the first call: \`orgsecrets simulate --world FILE\`.
[config/worlds](../config/worlds) holds those that the demo and the tests run on. What is wrong in a file is told at once,
each mistake with its line; what the simulator makes of it is in [simulator-fidelity.md](simulator-fidelity.md). For
completion and checks in an editor, begin the file with

\`\`\`yaml
# yaml-language-server: $schema=…/config/schemas/world.schema.json
\`\`\`

The smallest world:

\`\`\`yaml
version: 1
organization: { id: o-a1b2c3d4e5, managementAccountId: '111111111111' }
accounts:
  - { id: '111111111111', name: management }
  - { id: '222222222222', name: audit, ou: /Security }
\`\`\`
`;

/** docs/world-file.md: a section per key of the top, a table of the keys in it. */
export function worldDocs(schema: Schema): string {
  const sections = Object.entries(schema.properties ?? {}).map(([name, section]) =>
    sectionDocs(name, section as Schema, schema.required?.includes(name) ?? false),
  );
  return [preamble, ...sections].join('\n');
}

function sectionDocs(name: string, schema: Schema, required: boolean): string {
  const rows = keysOf(schema, '');
  const type =
    rows.length === 0 ? `\nType: ${typeOf(schema)}. Default: ${defaultOf(schema, required)}.\n` : '';
  const heading = `## \`${name}\`\n\n${schema.description ?? ''}${required ? ' **Required.**' : ''}\n${type}`;
  if (rows.length === 0) return heading;
  return `${heading}\n${listOf(schema)}\n\n| key | what | type | default |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** How the keys below stand in the section. */
function listOf(schema: Schema): string {
  if (schema.type === 'array' || schema.anyOf) return `${capital(typeOf(schema))}, with these keys:`;
  return schema.additionalProperties ? 'A mapping of names to mappings with these keys:' : 'These keys:';
}

/** A row for each key in the mappings that the schema holds, at any depth. */
function keysOf(schema: Schema, prefix: string): readonly string[] {
  const inner = [
    ...(schema.anyOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items as Schema]),
    ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
  ].flatMap((one) => keysOf(one, prefix));
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const property = value as Schema;
    const path = `${prefix}${key}`;
    const required = schema.required?.includes(key) ?? false;
    const row = `| \`${path}\` | ${cell(property.description ?? '')} | ${cell(typeOf(property))} | ${cell(defaultOf(property, required))} |`;
    return [row, ...keysOf(property, `${path}.`)];
  });
  return [...own, ...inner];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import type { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

interface Row {
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

const preamble = `<!-- Generated from the schema by scripts/generate-schemas.ts: change the descriptions there. -->

# The org.yaml

One file says what is covered and how. [config/org.example.yaml](../config/org.example.yaml) is a start; everything that
it leaves out has a default. \`orgsecrets validate --config org.yaml\` tells every mistake at once, each with its line and
column. For completion and checks in an editor, begin the file with

\`\`\`yaml
# yaml-language-server: $schema=…/config/org.schema.json
\`\`\`

What to know of YAML here: account ids stand in quotes, since as numbers they would lose leading zeros; \`yes\` and \`no\`
are words, \`true\` and \`false\` are not; the version of YAML is 1.2; a key stands once; one document is the most.

Region names, the rules and their parameters are those of the catalog ([config/catalog](../config/catalog)), which says of
each fact where it comes from and how old it is.
`;

/** docs/configuration.md: a section per key of the top, a table of the keys in it. */
export function configurationDocs(schema: Schema): string {
  const sections = Object.entries(schema.properties ?? {}).map(([name, section]) =>
    sectionDocs(name, section as Schema, schema.required?.includes(name) ?? false),
  );
  return [preamble, ...sections].join('\n');
}

function sectionDocs(name: string, schema: Schema, required: boolean): string {
  const heading = `## \`${name}\`\n\n${schema.description ?? ''}${required ? ' **Required.**' : ''}\n`;
  const rows = inside(schema, '');
  if (rows.length === 0)
    return `${heading}\nType: ${typeOf(schema)}. Default: ${defaultOf(schema, required)}.\n`;
  const table = rows.map(
    (row) =>
      `| \`${row.path}\` | ${cell(row.schema.description ?? '')} | ${cell(typeOf(row.schema))} | ${cell(defaultOf(row.schema, row.required))} |`,
  );
  return `${heading}\n| key | what | type | default |\n| --- | --- | --- | --- |\n${table.join('\n')}\n`;
}

/** The keys in a schema, and those of mappings and of lists of mappings in it. */
function inside(schema: Schema, prefix: string): Row[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]): Row[] => {
    const inner = value as Schema;
    const path = `${prefix}${key}`;
    const row = { path, schema: inner, required: schema.required?.includes(key) ?? false };
    if (inner.type === 'object') return [row, ...inside(inner, `${path}.`)];
    return [row, ...items(inner).flatMap((item) => inside(item, `${path}[].`))];
  });
}

function items(schema: Schema): Schema[] {
  const item = schema.items as Schema | undefined;
  return item ? (item.anyOf ?? [item]).map((choice) => choice) : [];
}

export function typeOf(schema: Schema): string {
  if (schema.anyOf) return schema.anyOf.map((choice) => typeOf(choice)).join(' or ');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum)
    return schema.enum.length > 12
      ? 'a Region'
      : schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.type === 'array') return `list of ${items(schema).map(typeOf).join(' or ')}`;
  if (schema.type === 'integer' || schema.type === 'number') {
    return `${schema.type === 'integer' ? 'whole number' : 'number'}${boundsOf(schema)}`;
  }
  return { string: 'text', boolean: '`true`, `false`', object: 'mapping' }[schema.type as string] ?? 'any';
}

/** The bounds that somebody set: a whole number has those of JavaScript otherwise. */
function boundsOf({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const least = minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  if (least !== undefined) return `, from ${least}`;
  if (most !== undefined) return `, to ${most}`;
  return exclusiveMinimum === undefined ? '' : `, above ${exclusiveMinimum}`;
}

export function defaultOf(schema: Schema, required: boolean): string {
  if (required) return '**required**';
  if (schema.default === undefined) return '–';
  const text = JSON.stringify(schema.default);
  return text === '{}' || text === '[]' ? 'empty' : `\`${text.replaceAll('"', '')}\``;
}

export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

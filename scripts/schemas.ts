import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadCatalog } from '../src/catalog/load-catalog.js';
import { orgSchema } from '../src/config/schema/org-schema.js';
import { cliDocs, errorDocs, exitCodeDocs } from './cli-docs.js';
import { configurationDocs } from './configuration-docs.js';
import { doctorDocs } from './doctor-docs.js';
import { driftDocs } from './drift-docs.js';
import { worldSchema } from '../src/simulator/world-file/schema.js';
import { outputSchemas } from './output-schemas.js';
import { reportSummarySchema } from '../src/report/json/report-summary.js';
import { realLifeDocs } from './real-life-docs.js';
import { worldDocs } from './world-docs.js';

/** A committed file that is made from code; paths are relative to the root of the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly generate: () => string;
}

/** Every JSON Schema, and what is written from one. A new one needs a line here; `npm run generate` writes them all. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'config/org.schema.json', generate: () => jsonSchema('org.yaml', theOrgSchema()) },
  { path: 'docs/configuration.md', generate: () => configurationDocs(toJsonSchema(theOrgSchema())) },
  { path: 'docs/cli.md', generate: cliDocs },
  { path: 'docs/doctor.md', generate: doctorDocs },
  { path: 'docs/drift.md', generate: driftDocs },
  { path: 'docs/exit-codes.md', generate: exitCodeDocs },
  { path: 'docs/errors.md', generate: errorDocs },
  { path: 'config/schemas/world.schema.json', generate: () => jsonSchema('world file', worldSchema) },
  { path: 'docs/world-file.md', generate: () => worldDocs(toJsonSchema(worldSchema)) },
  {
    path: 'docs/coverage-of-real-life.md',
    generate: () => realLifeDocs(fileURLToPath(new URL('..', import.meta.url))),
  },
  {
    path: 'config/schemas/report-summary.schema.json',
    generate: () => jsonSchema('a summary that orgsecrets report --output keeps', reportSummarySchema),
  },
  ...Object.entries(outputSchemas).map(([name, schema]) => ({
    path: `config/schemas/${name}.schema.json`,
    generate: () => jsonSchema(`orgsecrets ${name} --json`, schema),
  })),
];

function theOrgSchema(): z.ZodType {
  return orgSchema(
    loadCatalog((name) => readFileSync(new URL(`../config/catalog/${name}`, import.meta.url), 'utf8')),
  );
}

/** Draft 7, which editors' YAML support reads; of what is written, not of what it is read as. */
function toJsonSchema(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
}

/** The text of a JSON Schema file. */
export function jsonSchema(title: string, schema: z.ZodType): string {
  const { $schema, ...rest } = toJsonSchema(schema);
  return JSON.stringify({ $schema, title, ...rest }, undefined, 2);
}

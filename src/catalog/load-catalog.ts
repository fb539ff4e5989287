import { parse } from 'yaml';
import type { z } from 'zod';
import { ruleNames, type Catalog } from '../model/catalog.js';
import { OrgSecretsError } from '../model/errors.js';
import { controlsFile, exclusionsFile, limitsFile, regionsFile, rulesFile } from './catalog-schema.js';

/** The files of config/catalog. */
export const catalogFiles = [
  'regions.yaml',
  'rules.yaml',
  'limits.yaml',
  'exclusions.yaml',
  'controls.yaml',
] as const;

export type CatalogFile = (typeof catalogFiles)[number];

/**
 * Reads the catalog. `readText` returns the text of one of its files.
 * The catalog is a part of the package: anything wrong with it is a defect of ours (`Internal`).
 */
export function loadCatalog(readText: (name: CatalogFile) => string): Catalog {
  const regions = read(regionsFile, 'regions.yaml', readText);
  const catalog: Catalog = {
    partitions: regions.partitions,
    regions: regions.regions,
    regionSources: regions.sources,
    rules: read(rulesFile, 'rules.yaml', readText).rules,
    limits: read(limitsFile, 'limits.yaml', readText).limits,
    exclusions: read(exclusionsFile, 'exclusions.yaml', readText).exclusions,
    controls: read(controlsFile, 'controls.yaml', readText).mappings,
  };
  checkReferences(catalog);
  return catalog;
}

function read<S extends z.ZodType>(
  schema: S,
  name: CatalogFile,
  readText: (name: CatalogFile) => string,
): z.output<S> {
  const result = schema.safeParse(parse(readText(name)));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw broken(`${name}: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`, result.error);
}

/** What one file says of another: every Region named is known, each rule is there once. */
function checkReferences(catalog: Catalog): void {
  const known = new Set<string>();
  for (const region of catalog.regions) {
    if (known.has(region.name)) throw broken(`regions.yaml: ${region.name} is there twice`);
    known.add(region.name);
  }
  const named = [
    ...catalog.partitions.map((partition) => partition.mainRegion),
    ...catalog.exclusions.map((exclusion) => exclusion.region),
    ...catalog.rules.flatMap((rule) => rule.unsupported.map((unsupported) => unsupported.region)),
  ];
  for (const name of named) if (!known.has(name)) throw broken(`${name} is not in regions.yaml`);
  const rules = catalog.rules.map((rule) => rule.name).sort();
  const mapped = new Set<string>();
  for (const { rule, standard, version = '' } of catalog.controls) {
    const key = `${rule} ${standard} ${version}`;
    if (mapped.has(key)) throw broken(`controls.yaml: ${key} is there twice`);
    mapped.add(key);
  }
  if (rules.join() !== [...ruleNames].sort().join()) throw broken('rules.yaml: not exactly the five rules');
}

function broken(reason: string, cause?: unknown): OrgSecretsError {
  return new OrgSecretsError('Internal', `The catalog of Regions and rules is broken: ${reason}`, {
    fault: 'internal',
    instructions: 'Install orgsecrets again; if that does not help, report it.',
    cause,
  });
}

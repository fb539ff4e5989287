import type { Catalog } from '../model/catalog.js';
import type { OrgConfig } from '../model/org-config.js';
import { findConflicts } from './checks.js';
import { explain, valueAt } from './explain.js';
import { keysOf } from './known-keys.js';
import { formatPath, formatValue } from './path.js';
import type { Problem } from './problem.js';
import { readYaml, type Finding } from './read-yaml.js';
import { resolve } from './resolve.js';
import { orgSchema } from './schema/org-schema.js';
import type { SourceMap } from './source-map.js';

export type ParsedOrgConfig =
  | { readonly ok: true; readonly config: OrgConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * An org.yaml's text to its config, or every mistake in it, in the order of the text. Pure; no text makes it throw.
 * `fileName` only appears in the problems.
 */
export function parseOrgConfig(text: string, fileName: string, catalog: Catalog): ParsedOrgConfig {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, problems: inOrder(yaml.findings, fileName) };
  const schema = orgSchema(catalog);
  const result = schema.safeParse(yaml.data, { error: () => '' });
  const findings: Finding[] = [
    ...yaml.findings,
    ...explain(result.error?.issues ?? [], yaml.data, yaml.map, keysOf(schema)),
    ...findConflicts(yaml.data, catalog).map((conflict) => ({
      ...conflict,
      ...place(conflict.path, yaml.data, yaml.map),
    })),
  ];
  if (!result.success || findings.length > 0) return { ok: false, problems: inOrder(findings, fileName) };
  return { ok: true, config: resolve(result.data, catalog) };
}

function place(path: Finding['path'], data: unknown, map: SourceMap): Pick<Finding, 'at' | 'value'> {
  const value = valueAt(data, path);
  // A list or mapping as a whole is found by its key, and what is missing by that of what lacks it.
  if (typeof value === 'object' || value === undefined) return { at: map.key(path) };
  return { at: map.value(path), value: formatValue(value) };
}

function inOrder(findings: readonly Finding[], file: string): Problem[] {
  return findings
    .map(({ at, path, ...rest }) => ({
      file,
      line: at.line,
      column: at.column,
      path: formatPath(path),
      ...rest,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

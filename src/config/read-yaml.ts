import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import { formatValue, type Path } from './path.js';
import { SourceMap, type Position } from './source-map.js';

/** Bytes of org.yaml beyond which nothing is parsed; ten thousand excluded accounts with reasons fit. */
export const maximumSize = 2 * 1024 * 1024;

/** References to anchors: more than a person writes, fewer than it takes to make a small file a huge value. */
const maximumAliases = 100;

/** A mistake, before it has a file. */
export interface Finding {
  readonly at: Position;
  readonly path: Path;
  readonly value?: string;
  readonly reason: string;
  readonly suggestion?: string;
}

export type Yaml =
  | {
      readonly ok: true;
      readonly data: unknown;
      readonly map: SourceMap;
      readonly findings: readonly Finding[];
    }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Text to plain data with the place of each value, or what keeps it from being that. Never throws. */
export function readYaml(text: string): Yaml {
  if (text.length > maximumSize) return failed(tooLarge(text.length));
  try {
    return parse(text);
  } catch (error) {
    // The parser is recursive: a text of nothing but brackets exhausts the stack.
    if (error instanceof RangeError) return failed('is nested too deeply');
    throw error;
  }
}

export function tooLarge(size: number): string {
  return `is too large: ${size.toLocaleString('en')} bytes, where ${maximumSize.toLocaleString('en')} are the most`;
}

function parse(text: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    stringKeys: true,
    // Found below, where the path is known.
    uniqueKeys: false,
  });
  const map = new SourceMap(document, lines);
  const syntax = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    at: map.offset(pos[0]),
    path: [],
    reason: reasons[code] ?? `is not valid YAML: ${firstLine(message)}`,
  }));
  if (syntax.length > 0) return { ok: false, findings: oneALine(syntax) };
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    return failed('is empty');
  }
  if (!isMap(document.contents)) {
    return failed('must be a mapping of keys to values', map.value([]));
  }
  // Each is looked up through the whole document, so too many are too slow as well.
  if (countAliases(document) > maximumAliases) return failed(tooManyAliases);
  const { findings, usable } = look(document, map);
  if (!usable) return { ok: false, findings };
  try {
    return { ok: true, data: document.toJS({ maxAliasCount: maximumAliases }), map, findings };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return failed(tooManyAliases);
  }
}

const tooManyAliases = 'refers to its anchors so often that it would grow without bounds';

type Ancestors = readonly (Document | Node | Pair)[];

const reasons: Partial<Record<string, string>> = {
  TAB_AS_INDENT: 'has a tab where YAML wants spaces',
  MULTIPLE_DOCS: 'holds a second YAML document; one is the most',
  NON_STRING_KEY: 'has a key that is no plain text',
  TAG_RESOLVE_FAILED: 'has a tag (!…) that is not known here',
  RESOURCE_EXHAUSTION: 'is nested too deeply',
};

function countAliases(document: Document): number {
  let count = 0;
  visit(document, { Alias: () => void count++ });
  return count;
}

/** Keys that stand twice, references that lead nowhere or into themselves. */
function look(document: Document, map: SourceMap): { findings: Finding[]; usable: boolean } {
  const findings: Finding[] = [];
  let usable = true;
  const add = (offset: number, path: Path, reason: string, value?: string) =>
    findings.push({ at: map.offset(offset), path, reason, ...(value === undefined ? {} : { value }) });
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
    add(0, [], 'asks for an older YAML, in which values mean other things; YAML 1.2 is read here');
    usable = false;
  }
  visit(document, {
    Alias(_key, alias, ancestors) {
      const target = alias.resolve(document);
      if (target && !ancestors.includes(target)) return;
      usable = false;
      const reason = target ? 'refers to what it is a part of' : 'refers to an anchor that is not there';
      add(alias.range?.[0] ?? 0, pathOf(ancestors, alias), reason, `*${alias.source}`);
    },
    Map(_key, node, ancestors) {
      const seen = new Map<string, number>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const offset = key.range?.[0] ?? 0;
        const first = seen.get(name);
        if (first === undefined) seen.set(name, offset);
        else
          add(
            offset,
            [...pathOf(ancestors, node), name],
            `is there twice: first in line ${map.offset(first).line}`,
          );
        // Assigned to an object, it would not become a key of it.
        if (name === '__proto__') add(offset, [...pathOf(ancestors, node), name], 'can not be a key');
      }
    },
  });
  return { findings, usable };
}

/** The path of `node`, given what it is in. */
function pathOf(ancestors: Ancestors, node: Node): Path {
  const chain = [...ancestors, node];
  return chain.flatMap((ancestor, index): Path => {
    const next = chain[index + 1];
    if (isPair(ancestor) && ancestor.value === next && isScalar(ancestor.key))
      return [String(ancestor.key.value)];
    return isSeq(ancestor) ? [ancestor.items.indexOf(next)] : [];
  });
}

function failed(reason: string, at: Position = { line: 1, column: 1 }): Yaml {
  return { ok: false, findings: [{ at, path: [], reason }] };
}

/** The parser reports what follows from a mistake too; the first of a line tells what it was. */
function oneALine(findings: readonly Finding[]): Finding[] {
  const lines = new Set<number>();
  return findings.filter(({ at }) => !lines.has(at.line) && lines.add(at.line));
}

function firstLine(message: string): string {
  return formatValue(message.split('\n')[0]).slice(1, -1);
}

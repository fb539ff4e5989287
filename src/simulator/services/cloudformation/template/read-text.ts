import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { validationError } from '../errors.js';

/** Short tags whose long form is not `Fn::` and the tag's own name. */
const BARE = new Set(['Ref', 'Condition']);

/**
 * The data of a template's text, YAML or JSON, with each short-form tag (`!Sub`) as its long form (`Fn::Sub`).
 * Throws CloudFormation's own error with line and column where the text is not well-formed.
 */
export function readText(body: string): unknown {
  if (body.trimStart().startsWith('{')) {
    try {
      return JSON.parse(body) as unknown;
    } catch {
      // Flow-style YAML starts the same way; what is neither is reported below.
    }
  }
  const lines = new LineCounter();
  const document = parseDocument(body, { lineCounter: lines, logLevel: 'error', uniqueKeys: true });
  const mistake = document.errors[0];
  if (mistake) {
    const { line, col } = lines.linePos(mistake.pos[0]);
    const kind = body.trimStart().startsWith('{') ? 'JSON' : 'YAML';
    throw validationError(`Template format error: ${kind} not well-formed. (line ${line}, column ${col})`);
  }
  return toData(document.contents, document);
}

function toData(node: Node | null, document: Document): unknown {
  if (node === null) return null;
  if (isAlias(node)) return toData(node.resolve(document) ?? null, document);
  const value = untagged(node, document);
  const tag = node.tag;
  if (tag === undefined || !tag.startsWith('!') || tag.startsWith('!!')) return value;
  const name = tag.slice(1);
  if (BARE.has(name)) return { [name]: value };
  if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${name}`]: value };
}

function untagged(node: Node, document: Document): unknown {
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map((pair) => {
        const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
        return [key, toData(pair.value as Node | null, document)];
      }),
    );
  }
  if (isSeq(node)) return node.items.map((item) => toData(item as Node | null, document));
  return isScalar(node) ? node.value : null;
}

import { LineCounter, parseDocument } from 'yaml';
import { ServiceError } from '../kernel/contract.js';
import { checkReferences } from './references.js';
import { generate } from './generate.js';
import { worldSchema } from './schema.js';
import type { Document } from 'yaml';
import type { WorldFile } from './schema.js';

/** Why a world file can't be used: every mistake, each with its line. */
export class InvalidWorld extends ServiceError {
  readonly problems: readonly string[];

  constructor(fileName: string, problems: readonly string[]) {
    super(
      'InvalidWorld',
      `${fileName} is not a world:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.name = 'InvalidWorld';
    this.problems = problems;
  }
}

/** Reads a world file's YAML text; generated accounts are already in the answer. Throws InvalidWorld. */
export function parseWorld(text: string, fileName: string): WorldFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new InvalidWorld(
      fileName,
      document.errors.map(
        (error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0] ?? ''}`,
      ),
    );
  }
  const parsed = worldSchema.safeParse(document.toJS({ maxAliasCount: 10_000 }));
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(document, lines, path);
  if (!parsed.success) {
    throw new InvalidWorld(
      fileName,
      parsed.error.issues.map(
        (issue) => `line ${lineOf(issue.path)}: ${issue.path.join('.') || 'the file'}: ${issue.message}`,
      ),
    );
  }
  const problems = checkReferences(parsed.data);
  if (problems.length > 0)
    throw new InvalidWorld(
      fileName,
      problems.map(({ path, message }) => `line ${lineOf(path)}: ${path.join('.')}: ${message}`),
    );
  return generate(parsed.data);
}

/** The line of the deepest node on the path that the file has. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const range =
      typeof node === 'object' && node !== null && 'range' in node
        ? (node.range as readonly number[] | null | undefined)
        : undefined;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A situation of a real organization, and what the tests show to happen in it. */
interface Situation {
  readonly file: string;
  readonly title: string;
  readonly outcomes: readonly string[];
}

const folder = 'test/e2e/real-life';

/** The page that says which situations of real organizations are met, made from the titles of the tests that show it. */
export function realLifeDocs(root: string): string {
  const situations = readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => situationsOf(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')));
  const rows = situations.flatMap(({ file, title, outcomes }) =>
    outcomes.map(
      (outcome, index) =>
        `| ${index === 0 ? cell(title) : ''} | ${cell(outcome)} | ${index === 0 ? `[${file.slice(folder.length + 1)}](../${file})` : ''} |`,
    ),
  );
  return [
    '# Coverage of real life',
    '',
    'What happens in organizations that are not clean. Each row is a test on the built command line, against a world under `config/worlds`. This page is made from the titles of the tests: `npm run generate`.',
    '',
    '| situation | what happens | shown by |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function situationsOf(file: string, text: string): readonly Situation[] {
  const found: Situation[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node, outcomes: string[] | undefined): void => {
    const call = titledCall(node);
    if (call?.name === 'it') outcomes?.push(call.title);
    let inner = outcomes;
    if (call?.name === 'describe' && outcomes === undefined) {
      inner = [];
      found.push({ file, title: call.title, outcomes: inner });
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(source, undefined);
  return found;
}

/** `describe('…', …)` or `it('…', …)`; a title that is put together at run time stands as it is written. */
function titledCall(node: ts.Node): { name: string; title: string } | undefined {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [title] = node.arguments;
  if (title === undefined) return undefined;
  const text = ts.isStringLiteralLike(title) ? title.text : title.getText().replaceAll('`', '');
  return { name: node.expression.text, title: text };
}

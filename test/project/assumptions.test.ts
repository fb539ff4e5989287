import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/in-process.js';

const page = 'docs/simulator-fidelity.md';
const text = readFileSync(join(root, page), 'utf8');

interface Assumption {
  readonly assumed: string;
  readonly otherwise: string;
  /** The tests that run it both ways, or why nothing depends on it. */
  readonly why: string;
}

interface Read {
  readonly assumptions: readonly Assumption[];
  /** Lines that say 'assumed' where nothing answers it. */
  readonly unanswered: readonly string[];
}

const heading = /^#+ Assumed$/;

/** Rows of the tables below each heading 'Assumed', and lines that say the word anywhere else. */
function read(markdown: string): Read {
  const assumptions: Assumption[] = [];
  const unanswered: string[] = [];
  let isAssumed = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('#')) isAssumed = heading.test(line);
    else if (isAssumed && /^\| (?!assumed \|)/.test(line)) {
      const [assumed = '', otherwise = '', why = ''] = line.split(' | ').map(bare);
      assumptions.push({ assumed, otherwise, why });
    } else if (/\bassum(ed|ing|ption)\b/i.test(line) && !line.startsWith('| assumed |'))
      unanswered.push(line);
    else if (isAssumed && /^- /.test(line)) unanswered.push(line);
  }
  return { assumptions, unanswered };
}

function bare(cell: string): string {
  return cell.replace(/^\| | \|$/g, '').trim();
}

/** `test/FILE`: ‘how a title begins’. */
function testsIn(why: string): readonly (readonly [file: string, title: string])[] {
  return [...why.matchAll(/`(test\/[^`]+)`(?:: ‘([^]+?)’(?=[;,.]|$))?/g)].map(([, file = '', title = '']) => [
    file,
    title,
  ]);
}

/** What is wrong with the answer to an assumption; nothing: it has one. */
function faults({ otherwise, why }: Assumption): readonly string[] {
  const tests = testsIn(why);
  const reason = /^No difference: (.{20,})/.exec(why);
  return [
    ...(otherwise === '' ? ['it does not say what would be otherwise'] : []),
    ...(tests.length === 0 && reason === null ? ['neither a test nor a reason'] : []),
    ...tests.flatMap(([file, title]) => (hasTest(file, title) ? [] : [`no test ‘${title}’ in ${file}`])),
  ];
}

function hasTest(file: string, title: string): boolean {
  if (title === '' || !existsSync(join(root, file))) return false;
  const code = readFileSync(join(root, file), 'utf8').replaceAll('\\u2019', '’');
  return code.split(/\bit\(\s*['`]/).some((rest, index) => index > 0 && rest.startsWith(title));
}

describe(page, () => {
  const { assumptions, unanswered } = read(text);

  it('has assumptions of every part of the simulator', () => {
    expect(assumptions.length).to.be.above(50);
  });

  it('says ‘assumed’ nowhere but where each assumption has its answer', () => {
    // The head of the page tells what the word means.
    const [, ...others] = unanswered;
    expect(others).to.deep.equal([]);
  });

  for (const one of assumptions)
    it(`names what shows that the product works both ways: ${one.assumed.slice(0, 70)}`, () => {
      expect(faults(one)).to.deep.equal([]);
    });
});

describe('an assumption without an answer', () => {
  const row = (why: string) =>
    read(`### Assumed\n\n| assumed | b | c |\n|---|---|---|\n| It is so | It is not | ${why} |`);
  const of = (why: string) => row(why).assumptions.flatMap(faults);

  it('is one that names no test and no reason, or a test that is not there', () => {
    expect(of('it works')).to.deep.equal(['neither a test nor a reason']);
    expect(of('No difference: so')).to.deep.equal(['neither a test nor a reason']);
    expect(of('`test/project/nowhere.test.ts`: ‘is one’')).to.have.lengthOf(1);
    expect(of('`test/project/assumptions.test.ts`: ‘is none that’')).to.have.lengthOf(1);
    expect(of('`test/project/assumptions.test.ts`')).to.have.lengthOf(1);
    expect(of('`test/project/assumptions.test.ts`: ‘is one that names no test’')).to.deep.equal([]);
  });

  it('is one that is told anywhere else', () => {
    expect(read('| A thing happens (assumed) | [API] |').unanswered).to.have.lengthOf(1);
    expect(read('### Assumed\n\n- A thing happens.').unanswered).to.have.lengthOf(1);
  });
});

import { expect } from 'chai';
import { configOf, minimal, problemsOf } from './parse.js';

/** An anchor whose references multiply: a few lines that stand for a billion values. */
function aliasBomb(): string {
  const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const lines = levels.map((name, index) => {
    const inner = index === 0 ? 'x' : `*${levels[index - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
  });
  return `${lines.join('\n')}\n`;
}

describe('readYaml', () => {
  const cases: [title: string, text: string, problems: string[]][] = [
    ['an empty file', '', ['org.yaml:1:1: is empty']],
    ['a file of comments alone', '# nothing\n\n', ['org.yaml:1:1: is empty']],
    ['a file that holds null', '~\n', ['org.yaml:1:1: is empty']],
    ['a list at the top', '- a\n', ['org.yaml:1:1: must be a mapping of keys to values']],
    ['a plain word at the top', '\nhello\n', ['org.yaml:2:1: must be a mapping of keys to values']],
    [
      'a tab for indentation',
      'version: 1\nregions:\n\tinclude: all\n',
      ['org.yaml:3:1: has a tab where YAML wants spaces'],
    ],
    [
      'a second document',
      'version: 1\n---\nversion: 1\n',
      ['org.yaml:2:1: holds a second YAML document; one is the most'],
    ],
    ['a key that is a list', '? [a, b]\n: 1\n', ['org.yaml:1:3: has a key that is no plain text']],
    ['a tag', 'version: !number 1\n', ['org.yaml:1:10: has a tag (!…) that is not known here']],
    [
      'a bracket that is never closed',
      'version: [1\n',
      ['org.yaml:2:1: is not valid YAML: Flow sequence in block collection must be …'],
    ],
    [
      'an older YAML',
      '%YAML 1.1\n---\nversion: 1\n',
      ['org.yaml:1:1: asks for an older YAML, in which values mean other things; YAML 1.2 is read here'],
    ],
    [
      'references that multiply',
      aliasBomb(),
      ['org.yaml:1:1: refers to its anchors so often that it would grow without bounds'],
    ],
    [
      'a reference to nothing',
      'tags: *none\n',
      ['org.yaml:1:7 tags: refers to an anchor that is not there (*none)'],
    ],
    [
      'a reference to what it is in',
      'tags: &t\n  a: *t\n',
      ['org.yaml:2:6 tags.a: refers to what it is a part of (*t)'],
    ],
  ];
  for (const [title, text, problems] of cases) {
    it(`reports ${title}`, () => {
      const found = problemsOf(text);
      expect(found.map((problem, index) => cut(problem, problems[index]))).to.deep.equal(problems);
    });
  }

  it('reports a key that stands twice, at every depth, with the line of the first', () => {
    expect(problemsOf(minimal("tags:\n  a: x\n  b: x\n  a: 'y'\nversion: 1\n"))).to.deep.equal([
      'org.yaml:12:3 tags.a: is there twice: first in line 10',
      'org.yaml:13:1 version: is there twice: first in line 1',
    ]);
  });

  it('reports a key that is no key of an object', () => {
    expect(problemsOf(minimal('tags: { __proto__: x }\n'))).to.deep.equal([
      'org.yaml:9:9 tags.__proto__: can not be a key',
    ]);
  });

  it('refuses 20 MB by their size, without parsing them', () => {
    const start = process.cpuUsage();
    const problems = problemsOf(`a: ${'x'.repeat(20 * 1024 * 1024)}`);
    expect(problems).to.deep.equal([
      'org.yaml:1:1: is too large: 20,971,523 bytes, where 2,097,152 are the most',
    ]);
    expect(process.cpuUsage(start).user).to.be.below(1_000_000);
  });

  it('reports a text that is nested without end', () => {
    expect(problemsOf('['.repeat(100_000)).join()).to.match(/^org\.yaml:1:\d+: is nested too deeply$/);
    expect(problemsOf(`a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`)).to.have.length(1);
  });

  it('stays quick where nothing but mistakes is written', () => {
    const start = process.cpuUsage();
    const keys = Array.from({ length: 20_000 }, (_, index) => `key${index}: 1\n`).join('');
    expect(problemsOf(keys)).to.have.length.above(20_000);
    const aliases = Array.from({ length: 20_000 }, (_, index) => `key${index}: *a\n`).join('');
    expect(problemsOf(`a: &a x\n${aliases}`)).to.have.length(1);
    expect(process.cpuUsage(start).user).to.be.below(5_000_000);
  });

  it('takes anchors used within reason', () => {
    const text = minimal('aggregator:\n  regions: *covered\n').replace('include: [', 'include: &covered [');
    expect(configOf(text).aggregator.regions).to.deep.equal(['us-east-1', 'eu-central-1']);
  });

  it('takes Windows line ends, a byte order mark and JSON', () => {
    expect(configOf(`\uFEFF${minimal().replaceAll('\n', '\r\n')}`)).to.deep.equal(configOf(minimal()));
    expect(configOf(JSON.stringify(configOf(minimal())))).to.deep.equal(configOf(minimal()));
  });
});

/** Where the words are the parser's own, only how they begin is of interest. */
function cut(problem: string, expected: string | undefined): string {
  if (!expected?.endsWith('…')) return problem;
  return `${problem.slice(0, expected.length - 1)}…`;
}

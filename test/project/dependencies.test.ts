import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

interface Manifest {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly license?: string }>>;
}

const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;
const permitted = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'];

/** What is installed says of its license; an optional package that this machine does without is in the lock file alone. */
function licenseOf(path: string): string | undefined {
  const file = new URL(`${path}/package.json`, root);
  if (!existsSync(file)) return lock.packages[path]?.license;
  return (JSON.parse(readFileSync(file, 'utf8')) as Manifest).license;
}

/** The rows of a table under a heading: package, license, reason. */
function rows(heading: string): string[][] {
  const section = read('docs/dependencies.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What the report page's own code names. */
const bundled = Object.keys(manifest.devDependencies ?? {}).filter((name) =>
  readdirSync(new URL('src/page', root)).some((file) =>
    new RegExp(`from '${name}(/\\w+)?'`).test(read(`src/page/${file}`)),
  ),
);

describe('docs/dependencies.md', () => {
  const tables: [heading: string, dependencies: readonly string[]][] = [
    ['Shipped', Object.keys(manifest.dependencies ?? {})],
    ['Bundled into the report page', bundled],
    [
      'For development alone',
      Object.keys(manifest.devDependencies ?? {}).filter((name) => !bundled.includes(name)),
    ],
  ];
  for (const [heading, dependencies] of tables) {
    it(`has a line for each package under '${heading}', and for no other`, () => {
      expect(rows(heading).map(([name]) => name)).to.have.members([...dependencies]);
    });

    it(`gives each package under '${heading}' its license and a reason`, () => {
      for (const [name, license, reason] of rows(heading)) {
        expect(licenseOf(`node_modules/${name}`), name).to.equal(license);
        expect(reason, name).to.match(/\w.*\.$/);
      }
    });
  }
});

describe('what is shipped', () => {
  const shipped = Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path]) => path);

  it('is more than the packages that are named', () => {
    expect(shipped.length).to.be.above(Object.keys(manifest.dependencies ?? {}).length);
  });

  it('has permissive licenses, through to the last package', () => {
    const others = shipped
      .map((path) => [path, licenseOf(path)])
      .filter(([, license]) => !permitted.includes(license ?? ''));
    expect(others).to.deep.equal([]);
  });

  it('holds the licenses of all that is bundled into the report page, each of them permissive', () => {
    const head = /\/\*!\n([\s\S]*?)\n\*\//.exec(read('dist/page/page.js'))?.[1] ?? '';
    const notices = head.split(`\n\n${'-'.repeat(40)}\n\n`);
    expect(notices.length).to.be.above(bundled.length);
    for (const notice of notices) {
      const [title = '', text] = notice.split(/\n\n([\s\S]*)/);
      expect(title).to.match(new RegExp(`^\\S+ [\\d.]+ \\((${permitted.join('|')})\\)$`));
      expect(text, title).to.match(/copyright|permission/i);
    }
  });
});

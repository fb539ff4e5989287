/**
 * Bundles the report page (`src/page`, and what it takes from its libraries) into `dist/page`: a script and a style
 * without a link to anything. The licenses of what is bundled are kept at the script's head.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundledPackages } from './bundled-packages.js';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist', 'page');

const { outputFiles, metafile } = await build({
  entryPoints: { page: join(root, 'src', 'page', 'main.tsx') },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome123', 'firefox120', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  write: false,
  metafile: true,
  absWorkingDir: root,
});
const notices = bundledPackages(metafile, root)
  .map(({ name, version, license, notice }) => `${name} ${version} (${license})\n\n${notice.trim()}`)
  .join(`\n\n${'-'.repeat(40)}\n\n`)
  .replaceAll('*/', '* /');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'page.js'), `/*!\n${notices}\n*/\n${outputFiles[0]?.text ?? ''}`);
const style = await build({
  stdin: { contents: readFileSync(join(root, 'src', 'page', 'page.css'), 'utf8'), loader: 'css' },
  minify: true,
  write: false,
  target: ['chrome123', 'firefox120', 'safari17.5'],
});
writeFileSync(join(folder, 'page.css'), style.outputFiles[0]?.text ?? '');

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { generatedFiles } from './schemas.js';

// Writes every generated file; with --check only says which of them are stale, and fails then.
const check = process.argv.includes('--check');
const stale: string[] = [];

for (const { path, generate } of generatedFiles) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const text = path.endsWith('.json') ? await format(generate(), file) : generate();
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before === text) continue;
  stale.push(path);
  if (!check) await writeFile(file, text);
}

if (stale.length > 0) console.log(`${check ? 'stale' : 'written'}: ${stale.join(', ')}`);
if (check && stale.length > 0) {
  console.log('Run: npm run generate');
  process.exitCode = 1;
}

/** As `prettier --check` wants it; it leaves Markdown alone. */
async function format(text: string, file: string): Promise<string> {
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
}

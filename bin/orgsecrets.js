#!/usr/bin/env node
// `--version` is asked by scripts and completions all the time: it answers before anything else is loaded.
if (process.argv.length === 3 && process.argv[2] === '--version') {
  const { readFileSync } = await import('node:fs');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  const { start } = await import('../dist/cli/start.js');
  await start(process);
}

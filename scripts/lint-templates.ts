/**
 * Runs cfn-lint on every template. Exit codes: 0 no finding · 69 cfn-lint is not there, run scripts/python-venv.ts
 * first · otherwise cfn-lint's own.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { venvCommand, venvReady } from './venv.js';

const folder = join(import.meta.dirname, '..', 'templates');

process.exitCode = main();

function main(): number {
  if (!venvReady()) {
    console.error(
      "cfn-lint is not there. Make the Python environment first: 'npx tsx scripts/python-venv.ts'.",
    );
    return 69;
  }
  const templates = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const result = spawnSync(venvCommand('cfn-lint'), templates, {
    cwd: folder,
    stdio: 'inherit',
    timeout: 120_000,
  });
  if (result.error !== undefined) throw result.error;
  if (result.status === 0) console.log(`cfn-lint: ${templates.length} templates, no finding.`);
  return result.status ?? 1;
}

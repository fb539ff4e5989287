/**
 * Runs cfn-lint on every template, those of the examples too. Exit codes: 0 no finding · 69 cfn-lint is not there, run scripts/python-venv.ts
 * first · otherwise cfn-lint's own.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cloudFormationFiles } from './template-files.js';
import { venvCommand, venvReady } from './venv.js';

const root = join(import.meta.dirname, '..');

process.exitCode = main();

function main(): number {
  if (!venvReady()) {
    console.error(
      "cfn-lint is not there. Make the Python environment first: 'npx tsx scripts/python-venv.ts'.",
    );
    return 69;
  }
  const templates = cloudFormationFiles(root);
  const result = spawnSync(venvCommand('cfn-lint'), templates, {
    cwd: root,
    stdio: 'inherit',
    timeout: 120_000,
  });
  if (result.error !== undefined) throw result.error;
  if (result.status === 0) console.log(`cfn-lint: ${templates.length} templates, no finding.`);
  return result.status ?? 1;
}

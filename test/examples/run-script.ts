import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface ScriptResult {
  readonly exitCode: number;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Record<string, string>;
  readonly path: readonly string[];
}

/** `shell: bash`, in GitHub's own words: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
export const bash = ['bash', '--noprofile', '--norc', '-eo', 'pipefail'];

/** CodeBuild's own shell, which ends a phase with the first command that fails. */
export const sh = ['sh', '-e'];

/** Runs a script, with the files that GitHub gives to every step. */
export async function runScript(
  shell: readonly string[],
  script: string,
  workspace: string,
  env: Readonly<Record<string, string>>,
): Promise<ScriptResult> {
  const folder = join(workspace, '.runner');
  mkdirSync(folder, { recursive: true });
  const file = (name: string, content = '') => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const files = {
    GITHUB_OUTPUT: file('output'),
    GITHUB_PATH: file('path'),
    GITHUB_STEP_SUMMARY: file('summary'),
  };
  const [command = '', ...options] = shell;
  const child = spawn(command, [...options, file('script.sh', script)], {
    cwd: workspace,
    env: { ...env, ...files },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (log += chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const lines = (path: string) => readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return {
    exitCode,
    log,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    outputs: Object.fromEntries(
      lines(files.GITHUB_OUTPUT).map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ) as Record<string, string>,
    path: lines(files.GITHUB_PATH),
  };
}

import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { examples } from './files.js';
import { expand, holds, type Contexts } from './expressions.js';
import { bash, runScript } from './run-script.js';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly environment?: string;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export function loadWorkflow(file: string): Workflow {
  return parse(readFileSync(join(examples, 'github-actions', file), 'utf8')) as Workflow;
}

/** What a runner has: the folder that the repository is checked out in, and what `uses:` steps do there. */
export interface Runner {
  /** Holds the repository; what steps write stays here. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly contexts: Contexts;
  /**
   * Stands in for an action, by its name without its version; gives the variables that later steps have.
   *
   * @param inputs its `with:`, evaluated.
   */
  readonly actions: Readonly<Record<string, (inputs: Inputs) => Readonly<Record<string, string>> | void>>;
}

type Inputs = Readonly<Record<string, string>>;

export interface JobResult {
  readonly ran: boolean;
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** What its steps printed. */
  readonly log: string;
}

/** Runs a job's steps in their order, as a GitHub runner does: its own `run:` blocks in bash, actions by what stands in. */
export async function runJob(workflow: Workflow, name: string, runner: Runner): Promise<JobResult> {
  const job = workflow.jobs[name];
  if (!job) throw new TypeError(`there is no job ${name}`);
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  const contexts: Contexts = { ...runner.contexts, steps };
  const nothing = { ran: false, failed: false, outputs: {}, summary: '', log: '' };
  if (!holds(job.if, contexts, { failed: false })) return nothing;
  let env = { ...runner.env };
  let [failed, log, summary] = [false, '', ''];
  for (const step of job.steps) {
    if (!holds(step.if, contexts, { failed })) continue;
    const text = (value: unknown) => expand(String(value), contexts, { failed });
    const evaluated = (values: Readonly<Record<string, unknown>> = {}) =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, text(value)]));
    if (step.uses !== undefined) {
      const action = runner.actions[step.uses.replace(/@.*/, '')];
      if (!action) throw new TypeError(`nothing stands in for ${step.uses}`);
      env = { ...env, ...action(evaluated(step.with)) };
      continue;
    }
    const ended = await runScript(bash, text(step.run), runner.workspace, {
      ...env,
      ...evaluated(step.env),
    });
    log += ended.log;
    summary += ended.summary;
    env = { ...env, PATH: [...ended.path, env.PATH].join(delimiter) };
    if (step.id !== undefined) steps[step.id] = { outputs: ended.outputs };
    failed ||= ended.exitCode !== 0;
  }
  const outputs = Object.entries(job.outputs ?? {}).map(([key, value]) => [
    key,
    expand(value, contexts, { failed }),
  ]);
  return { ran: true, failed, outputs: Object.fromEntries(outputs) as Inputs, summary, log };
}

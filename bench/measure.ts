import { join } from 'node:path';
import { type BudgetTerm, readBudget } from '../src/observed/budget.js';
import type { PlanDocument } from '../src/report/json/plan.js';
import type { StatusDocument } from '../src/report/json/status.js';
import { applyBudget, fewestOperations, statusBudget } from './budgets.js';
import { measured, type Usage } from './child.js';
import { type Applied, cover, type Covered } from './covered.js';
import { criticalPath, oneByOne } from './makespan.js';
import type { Size } from './organization.js';
import { shapeOf } from './shape.js';

/** What one command asked of AWS, and the least that could have been asked. */
export interface Counted {
  readonly calls: number;
  readonly byOperation: Readonly<Record<string, number>>;
  readonly bound: number;
  readonly terms: readonly BudgetTerm[];
}

export interface Measured {
  readonly size: Size;
  readonly targets: number;
  readonly apply: Counted & {
    readonly operations: number;
    readonly fewestOperations: number;
    /** Virtual seconds. */
    readonly makespan: number;
    readonly criticalPath: number;
    readonly oneByOne: number;
    readonly wallSeconds: number;
  };
  /** Of the covered organization. */
  readonly plan: Counted & Usage & { readonly actions: number };
  readonly status: (Counted & Usage & { readonly verified: number }) | undefined;
  /** As many calls as the plan makes by the SDK alone. */
  readonly bareSdk: Usage | undefined;
}

export interface What {
  readonly status: boolean;
  readonly bareSdk: boolean;
}

const command = join(import.meta.dirname, '..', 'bin', 'orgsecrets.js');
const bareCalls = join(import.meta.dirname, 'bare-calls.js');
/** As many at once as the product's connections. */
const atOnce = '64';

/** Covers an organization of this size from nothing, and measures the built command line on it. */
export async function measure(size: Size, what: What): Promise<Measured> {
  const covered = await cover(size);
  try {
    return await measureCovered(covered, size, what);
  } finally {
    await covered.stop();
  }
}

async function measureCovered(covered: Covered, size: Size, what: What): Promise<Measured> {
  const shape = shapeOf(covered.simulator, size);
  const plan = await ask<PlanDocument>('plan', covered);
  const status = what.status ? await ask<StatusDocument>('status', covered) : undefined;
  const { calls } = plan.document;
  return {
    size,
    targets: shape.targets,
    apply: {
      ...counted(covered.applied.calls, applyBudget(shape)),
      operations: shape.operations.length,
      fewestOperations: fewestOperations(shape),
      ...times(covered.applied, shape),
    },
    plan: {
      ...counted(calls, readBudget(shape)),
      ...plan.usage,
      actions: plan.document.changes,
    },
    status: status && {
      ...counted(status.document.calls, statusBudget(shape)),
      ...status.usage,
      verified: status.document.coverage.rules.verified,
    },
    bareSdk: what.bareSdk
      ? (await measured(bareCalls, [String(calls.total), atOnce], covered.env.administrator)).usage
      : undefined,
  };
}

async function ask<Document>(
  name: 'plan' | 'status',
  { configFile, env }: Covered,
): Promise<{ readonly document: Document; readonly usage: Usage }> {
  const { stdout, usage } = await measured(command, [name, '--json', '--config', configFile], env.operator);
  return { document: JSON.parse(stdout) as Document, usage };
}

export function counted(
  { total, byOperation }: { readonly total: number; readonly byOperation: Readonly<Record<string, number>> },
  terms: readonly BudgetTerm[],
): Counted {
  return { calls: total, byOperation, bound: terms.reduce((sum, { calls }) => sum + calls, 0), terms };
}

function times({ makespan, wallSeconds }: Applied, shape: Parameters<typeof oneByOne>[0]) {
  return { makespan, criticalPath: criticalPath(shape), oneByOne: oneByOne(shape), wallSeconds };
}

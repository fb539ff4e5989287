/** One mistake in an org.yaml. */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** e.g. `regions.include[2]`; empty for the whole file. */
  readonly path: string;
  /** What stands there, shortened; missing where nothing does. */
  readonly value?: string;
  /** Completes a sentence that begins with the path. */
  readonly reason: string;
  /** What was probably meant. */
  readonly suggestion?: string;
}

/** `file:line:column path: reason (value) – did you mean …?` */
export function formatProblem(problem: Problem): string {
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  const path = problem.path === '' ? '' : ` ${problem.path}`;
  const value = problem.value === undefined ? '' : ` (${problem.value})`;
  const suggestion = problem.suggestion === undefined ? '' : ` – did you mean ${problem.suggestion}?`;
  return `${where}${path}: ${problem.reason}${value}${suggestion}`;
}

/** A line per problem. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n');
}

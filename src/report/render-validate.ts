import { count, hanging } from './text/style.js';
import type { Style } from './text/style.js';
import type { ConfigProblem } from './types.js';

/** Each mistake as `file:line:column` (editors jump there), with its path, its value, the reason and the nearest right one. */
export function renderProblems(problems: readonly ConfigProblem[], style: Style): string {
  const lines = problems.flatMap((problem) => {
    const place = `${problem.file}:${problem.line}:${problem.column}`;
    const value = problem.value === undefined ? '' : ` (${problem.value})`;
    const subject = problem.path === '' ? '' : `${problem.path} `;
    return [
      style.colors.bold(place),
      ...hanging(style, '  ', `${subject}${problem.reason}${value}`, 0),
      ...(problem.suggestion === undefined ? [] : [`  → did you mean ${problem.suggestion}?`]),
    ];
  });
  return [...lines, '', style.colors.red(`${count(problems.length, 'mistake')}.`)].join('\n');
}

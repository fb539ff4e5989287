import type { RunState, RunSummary, RunsView } from './types.js';
import { spanText } from './text/span.js';
import { count, hanging, section } from './text/style.js';
import type { Style } from './text/style.js';
import { padEnd } from './text/width.js';

/** Records of runs, the newest first: one line each. */
export function renderRuns({ folder, runs, unreadable }: RunsView, style: Style): string {
  const { colors } = style;
  if (runs.length === 0 && unreadable.length === 0) return `No records of runs in ${folder}.`;
  const width = Math.max(0, ...runs.map(({ id }) => id.length));
  return [
    colors.bold(`${count(runs.length, 'run')} in ${folder}`),
    ...runs.flatMap((run) => {
      const lead = `  ${run.id.padEnd(width)}  ${paint(run.state, style)}  `;
      const [first = '', ...rest] = hanging(style, '', whatOf(run), width + 17);
      return [lead + first, ...rest.map((line) => ' '.repeat(width + 17) + line)];
    }),
    ...section(
      style,
      `Not read (${unreadable.length})`,
      unreadable.flatMap(({ reason }) => hanging(style, '! ', reason)),
    ),
  ].join('\n');
}

const stateWidth = 'interrupted'.length;

export function paint(state: RunState, { colors }: Style): string {
  const text = padEnd(state, stateWidth);
  if (state === 'done') return colors.green(text);
  return state === 'failed' ? colors.red(text) : colors.yellow(text);
}

/** How long it took, and what came of it. */
function whatOf({ startedAt, endedAt, actions, findings, mended, mutatingCalls }: RunSummary): string {
  const tried = actions.done + actions.failed;
  const open = actions['end-unknown'];
  return [
    spanText(startedAt, endedAt),
    ...(findings === undefined ? [] : [count(findings, 'finding')]),
    ...(mended === 0 ? [] : [`${mended} mended`]),
    ...(tried === 0 ? [] : [`${actions.done} of ${count(tried, 'action')} done`]),
    ...(actions['not-attempted'] === 0 ? [] : [`${actions['not-attempted']} not attempted`]),
    ...(open === 0 ? [] : [`${count(open, 'action')} begun whose end is not known`]),
    ...changes(mutatingCalls, open),
  ].join(', ');
}

/** A call is counted once it was answered, so where the end of an action is not known, none may have been made or some. */
function changes(calls: number, open: number): readonly string[] {
  if (calls > 0) return [count(calls, 'changing call')];
  return open > 0 ? ['no answer to a changing call'] : ['changed nothing'];
}

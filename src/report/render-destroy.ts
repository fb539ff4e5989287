import { renderRemains } from './plan/render-removal.js';
import { callsLine, setsLine } from './render-outcome.js';
import { failureLines, hasFailures, reasonLines } from './results.js';
import { section, type Style } from './text/style.js';
import type { DestroyView } from './types.js';

/** What a removal did, for people. */
export function renderDestroy(view: DestroyView, style: Style): string {
  const { results, remains, accountNames: names } = view;
  const skipped = results.filter(({ state }) => state === 'not-attempted');
  return [
    headline(view, style),
    ...section(style, 'Actions', [setsLine(results, style)]),
    ...section(style, 'Failed', failureLines(results.filter(hasFailures), names, style)),
    ...section(style, 'Not attempted', reasonLines(skipped, names, style)),
    ...renderRemains(remains, style),
    '',
    callsLine(view.calls, style),
  ].join('\n');
}

function headline({ outcome, results }: DestroyView, { colors }: Style): string {
  switch (outcome) {
    case 'done':
      return colors.bold(
        colors.green(
          results.length === 0
            ? '✔ Nothing to do: nothing of orgsecrets is there.'
            : '✔ Done: nothing of orgsecrets is left, and AWS was asked.',
        ),
      );
    case 'failed':
      return colors.bold(
        colors.red(
          '✖ Failed: not everything is gone. Run the same command again once what is named here is mended.',
        ),
      );
    case 'interrupted':
      return colors.bold(
        colors.yellow('■ Interrupted. Run the same command again to go on where this run stopped.'),
      );
  }
}

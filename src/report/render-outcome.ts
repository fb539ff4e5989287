import type { ActionResult } from '../model/outcome.js';
import { renderAggregator } from './aggregator.js';
import { renderCoverage } from './coverage.js';
import { renderExclusions } from './exclusions.js';
import { failureLines, hasFailures, reasonLines } from './results.js';
import { count, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';
import type { ApplyView, Calls } from './types.js';

/** What an apply did, for people: the four sets, what is proved, what was left out, and the aggregator. */
export function renderOutcome(view: ApplyView, style: Style): string {
  const { outcome, accountNames: names } = view;
  const of = (state: ActionResult['state']) => outcome.results.filter((result) => result.state === state);
  return [
    headline(view, style),
    ...section(style, 'Actions', [setsLine(outcome.results, style)]),
    ...section(style, 'Failed', failureLines(outcome.results.filter(hasFailures), names, style)),
    ...section(style, 'Not attempted', reasonLines(of('not-attempted'), names, style)),
    ...section(style, 'Skipped', reasonLines(of('skipped'), names, style)),
    ...renderCoverage(outcome.coverage, outcome.acceptedGaps, names, style),
    ...renderExclusions(outcome.exclusions, names, style),
    ...renderAggregator(outcome.aggregator, names, style),
    '',
    callsLine(view.calls, style),
  ].join('\n');
}

function headline({ outcome, scope }: ApplyView, style: Style): string {
  const { colors } = style;
  switch (outcome.outcome) {
    case 'done': {
      const nothing = outcome.results.every((result) => result.state === 'skipped');
      const proved = scope ? 'what was asked for is proved' : 'everything is proved';
      return colors.bold(colors.green(`✔ ${nothing ? 'Nothing to do' : 'Done'}: ${proved}.`));
    }
    case 'failed':
      return colors.bold(
        colors.red('✖ Failed. What is done stays done; run the same command again once it is mended.'),
      );
    case 'refused':
      return colors.bold(
        colors.yellow(
          outcome.results.some((result) => result.refused)
            ? '■ Refused: what there is to do is not what was approved. Make a new plan.'
            : '■ Refused by a gate: the aggregator waits until all coverage is proved.',
        ),
      );
    case 'interrupted':
      return colors.bold(
        colors.yellow('■ Interrupted. Run the same command again to go on where this run stopped.'),
      );
  }
}

export function setsLine(results: readonly ActionResult[], style: Style): string {
  const { colors } = style;
  const tally = (state: ActionResult['state']) => results.filter((result) => result.state === state).length;
  const loud = (text: string, n: number) => (n === 0 ? colors.dim(text) : colors.red(text));
  return [
    `${tally('done')} done`,
    `${tally('skipped')} skipped`,
    loud(`${tally('failed')} failed`, tally('failed')),
    loud(`${tally('not-attempted')} not attempted`, tally('not-attempted')),
  ].join(' · ');
}

export function callsLine(calls: Calls, style: Style): string {
  return style.colors.dim(
    `${count(calls.total, 'call')} to AWS, ${thousands(calls.mutating)} of them mutating`,
  );
}

import type { ActionResult, TargetFailure } from '../model/outcome.js';
import { actionTitle } from './action-title.js';
import { renderAggregator } from './aggregator.js';
import { renderCoverage } from './coverage.js';
import { renderExclusions } from './exclusions.js';
import { groupBy } from './text/accounts.js';
import { placesText } from './text/places.js';
import { count, hanging, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames, ApplyView, Calls } from './types.js';

/** What an apply did, for people: the four sets, what is proved, what was left out, and the aggregator. */
export function renderOutcome(view: ApplyView, style: Style): string {
  const { outcome, accountNames: names } = view;
  const of = (state: ActionResult['state']) => outcome.results.filter((result) => result.state === state);
  return [
    headline(view, style),
    ...section(style, 'Actions', [setsLine(outcome.results, style)]),
    ...section(
      style,
      'Failed',
      of('failed').flatMap((result) => failedLines(result, names, style)),
    ),
    ...section(style, 'Not attempted', quietLines(of('not-attempted'), names, style)),
    ...section(style, 'Skipped', quietLines(of('skipped'), names, style)),
    ...renderCoverage(outcome.coverage, outcome.acceptedGaps, names, style),
    ...renderExclusions(outcome.exclusions, names, style),
    ...renderAggregator(outcome.aggregator, names, style),
    '',
    callsLine(view.calls, style),
  ].join('\n');
}

function headline({ outcome }: ApplyView, style: Style): string {
  const { colors } = style;
  switch (outcome.outcome) {
    case 'done': {
      const nothing = outcome.results.every((result) => result.state === 'skipped');
      return colors.bold(
        colors.green(nothing ? '✔ Nothing to do: everything is proved.' : '✔ Done: everything is proved.'),
      );
    }
    case 'failed':
      return colors.bold(
        colors.red('✖ Failed. What is done stays done; run the same command again once it is mended.'),
      );
    case 'refused':
      return colors.bold(
        colors.yellow('■ Refused by a gate: the aggregator waits until all coverage is proved.'),
      );
    case 'interrupted':
      return colors.bold(
        colors.yellow('■ Interrupted. Run the same command again to go on where this run stopped.'),
      );
  }
}

function setsLine(results: readonly ActionResult[], style: Style): string {
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

function failedLines(result: ActionResult, names: AccountNames, style: Style): readonly string[] {
  const groups = groupBy(result.failures, (failure) => `${failure.reason}\n${failure.instructions ?? ''}`);
  const title = hanging(style, '✖ ', actionTitle(result.action, names)).map((line) => style.colors.red(line));
  const reason = result.reason === undefined ? [] : hanging(style, '    ', result.reason);
  return [...title, ...reason, ...[...groups.values()].flatMap((group) => failureGroup(group, names, style))];
}

function failureGroup(group: readonly TargetFailure[], names: AccountNames, style: Style): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const located = group.filter((failure) => failure.accountId !== undefined || failure.region !== undefined);
  return [
    ...placesText(located, names, 10).flatMap((line) => hanging(style, '    ', line)),
    ...hanging(style, '      ', first.reason),
    ...(first.instructions === undefined ? [] : hanging(style, '      → ', first.instructions)),
  ];
}

/** Grouped by reason; a long list is counted. */
function quietLines(results: readonly ActionResult[], names: AccountNames, style: Style): readonly string[] {
  const most = 4;
  return [...groupBy(results, (result) => result.reason ?? '')].flatMap(([reason, group]) => [
    ...group.slice(0, most).flatMap((result) => hanging(style, '- ', actionTitle(result.action, names))),
    ...(group.length > most ? [`- and ${count(group.length - most, 'more action')}`] : []),
    ...(reason === '' ? [] : hanging(style, '    ', reason)),
  ]);
}

export function callsLine(calls: Calls, style: Style): string {
  return style.colors.dim(
    `${count(calls.total, 'call')} to AWS, ${thousands(calls.mutating)} of them mutating`,
  );
}

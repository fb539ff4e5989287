import type { ActionResult, TargetFailure } from '../model/outcome.js';
import { actionTitle } from './action-title.js';
import { some } from './text/accounts.js';
import { placesText } from './text/places.js';
import { groupByReason, withoutPlaces } from './text/reasons.js';
import { count, hanging } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames } from './types.js';

/** An operation may end well and have failed targets all the same. */
export function hasFailures(result: ActionResult): boolean {
  return result.state === 'failed' || result.failures.length > 0;
}

/** Each failure with account, Region, AWS's own words and what to do next; the same failure in many places is one entry. */
export function failureLines(
  results: readonly ActionResult[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const sameOf = (result: ActionResult) =>
    [result.reason ?? '', ...new Set(result.failures.map(failureText))].map(withoutPlaces).join('\n');
  return titled(results, names, sameOf).flatMap(({ title, group }) => {
    const reasons = new Set(group.flatMap(({ reason }) => (reason === undefined ? [] : [reason])));
    const failures = groupByReason(
      group.flatMap((result) => result.failures),
      (failure) => failure.instructions ?? '',
    );
    return [
      ...hanging(style, '✖ ', title).map((line) => style.colors.red(line)),
      ...[...reasons].flatMap((reason) => hanging(style, '    ', reason)),
      ...failures.flatMap(({ reason, items }) => failureEntry(reason, items, names, style)),
    ];
  });
}

/** Actions under the reason that they share. */
export function reasonLines(
  results: readonly ActionResult[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const withReason = results.map((result) => ({ reason: result.reason ?? '', result }));
  return groupByReason(withReason).flatMap(({ reason, items }) => [
    ...titled(
      items.map(({ result }) => result),
      names,
    ).flatMap(({ title }) => hanging(style, '- ', title)),
    ...(reason === '' ? [] : hanging(style, '    ', reason)),
  ]);
}

/** Results whose titles differ in account or Region alone, under the title that they share. */
function titled(
  results: readonly ActionResult[],
  names: AccountNames,
  keyOf: (result: ActionResult) => string = () => '',
): readonly { title: string; group: readonly ActionResult[] }[] {
  const items = results.map((result) => ({ reason: actionTitle(result.action, names), result }));
  return groupByReason(items, ({ result }) => keyOf(result)).map(({ reason, items: group }) => ({
    title: group.length === 1 ? reason : `${reason} (${manyText(group.map(({ result }) => result))})`,
    group: group.map(({ result }) => result),
  }));
}

function manyText(results: readonly ActionResult[]): string {
  const regions = new Set(
    results.flatMap(({ action }) => ('stackSet' in action ? [action.stackSet.region] : [])),
  );
  const where = regions.size > 1 ? ` in ${some([...regions].toSorted(), 8, (region) => region)}` : '';
  return `${count(results.length, 'action')}${where}`;
}

function failureText({ reason, instructions }: TargetFailure): string {
  return `${reason} ${instructions ?? ''}`;
}

function failureEntry(
  reason: string,
  failures: readonly TargetFailure[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const located = failures.filter(({ accountId, region }) => accountId !== undefined || region !== undefined);
  const instructions = failures[0]?.instructions;
  return [
    ...placesText(located, names, 10).flatMap((line) => hanging(style, '    ', line)),
    ...hanging(style, '      ', reason),
    ...(instructions === undefined ? [] : hanging(style, '      → ', instructions)),
  ];
}

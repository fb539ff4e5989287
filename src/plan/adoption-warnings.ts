import type { Observed } from '../model/observed.js';
import { compareText } from '../model/target.js';
import type { Decisions } from './decisions.js';

const named = 10;

/** What was adopted and is not quite what orgsecrets would have made; nothing is done about it. */
export function adoptionWarnings(
  { foreign, adoptedRules }: Pick<Decisions, 'foreign' | 'adoptedRules'>,
  observed: Pick<Observed, 'targets'>,
): readonly string[] {
  const daily = foreign.filter((key) => {
    const look = observed.targets.get(key);
    return look?.seen === true && look.recorder?.settings?.frequency === 'DAILY';
  });
  return [
    ...(daily.length > 0
      ? [
          `Recorders that were there before record once a day, so rules that run at changes may lag by a day: ${places(daily)}.`,
        ]
      : []),
    ...[...adoptedRules]
      .sort(([a], [b]) => compareText(a, b))
      .map(
        ([rule, keys]) =>
          `Rule ${rule} was there before and is as it should be; it is adopted: ${places(keys)}.`,
      ),
  ];
}

function places(keys: readonly string[]): string {
  const more = keys.length > named ? ` and ${keys.length - named} more` : '';
  return `${keys.toSorted(compareText).slice(0, named).join(', ')}${more}`;
}

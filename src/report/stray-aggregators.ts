import { deletionOf } from '../desired/strays.js';
import type { StrayAggregators } from '../model/observed.js';
import { accountLabel } from './text/accounts.js';
import { count, hanging, section, type Style } from './text/style.js';
import type { AccountNames } from './types.js';

/** Aggregators that former administrators left behind, and accounts in which nobody could look for them. */
export function renderStrayAggregators(
  { found, unseen }: StrayAggregators,
  names: AccountNames,
  style: Style,
): readonly string[] {
  const { colors } = style;
  const lines = found.flatMap((stray) => [
    ...hanging(
      style,
      '- ',
      `${stray.name} in ${accountLabel(stray.accountId, names)}, ${stray.region}${stray.ours ? ', made by orgsecrets' : ''}: it collects nothing, since its account administers AWS Config no more`,
    ).map((line) => colors.yellow(line)),
    ...hanging(style, '    ', deletionOf(stray)),
  ]);
  const [first] = unseen;
  const blind = first
    ? hanging(
        style,
        '- ',
        `not looked for in ${count(unseen.length, 'account')}, first ${accountLabel(first.accountId, names)}: ${first.reason}`,
      ).map((line) => colors.dim(line))
    : [];
  const further = hanging(
    style,
    '',
    'Looked for in the home Region alone: orgsecrets doctor (D025) asks every covered Region.',
  ).map((line) => colors.dim(line));
  return found.length + unseen.length === 0
    ? []
    : section(style, `Aggregators that were left behind (${found.length})`, [...lines, ...blind, ...further]);
}

import { blindKinds, driftKinds, type DriftFinding } from '../model/drift.js';
import { callsLine } from './render-outcome.js';
import { accountLabel, groupBy } from './text/accounts.js';
import { placesText } from './text/places.js';
import { groupByReason } from './text/reasons.js';
import { count, hanging, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames, DriftView } from './types.js';

/** Lines for each kind; whoever wants all of more takes the JSON. */
const most = 40;

/** What has drifted, for people: one line a finding, kind by kind, and what was not looked at. */
export function renderDrift(view: DriftView, style: Style): string {
  const { findings, unseen, accountNames: names } = view;
  return [
    ...headline(view, style),
    ...[...groupBy(findings, ({ kind }) => kind).values()].flatMap((group) =>
      kindSection(group, names, style),
    ),
    ...section(
      style,
      `Could not be looked at (${thousands(unseen.length)})`,
      groupByReason(unseen).flatMap(({ reason, items }) => [
        ...hanging(style, '? ', reason),
        ...placesText(items, names).flatMap((line) => hanging(style, '    ', line)),
      ]),
    ),
    ...blindness(view, style),
    '',
    callsLine(view.calls, style),
  ].join('\n');
}

function headline(view: DriftView, style: Style): readonly string[] {
  const { findings, unseen, only } = view;
  const { colors } = style;
  const scope = `organization ${view.organizationId}, prefix ${view.prefix}, ${count(view.targets, 'target')}, depth ${view.depth}`;
  const kinds = only.length === 0 ? '' : ` of the kinds ${only.join(', ')}`;
  const paint = findings.length > 0 ? colors.yellow : unseen.length > 0 ? colors.yellow : colors.green;
  const text =
    findings.length > 0
      ? `${count(findings.length, 'finding')}${kinds}`
      : unseen.length > 0
        ? `No drift${kinds} where it could be looked`
        : `✔ No drift${kinds}`;
  return hanging(style, '', `${text}: ${scope}`, 0).map((line) => colors.bold(paint(line)));
}

function kindSection(group: readonly DriftFinding[], names: AccountNames, style: Style): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const shown = group.slice(0, group.length === most + 1 ? most + 1 : most);
  const rest = group.length - shown.length;
  return [
    ...section(style, `${first.kind} (${thousands(group.length)})`, [
      ...hanging(style, '', driftKinds[first.kind].what).map((line) => style.colors.dim(line)),
      ...shown.flatMap((finding) => hanging(style, '~ ', lineOf(finding, names))),
      ...(rest > 0 ? [`and ${thousands(rest)} more; --json has them all`] : []),
      ...todoLines(group, style),
    ]),
  ];
}

function lineOf(
  { accountId, region, thing, reason, differences }: DriftFinding,
  names: AccountNames,
): string {
  const account = accountId === undefined ? [] : [accountLabel(accountId, names)];
  const place = [...account, ...(region === undefined ? [] : [region])].join(' ');
  const fields = differences.map(
    ({ field, from, to }) => `${field} is ${from ?? 'not set'}, not ${to ?? 'set'}`,
  );
  const details = fields.length === 0 ? '' : ` (${fields.join('; ')})`;
  return `${place === '' ? '' : `${place}: `}${thing}: ${reason}${details}`;
}

/** What a person can do, each way once. */
function todoLines(group: readonly DriftFinding[], style: Style): readonly string[] {
  const told = group.flatMap(({ instructions }) =>
    instructions === undefined ? [] : [{ reason: instructions }],
  );
  return groupByReason(told).flatMap(({ reason }) => hanging(style, '→ ', reason));
}

/** What this depth can't see: no finding of it says nothing. */
function blindness({ depth, only }: DriftView, style: Style): readonly string[] {
  const blind = blindKinds(depth).filter((kind) => only.length === 0 || only.includes(kind));
  return section(
    style,
    'Not looked for at this depth',
    [...groupBy(blind, (kind) => driftKinds[kind].depth)].flatMap(([needed, kinds]) =>
      hanging(style, `--depth ${needed}: `, kinds.join(', ')),
    ),
  );
}

import {
  blindKinds,
  driftKinds,
  type Contested,
  type MendableFinding,
  type UnseenPlace,
} from '../model/drift.js';
import type { Plan } from '../model/plan.js';
import { renderCoverage } from './coverage.js';
import { planSections } from './plan/render-plan.js';
import { callsLine, setsLine } from './render-outcome.js';
import { failureLines, hasFailures, reasonLines } from './results.js';
import { groupBy } from '../model/group-by.js';
import { accountLabel } from './text/accounts.js';
import { placesText } from './text/places.js';
import { groupByReason } from './text/reasons.js';
import { count, hanging, section, thousands } from './text/style.js';
import type { Style } from './text/style.js';
import type { AccountNames, DriftView, Remediation } from './types.js';

/** Lines for each kind; whoever wants all of more takes the JSON. */
const most = 40;

/** What has drifted, for people: one line a finding, kind by kind, and what was not looked at. */
export function renderDrift(view: DriftView, style: Style): string {
  const { remediation, accountNames: names } = view;
  return [
    ...headline(view, style),
    ...(remediation ? mended(remediation, names, style) : []),
    ...notLookedAgain(view, style),
    ...found(view, style),
    ...contested(remediation?.found ?? view.findings, names, style),
    ...unlooked(view, style),
    ...assumed(view, style),
    ...blindness(view, style),
    ...unchecked(view, style),
    ...legend(view, style),
    '',
    callsLine(view.calls, style),
  ].join('\n');
}

function legend({ findings }: DriftView, style: Style): readonly string[] {
  if (findings.length === 0) return [];
  return ['', ...hanging(style, '', '~ orgsecrets drift --remediate mends it · ! it is left to a person', 0)];
}

/** What was found and what would mend it, for a person to agree to. */
export function renderMending(view: DriftView, plan: Plan, style: Style): string {
  return [
    ...headline(view, style),
    ...found(view, style),
    ...contested(view.findings, view.accountNames, style),
    ...unlooked(view, style),
    '',
    style.colors.bold('What mends it:'),
    ...planSections(plan, view.accountNames, style),
  ].join('\n');
}

function headline(view: DriftView, style: Style): readonly string[] {
  const { findings, unseen, only, remediation } = view;
  const { colors } = style;
  const scope = `organization ${view.organizationId}, prefix ${view.prefix}, ${count(view.targets, 'target')}, depth ${view.depth}`;
  const kinds = only.length === 0 ? '' : ` of the kinds ${only.join(', ')}`;
  const failed = remediation && remediation.outcome.outcome !== 'done';
  const paint = failed ? colors.red : findings.length + unseen.length > 0 ? colors.yellow : colors.green;
  return hanging(style, '', `${said(view, kinds)}: ${scope}`, 0).map((line) => colors.bold(paint(line)));
}

/** @param kinds those that were asked for; what is left may be what they have become. */
function said({ findings, unseen, remediation }: DriftView, kinds: string): string {
  const blind = unseen.length > 0 ? ' where it could be looked' : '';
  if (!remediation) {
    if (findings.length > 0) return `${count(findings.length, 'finding')}${kinds}`;
    return unseen.length > 0 ? `No drift${blind}${kinds}` : `✔ No drift${kinds}`;
  }
  const of = `${count(remediation.found.length, 'finding')}${kinds}`;
  if (remediation.outcome.outcome === 'interrupted') return `■ Interrupted while ${of} were mended`;
  if (remediation.outcome.outcome === 'refused') return `■ Refused by a gate: ${of}, ${findings.length} left`;
  if (remediation.outcome.outcome === 'failed') return `✖ Not all was mended: ${of}, ${findings.length} left`;
  return findings.length === 0
    ? `✔ Mended: ${of}, none left${blind}`
    : `Mended: ${of}, ${findings.length} left`;
}

function mended({ outcome }: Remediation, names: AccountNames, style: Style): readonly string[] {
  const { results, coverage } = outcome;
  return [
    ...section(style, 'Actions', [setsLine(results, style)]),
    ...section(style, 'Failed', failureLines(results.filter(hasFailures), names, style)),
    ...section(
      style,
      'Not attempted',
      reasonLines(
        results.filter(({ state }) => state === 'not-attempted'),
        names,
        style,
      ),
    ),
    ...(coverage.recorder.desired + coverage.rules.desired > 0
      ? renderCoverage(coverage, outcome.acceptedGaps, names, style)
      : []),
  ];
}

/** An interrupted run: nobody has seen what came of what it did, and what else was found may be otherwise by now. */
function notLookedAgain(
  { remediation, findings, accountNames: names }: DriftView,
  style: Style,
): readonly string[] {
  const done = remediation?.notLookedAgain;
  if (done === undefined) return [];
  const rest = done.length - most;
  return [
    ...section(style, `Mended, not looked at again (${thousands(done.length)})`, [
      ...done
        .slice(0, most)
        .flatMap((one) => hanging(style, '', `${placed(one, names)}${one.thing}: was ${one.kind}`)),
      ...(rest > 0 ? [`and ${thousands(rest)} more; --json has them all`] : []),
    ]),
    ...(findings.length === 0
      ? []
      : ['', ...hanging(style, '', 'What follows is as it was found before: nobody has looked again.', 0)]),
  ];
}

function found({ findings, accountNames: names }: DriftView, style: Style): readonly string[] {
  return [...groupBy(findings, ({ kind }) => kind).values()].flatMap((group) =>
    kindSection(group, names, style),
  );
}

function kindSection(
  group: readonly MendableFinding[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const shown = group.slice(0, group.length === most + 1 ? most + 1 : most);
  const rest = group.length - shown.length;
  return section(style, `${first.kind} (${thousands(group.length)})`, [
    ...hanging(style, '', driftKinds[first.kind].what).map((line) => style.colors.dim(line)),
    ...shown.flatMap((finding) => hanging(style, symbol(finding), lineOf(finding, names))),
    ...(rest > 0 ? [`and ${thousands(rest)} more; --json has them all`] : []),
    ...todoLines(group, style),
    // As it is: a command that is broken elsewhere does not run.
    ...[...new Set(group.flatMap(({ command }) => command ?? []))].flatMap((text) => [
      '',
      ...text.split('\n'),
    ]),
  ]);
}

/** `~` is mended by --remediate, `!` is left to a person. */
function symbol({ mendedBy }: MendableFinding): string {
  return mendedBy.length > 0 ? '~ ' : '! ';
}

function lineOf(finding: MendableFinding, names: AccountNames): string {
  const { thing, reason, differences } = finding;
  const fields = differences.map(
    ({ field, from, to }) => `${field} is ${short(from) ?? 'not set'}, not ${short(to) ?? 'set'}`,
  );
  const details = fields.length === 0 ? '' : ` (${fields.join('; ')})`;
  return `${placed(finding, names)}${thing}: ${reason}${details}`;
}

function placed(
  { accountId, region }: Pick<MendableFinding, 'accountId' | 'region'>,
  names: AccountNames,
): string {
  const account = accountId === undefined ? [] : [accountLabel(accountId, names)];
  const place = [...account, ...(region === undefined ? [] : [region])].join(' ');
  return place === '' ? '' : `${place}: `;
}

/** Policies are documents: --json has them whole. */
const longest = 200;

function short(value: string | undefined): string | undefined {
  return value !== undefined && value.length > longest ? `${value.slice(0, longest)}…` : value;
}

/** What a person can do, each way once. */
function todoLines(group: readonly MendableFinding[], style: Style): readonly string[] {
  const told = group.flatMap(({ instructions }) =>
    instructions === undefined ? [] : [{ reason: instructions }],
  );
  return groupByReason(told).flatMap(({ reason }) => hanging(style, '→ ', reason));
}

/** What was mended before, again and again: mending it once more does not end that. */
function contested(
  findings: readonly MendableFinding[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const told = findings.flatMap((one) => (one.contested ? [{ ...one, ...one.contested }] : []));
  return section(
    style,
    `Contested (${thousands(told.length)})`,
    [...groupBy(told, ({ instructions }) => instructions)].flatMap(([instructions, group]) => [
      ...group
        .slice(0, most)
        .flatMap((one) =>
          hanging(
            style,
            '! ',
            `${placed(one, names)}${one.thing}: mended in ${howOften(one)}, and found again`,
          ),
        ),
      ...(group.length > most ? [`and ${thousands(group.length - most)} more; --json has them all`] : []),
      ...hanging(style, '→ ', instructions),
    ]),
  );
}

function howOften({ mended, runs, rounds }: Contested): string {
  if (rounds !== undefined) return `${mended} of the ${count(rounds, 'round')} of this run`;
  return runs === 1 ? 'the last run that mends' : `${mended} of the last ${count(runs, 'run')} that mend`;
}

function unlooked({ unseen, accountNames }: DriftView, style: Style): readonly string[] {
  return placesSection('Could not be looked at', unseen, accountNames, style);
}

/** Drift may be there: nobody looked, and something else speaks against it. */
function assumed({ assumed: places, depth, accountNames }: DriftView, style: Style): readonly string[] {
  return placesSection(`Taken for granted at depth ${depth}`, places, accountNames, style);
}

function placesSection(
  title: string,
  places: readonly UnseenPlace[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  return section(
    style,
    `${title} (${thousands(places.length)})`,
    groupByReason(places).flatMap(({ reason, items }) => [
      ...hanging(style, '? ', reason),
      ...placesText(items, names).flatMap((line) => hanging(style, '    ', line)),
    ]),
  );
}

/** What CloudFormation can't look at: no finding of it says nothing either. */
function unchecked({ unchecked: what }: DriftView, style: Style): readonly string[] {
  return section(
    style,
    `Not known to CloudFormation’s drift detection (${thousands(what.length)})`,
    what.flatMap((one) => hanging(style, '? ', one)),
  );
}

/** What this depth can't see: no finding of it says nothing. */
function blindness({ depth, only }: DriftView, style: Style): readonly string[] {
  // Kinds that were asked for are looked for, or refused.
  const blind = only.length === 0 ? blindKinds(depth) : [];
  return section(
    style,
    'Not looked for at this depth',
    [...groupBy(blind, (kind) => driftKinds[kind].depth)].flatMap(([needed, kinds]) =>
      hanging(style, `--depth ${needed}: `, kinds.join(', ')),
    ),
  );
}

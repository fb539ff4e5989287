import type { LookLater, Obstacle, Plan } from '../../model/plan.js';
import type { Effect } from '../action-title.js';
import { effectOf } from '../action-title.js';
import { renderExclusions } from '../exclusions.js';
import { phaseOf, phases, phaseTitles } from '../phase.js';
import { distinct } from '../text/accounts.js';
import { placesText } from '../text/places.js';
import { groupByReason } from '../text/reasons.js';
import { count, hanging, section } from '../text/style.js';
import type { Style } from '../text/style.js';
import type { AccountNames, PlanView } from '../types.js';
import { planLines } from './plan-lines.js';
import type { PlanLine } from './plan-lines.js';

const symbols: Readonly<Record<Effect, string>> = { create: '+', change: '~', prove: '?', destroy: '-' };

/**
 * A plan for people: grouped by stage, counted, Regions collapsed. Its length depends on how many kinds of things
 * happen, not on how many accounts they happen in.
 */
export function renderPlan(view: PlanView, style: Style): string {
  const { plan, accountNames: names } = view;
  const { colors } = style;
  const head = `Plan for organization ${plan.organizationId} with prefix ${plan.prefix}${plan.scope ? ', narrowed' : ''}: ${coverageText(plan)}`;
  return [
    ...hanging(style, '', head, 0).map((line) => colors.bold(line)),
    ...planSections(plan, names, style),
    ...lookLaterSection(plan.lookLater, names, style),
    ...obstacleSection(plan.obstacles, names, style),
    ...renderExclusions(plan.exclusions, names, style),
    ...section(
      style,
      `Warnings (${plan.warnings.length})`,
      plan.warnings.flatMap((text) => hanging(style, '! ', text)),
    ),
    '',
    summaryLine(plan, style),
  ].join('\n');
}

/** What is done, stage by stage. */
export function planSections(
  { actions }: Pick<Plan, 'actions'>,
  names: AccountNames,
  style: Style,
): readonly string[] {
  return phases.flatMap((phase) => {
    const own = actions.filter((action) => phaseOf(action) === phase);
    return section(
      style,
      phaseTitles[phase],
      planLines(own, names).flatMap((line) => entry(line, style)),
    );
  });
}

function coverageText(plan: Plan): string {
  const accounts = distinct(plan.coverage.map((target) => target.accountId)).length;
  const regions = distinct(plan.coverage.map((target) => target.region)).length;
  return `${count(plan.coverage.length, 'target')} (${count(accounts, 'account')}, ${count(regions, 'Region')})`;
}

/** One line of a plan, with its differences. */
export function entry(line: PlanLine, style: Style): readonly string[] {
  const { colors } = style;
  const paint = { create: colors.green, change: colors.yellow, prove: colors.cyan, destroy: colors.red }[
    line.effect
  ];
  const [first = '', ...rest] = hanging(style, `${symbols[line.effect]} `, line.text);
  const differences = line.differences.map(
    ({ field, from, to }) => `    ${field}: ${from ?? '(nothing)'} → ${to ?? '(nothing)'}`,
  );
  return [paint(first.slice(0, 1)) + first.slice(1), ...rest, ...differences];
}

function lookLaterSection(later: readonly LookLater[], names: AccountNames, style: Style): readonly string[] {
  const lines = groupByReason(later).flatMap(({ reason, items: group }) => [
    ...hanging(style, '- ', reason),
    ...placesText(group, names).flatMap((line) => hanging(style, '    ', line)),
  ]);
  return section(style, `To be looked at while apply goes on (${later.length})`, lines);
}

function obstacleSection(
  obstacles: readonly Obstacle[],
  names: AccountNames,
  style: Style,
): readonly string[] {
  const groups = groupByReason(obstacles, (one) => one.instructions);
  const lines = groups.flatMap(({ reason, items: group }) => [
    ...hanging(style, '! ', reason),
    ...placesText(group, names).flatMap((line) => hanging(style, '    ', line)),
    ...hanging(style, '  → ', group[0]?.instructions ?? ''),
  ]);
  return section(style, `In the way (${obstacles.length})`, lines);
}

/** Nothing to do: no action, and nothing left to look at. */
export function isEmptyPlan(plan: Plan): boolean {
  return plan.actions.length === 0 && plan.lookLater.length === 0;
}

function summaryLine(plan: Plan, style: Style): string {
  if (isEmptyPlan(plan)) return style.colors.green('Nothing to do: what is, is what should be.');
  const tally = (effect: Effect) => plan.actions.filter((action) => effectOf(action) === effect).length;
  const parts = [
    `${tally('create')} to create`,
    `${tally('change')} to change`,
    `${tally('prove')} to prove`,
  ];
  const destroyed = tally('destroy');
  const destroy =
    destroyed === 0
      ? '0 to take away'
      : style.colors.red(`${destroyed} to take away (needs --allow-destroy)`);
  return `${style.colors.bold('Actions:')} ${parts.join(', ')}, ${destroy}.`;
}

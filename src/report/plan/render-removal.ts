import { phaseOf, phases, phaseTitles } from '../phase.js';
import { count, hanging, section, type Style } from '../text/style.js';
import type { RemainsEntry, RemovalView } from '../types.js';
import { planLines } from './plan-lines.js';
import { entry } from './render-plan.js';

/** What a removal takes away, for people, the last first: in the order in which it is done. */
export function renderRemoval({ plan, remains, accountNames: names }: RemovalView, style: Style): string {
  const { colors } = style;
  const head = `To be taken away from organization ${plan.organizationId}, prefix ${plan.prefix}`;
  const instances = plan.actions.flatMap((action) =>
    action.type === 'delete-instances' && !action.retainStacks ? action.targets : [],
  );
  return [
    ...hanging(style, '', head, 0).map((line) => colors.bold(line)),
    ...phases.toReversed().flatMap((phase) => {
      const actions = plan.actions.filter((action) => phaseOf(action) === phase);
      return section(
        style,
        phaseTitles[phase],
        planLines(actions, names).flatMap((line) => entry(line, style)),
      );
    }),
    ...renderRemains(remains, style),
    ...section(
      style,
      `Warnings (${plan.warnings.length})`,
      plan.warnings.flatMap((text) => hanging(style, '! ', text)),
    ),
    '',
    colors.red(`${count(plan.actions.length, 'action')}, ${count(instances.length, 'stack')} to take away.`),
  ].join('\n');
}

export function renderRemains(remains: readonly RemainsEntry[], style: Style): readonly string[] {
  return section(
    style,
    'What stays',
    remains.flatMap(({ what, why }) => hanging(style, '= ', `${what}: ${why}`)),
  );
}

import { rebuildParameters } from '../desired/made-resources.js';
import type { TargetFailure } from '../model/outcome.js';
import type { RebuildHub } from '../model/plan.js';
import type { ApplyContext } from './context.js';
import { runOperation } from './run-operation.js';

/**
 * Takes groups of resources out of the hub's stack, and lets the stack make them again. The second update comes whatever
 * became of the first: an instance that is left with overrides is one that lacks something.
 */
export async function rebuildHub(
  action: RebuildHub,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const without = Object.fromEntries(action.groups.map((group) => [rebuildParameters[group], 'true']));
  const failures = action.groups.length === 0 ? [] : await updateWith(without, action, context);
  return [...failures, ...(await updateWith({}, action, context))];
}

function updateWith(
  overrides: Readonly<Record<string, string>>,
  action: RebuildHub,
  context: ApplyContext,
): Promise<readonly TargetFailure[]> {
  const { stackSet, targets, operation } = action;
  return runOperation(
    {
      kind: 'rebuild',
      stackSet: { ...stackSet, parameters: { ...stackSet.parameters, ...overrides } },
      targets,
      start: (id) =>
        context.ports.stackSets.updateInstances(stackSet, operation, id, context.preferences, overrides),
      onProgress: (text) => context.emit({ code: 'action-progress', action, text }),
    },
    context,
  );
}

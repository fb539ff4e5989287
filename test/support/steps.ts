import type { Plan } from '../../src/model/plan.js';
import type { CallRecord } from '../../src/simulator/kernel/call-log.js';
import { isOutsideChange } from './outside-change.js';

/**
 * A plan as people would tell it, in its order: `type thing: ACCOUNT+ACCOUNT in REGION`. A `!` in front marks a step
 * that takes something away, and needs --allow-destroy.
 */
export function stepsOf({ actions }: Plan): string[] {
  return actions.map((action) => {
    const targets = 'targets' in action && typeof action.targets !== 'number' ? action.targets : [];
    const thing = action.id.replaceAll('orgsecrets-', '').replace('/', ' ');
    const accounts = new Set(targets.map(({ accountId }) => accountId));
    const regions = new Set(targets.map(({ region }) => region));
    const place = `: ${[...accounts].sort().join('+')} in ${[...regions].sort().join('+')}`;
    return `${action.destructive ? '!' : ''}${thing}${targets.length === 0 ? '' : place}`;
  });
}

/** How often each mutating operation was called from outside. */
export function mutatingCallsIn(log: readonly CallRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of log.filter(isOutsideChange)) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

const taking = new Set([
  'DeleteConfigRule',
  'DeleteConfigurationRecorder',
  'DeleteDeliveryChannel',
  'StopConfigurationRecorder',
]);

/**
 * Where a rule, a recorder or its channel was taken away, by whomever, even if only for a moment: `account/region`.
 * CloudFormation's own calls are in the log too, and no rule or recorder goes without one.
 */
export function placesThatLost(log: readonly CallRecord[]): string[] {
  const lost = log.filter(({ operation, error }) => taking.has(operation) && error === undefined);
  return [...new Set(lost.map(({ accountId, region }) => `${accountId}/${region}`))].sort();
}

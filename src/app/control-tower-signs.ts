import { controlTowerService } from '../desired/control-tower.js';

/** How many are named. */
const most = 3;

/** What shows that Control Tower governs here, each by a name that only it gives; empty: nothing does. */
export function controlTowerSigns(found: {
  readonly trustedServices: readonly string[];
  readonly stackSets: readonly string[];
  /** Names of service control policies. */
  readonly policies: readonly string[];
}): readonly string[] {
  const stackSets = found.stackSets.filter((name) => name.startsWith('AWSControlTower'));
  const policies = found.policies.filter((name) => name.startsWith('aws-guardrails-'));
  return [
    ...(found.trustedServices.includes(controlTowerService)
      ? [`trusted access of ${controlTowerService}`]
      : []),
    ...(stackSets.length > 0 ? [`StackSets ${stackSets.slice(0, most).join(', ')}`] : []),
    ...(policies.length > 0 ? [`service control policies ${policies.slice(0, most).join(', ')}`] : []),
  ];
}

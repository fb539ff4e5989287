import type { World } from '../../../kernel/contract.js';
import { secretType } from '../../secretsmanager/state.js';
import type { ConfigRule, Place } from '../state.js';
import { notifyChange } from './notify.js';
import { recordCompliance } from './record-compliance.js';
import { complianceIn } from './state.js';
import type { Result } from './state.js';

/** Keeps a rule's result for a secret, and tells EventBridge where the verdict is another than before. */
export function keepResult(world: World, place: Place, rule: ConfigRule, id: string, result: Result): void {
  const state = complianceIn(world, place);
  const ofRule = ((state.results[rule.name] ??= {})[secretType] ??= {});
  const before = ofRule[id];
  ofRule[id] = result;
  state.revision += 1;
  if (before?.verdict === result.verdict) return;
  notifyChange(world, place, { rule, type: secretType, id, before, after: result });
  recordCompliance(world, place, secretType, id, result.since);
}

/** A resource that is deleted has no results any more. */
export function dropResults(world: World, place: Place, type: string, id: string): void {
  const state = complianceIn(world, place);
  for (const byType of Object.values(state.results)) Reflect.deleteProperty(byType[type] ?? {}, id);
  state.revision += 1;
  recordCompliance(world, place, type, id, world.clock.now());
}

/** The results of a rule go with it. */
export function dropResultsOfRule(world: World, place: Place, ruleName: string): void {
  const state = complianceIn(world, place);
  const concerned = Object.entries(state.results[ruleName] ?? {});
  Reflect.deleteProperty(state.results, ruleName);
  state.revision += 1;
  for (const [type, byId] of concerned)
    for (const id of Object.keys(byId)) recordCompliance(world, place, type, id, world.clock.now());
}

import type { Contested, DriftFinding, MendableFinding } from '../../model/drift.js';
import type { Event } from '../../model/events.js';
import type { Action } from '../../model/plan.js';
import type { AccountId } from '../../model/target.js';
import { aggregatorJson, coverageJson, gapJson } from '../json/common.js';
import type { EntryBody, EntryOf } from './entries.js';

/**
 * What of an event is kept: all that was found, done and proved. Counters on the way and calls that only read are not; a
 * look at a large organization is made of hundreds of thousands.
 *
 * @param isMutating whether a call changes something.
 */
export function entryOfEvent(
  event: Event,
  isMutating: (service: string, operation: string) => boolean,
): EntryBody | undefined {
  switch (event.code) {
    case 'looking':
    case 'publishing':
      return undefined;
    case 'reading':
    case 'waiting':
    case 'surveyed':
    case 'verifying':
    case 'warning':
    case 'ended':
      return event;
    case 'planned':
      return { code: event.code, trip: event.trip, actions: event.actions.map(actionJson) };
    case 'action-started':
      return { code: event.code, id: event.action.id };
    case 'action-progress':
      return { code: event.code, id: event.action.id, text: event.text };
    case 'action-ended': {
      const { code, action, state, failures, reason } = event;
      const { id, type } = action;
      return { code, id, type, state, failures: [...failures], ...(reason !== undefined && { reason }) };
    }
    case 'found':
      return { code: event.code, findings: event.findings.map(findingJson), unseen: [...event.unseen] };
    case 'mended':
      return { code: event.code, findings: event.findings.map(findingJson) };
    case 'proved':
      return {
        code: event.code,
        coverage: coverageJson(event.coverage),
        acceptedGaps: event.acceptedGaps.map((gap) => ({ ...gapJson(gap), thing: gap.thing })),
        aggregator: aggregatorJson(event.aggregator),
      };
    case 'call': {
      const { code, service, operation, accountId, region, requestId, attempts, error } = event;
      if (!isMutating(service, operation)) return undefined;
      return {
        code,
        service,
        operation,
        ...(accountId !== undefined && { accountId }),
        region,
        ...(requestId !== undefined && { requestId }),
        attempts,
        ...(error !== undefined && { error }),
      };
    }
  }
}

function actionJson(action: Action): EntryOf<'planned'>['actions'][number] {
  const { id, type, destructive } = action;
  const region = regionOf(action);
  const accounts = accountsOf(action);
  return {
    id,
    type,
    destructive,
    ...('stackSet' in action && { stackSet: action.stackSet.name }),
    ...(region !== undefined && { region }),
    ...(accounts !== undefined && { accounts: [...accounts] }),
  };
}

function regionOf(action: Action): string | undefined {
  if ('stackSet' in action) return action.stackSet.region;
  if ('target' in action) return action.target.region;
  if ('stack' in action) return action.stack.region;
  return 'aggregator' in action ? action.aggregator.region : undefined;
}

function accountsOf(action: Action): readonly AccountId[] | undefined {
  if ('targets' in action && typeof action.targets !== 'number')
    return action.targets.map(({ accountId }) => accountId);
  if ('target' in action) return [action.target.accountId];
  if ('stack' in action) return [action.stack.accountId];
  return 'aggregator' in action ? [action.aggregator.accountId] : undefined;
}

function findingJson(
  one: DriftFinding & Partial<Pick<MendableFinding, 'mendedBy' | 'contested'>>,
): EntryOf<'found'>['findings'][number] {
  const { kind, accountId, region, thing, reason, mendedBy, contested } = one;
  return {
    kind,
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
    thing,
    reason,
    ...(mendedBy && { mendedBy: [...mendedBy] }),
    ...(contested && { contested: withoutInstructions(contested) }),
  };
}

function withoutInstructions({ mended, runs, rounds }: Contested) {
  return { mended, runs, ...(rounds !== undefined && { rounds }) };
}

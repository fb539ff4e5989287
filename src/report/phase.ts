import type { StackSetKind } from '../model/desired.js';
import type { Action } from '../model/plan.js';

/** The stages of a run in the order in which they begin; people see their progress under these names. */
export const phases = [
  'prepare',
  'hub',
  'member',
  'recorder',
  'rules',
  'forward',
  'notifications',
  'verify',
  'aggregator',
] as const;

export type Phase = (typeof phases)[number];

export const phaseTitles: Readonly<Record<Phase, string>> = {
  prepare: 'Organization',
  hub: 'Hub',
  member: 'Roles in the accounts',
  recorder: 'Recorders',
  rules: 'Rules',
  forward: 'Event forwarding',
  notifications: 'Subscriptions',
  verify: 'Proof of coverage',
  aggregator: 'Aggregator',
};

const phaseOfKind: Readonly<Record<StackSetKind, Phase>> = {
  hub: 'hub',
  notify: 'hub',
  bucket: 'hub',
  member: 'member',
  slr: 'member',
  recorder: 'recorder',
  rules: 'rules',
  forward: 'forward',
};

export function phaseOf(action: Action): Phase {
  switch (action.type) {
    case 'activate-stacksets-access':
    case 'enable-service-access':
    case 'register-delegated-administrator':
    case 'deploy-stack':
    case 'delete-stack':
      return 'prepare';
    case 'create-stack-set':
    case 'update-stack-set':
    case 'create-instances':
    case 'update-instances':
    case 'rebuild-hub':
    case 'delete-instances':
    case 'delete-stack-set':
    case 'stop-auto-deployment':
      return phaseOfKind[action.stackSet.kind];
    case 'start-recorder':
    case 'put-recorder':
    case 'extend-recorder':
    case 'prove-delivery':
      return 'recorder';
    case 'put-rules':
      return 'rules';
    case 'prove-coverage':
    case 'prove-removal':
      return 'verify';
    case 'put-aggregator':
    case 'delete-aggregator':
      return 'aggregator';
    case 'put-subscription':
    case 'delete-subscription':
      return 'notifications';
    case 'delete-bucket':
      return 'hub';
  }
}

import type { BucketContents } from '../model/bucket.js';
import { chatEndpoint } from '../model/chat.js';
import type { Action, PutRecorder, PutRules } from '../model/plan.js';
import { targetKey } from '../model/target.js';
import { accountLabel } from './text/accounts.js';
import { bytesText, count } from './text/style.js';
import type { AccountNames } from './types.js';

/** One action in one line, as progress and outcomes name it. */
export function actionTitle(action: Action, names: AccountNames): string {
  switch (action.type) {
    case 'activate-stacksets-access':
      return 'turn on trusted access for CloudFormation StackSets';
    case 'enable-service-access':
      return `turn on trusted access for ${action.service}`;
    case 'register-delegated-administrator':
      return `register ${accountLabel(action.accountId, names)} as delegated administrator for ${action.service}`;
    case 'deploy-stack':
      return `${action.change} stack ${action.stack.name} in ${accountLabel(action.stack.accountId, names)}, ${action.stack.region}`;
    case 'create-stack-set':
      return `create StackSet ${action.stackSet.name}`;
    case 'update-stack-set':
      return `update StackSet ${action.stackSet.name}${action.targets.length === 0 ? '' : ` and its ${count(action.targets.length, 'instance')}`}`;
    case 'create-instances':
      return `deploy ${action.stackSet.name} to ${count(action.targets.length, 'account')} in ${action.stackSet.region}`;
    case 'update-instances':
      return `make ${action.rules.join(', ')} in ${count(action.targets.length, 'instance')} of ${action.stackSet.name} that left them out`;
    case 'rebuild-hub':
      return action.groups.length === 0
        ? `put back what was left out of ${action.stackSet.name}`
        : `make ${action.groups.join(', ')} of ${action.stackSet.name} anew`;
    case 'start-recorder':
      return `start recorder ${action.recorder} in ${accountLabel(action.target.accountId, names)}, ${action.target.region}`;
    case 'put-recorder':
      return `put ${putBack(action)} back in ${accountLabel(action.target.accountId, names)}, ${action.target.region}`;
    case 'put-rules':
      return `put ${rulesText(action)} back in ${accountLabel(action.target.accountId, names)}, ${action.target.region}`;
    case 'extend-recorder':
      return `extend recorder ${action.recorder} in ${accountLabel(action.target.accountId, names)}, ${action.target.region}`;
    case 'prove-delivery':
      return `prove delivery from ${accountLabel(action.target.accountId, names)}, ${action.target.region}`;
    case 'prove-coverage':
      return `prove recorder and rules in ${count(action.targets, 'target')}`;
    case 'put-aggregator':
      return `${action.change} aggregator ${action.aggregator.name} in ${accountLabel(action.aggregator.accountId, names)}, ${action.aggregator.region}`;
    case 'delete-instances': {
      const what = `${action.stackSet.name} from ${count(action.targets.length, 'account')} in ${action.stackSet.region}`;
      if (action.again) return `take ${what} away, to make it again`;
      return action.retainStacks ? `forget ${what}; the stacks stay` : `take ${what} away`;
    }
    case 'stop-auto-deployment':
      return `turn auto-deployment of StackSet ${action.stackSet.name} off`;
    case 'prove-removal':
      return `prove that nothing is left in ${count(new Set([...action.recorders, ...action.rules].map(targetKey)).size, 'target')}`;
    case 'delete-stack-set':
      return `delete StackSet ${action.stackSet.name}`;
    case 'delete-stack':
      return `delete stack ${action.stack.name} in ${accountLabel(action.stack.accountId, names)}, ${action.stack.region}${action.again ? ', to make it again' : ''}`;
    case 'delete-aggregator':
      return `delete aggregator ${action.aggregator.name} in ${accountLabel(action.aggregator.accountId, names)}, ${action.aggregator.region}`;
    case 'put-subscription':
      return action.change === 'create'
        ? `subscribe ${addressOf(action.subscription)}`
        : `change the subscription of ${addressOf(action.subscription)}`;
    case 'delete-subscription':
      return `unsubscribe ${addressOf(action.subscription)}`;
    case 'delete-bucket':
      return `delete bucket ${action.bucket.name} in ${accountLabel(action.bucket.accountId, names)}, ${action.bucket.region}, with ${contentsText(action.contents)}`;
  }
}

export function rulesText({ rules }: PutRules): string {
  return `${rules.length === 1 ? 'rule' : 'rules'} ${rules.map(({ name }) => name).join(', ')}`;
}

/** What is put back: the recorder, its delivery channel, or both. */
export function putBack({ recorder, settings, channel }: PutRecorder): string {
  if (settings === undefined) return `delivery channel ${recorder}`;
  return channel === undefined ? `recorder ${recorder}` : `recorder and delivery channel ${recorder}`;
}

/** Whom a subscription tells. */
export function addressOf({ protocol, endpoint }: { protocol: string; endpoint: string }): string {
  return endpoint === chatEndpoint ? 'AWS’s chat service' : `${endpoint} (${protocol})`;
}

/** How much is in a bucket, as people ask for it. */
function contentsText({ versions, deleteMarkers, bytes, more }: BucketContents): string {
  if (versions + deleteMarkers === 0) return 'nothing in it';
  const parts = [
    `${count(versions, 'version')} of objects (${bytesText(bytes)})`,
    ...(deleteMarkers > 0 ? [`${count(deleteMarkers, 'delete marker')}`] : []),
  ];
  return `${more ? 'more than ' : ''}${parts.join(' and ')}`;
}

/** What an action does, in one word of each of four kinds; the symbol and the colour follow from it. */
export type Effect = 'create' | 'change' | 'prove' | 'destroy';

export function effectOf(action: Action): Effect {
  if (action.destructive) return 'destroy';
  switch (action.type) {
    case 'activate-stacksets-access':
    case 'enable-service-access':
    case 'register-delegated-administrator':
    case 'create-stack-set':
    case 'create-instances':
      return 'create';
    case 'deploy-stack':
    case 'put-aggregator':
    case 'put-subscription':
      return action.change === 'create' ? 'create' : 'change';
    case 'update-stack-set':
    case 'update-instances':
    case 'rebuild-hub':
    case 'start-recorder':
    case 'put-recorder':
    case 'put-rules':
    case 'extend-recorder':
    case 'delete-instances':
    case 'delete-stack-set':
    case 'delete-stack':
    case 'delete-aggregator':
    case 'delete-subscription':
    case 'delete-bucket':
    case 'stop-auto-deployment':
      return 'change';
    case 'prove-delivery':
    case 'prove-coverage':
    case 'prove-removal':
      return 'prove';
  }
}

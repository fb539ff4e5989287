import type { Operation } from '../../kernel/contract.js';
import { createEventBus } from './create-event-bus.js';
import { deleteEventBus } from './delete-event-bus.js';
import { deleteRule } from './delete-rule.js';
import { describeEventBus } from './describe-event-bus.js';
import { describeRule } from './describe-rule.js';
import { listEventBuses } from './list-event-buses.js';
import { listRules } from './list-rules.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { listTargetsByRule } from './list-targets-by-rule.js';
import { putEvents } from './put-events.js';
import { putPermission } from './put-permission.js';
import { putRule } from './put-rule.js';
import { putTargets } from './put-targets.js';
import { removePermission } from './remove-permission.js';
import { removeTargets } from './remove-targets.js';
import { tagResource } from './tag-resource.js';

/** Every operation of EventBridge that the simulator has. */
export const operations: readonly Operation[] = [
  createEventBus,
  deleteEventBus,
  deleteRule,
  describeEventBus,
  describeRule,
  listEventBuses,
  listRules,
  listTagsForResource,
  listTargetsByRule,
  putEvents,
  putPermission,
  putRule,
  putTargets,
  removePermission,
  removeTargets,
  tagResource,
];

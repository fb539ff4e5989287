import type { Operation } from '../../../kernel/contract.js';
import { stackSetAccess } from '../stacksets/access.js';
import { findStackSetToOperate } from '../stacksets/find.js';
import { newOperation, readOperationId } from '../stacksets/new-operation.js';
import { enqueue } from '../stacksets/queue.js';

/** Drift detection on the stacks of all instances. Two of them share their targets, so one waits for the other, or is refused. */
export const detectStackSetDrift: Operation = {
  service: 'cloudformation',
  name: 'DetectStackSetDrift',
  mutating: false,
  access: (input, call) => stackSetAccess('DetectStackSetDrift', input, call),
  handle(input, call) {
    const { world } = call;
    const set = findStackSetToOperate(input, call);
    const id = readOperationId(input, call, set);
    const targets = Object.values(set.instances).map(({ account, region, organizationalUnitId }) => ({
      account,
      region,
      ...(organizationalUnitId === undefined ? {} : { organizationalUnitId }),
    }));
    enqueue(world, set, newOperation(input, world, set, id, { action: 'DETECT_DRIFT', targets }));
    return { OperationId: id };
  },
};

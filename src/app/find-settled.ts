import { settleOperations } from '../apply/run-operation.js';
import type { ObservedStackSet, StackInstance } from '../model/observed.js';
import { findStanding, type FindOptions, type Found } from './find-standing.js';
import type { Run } from './run.js';

/**
 * Waits for operations that are in progress on our StackSets, then reads them; a look in between would see half of it. An
 * instance that waits for an operation although none is in progress was left behind by an update that did not name it:
 * it is out of date. https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1751
 *
 * @param deadline milliseconds since the epoch.
 */
export async function findSettled(run: Run, deadline: number, options: FindOptions = {}): Promise<Found> {
  const waiting = {
    clock: run.clock,
    signal: run.signal,
    deadline,
    pollInterval: run.config.stackSets.pollInterval * 1000,
    ports: run.aws.apply,
  };
  const tell = (what: string) => run.emit({ code: 'waiting', what });
  for (;;) {
    const found = await findStanding(run, options);
    const busy = [...found.stackSets.values()].filter(
      ({ owned, instances }) => owned && instances.some(isInOperation),
    );
    let waited = false;
    for (const { name } of busy) waited = (await settleOperations(name, waiting, tell)) || waited;
    if (!waited) return busy.length === 0 ? found : { ...found, stackSets: leftBehind(found.stackSets) };
  }
}

function isInOperation({ detailedStatus }: StackInstance): boolean {
  return detailedStatus === 'PENDING' || detailedStatus === 'RUNNING';
}

function leftBehind(stackSets: Found['stackSets']): Found['stackSets'] {
  const settled = (one: StackInstance): StackInstance =>
    isInOperation(one) ? { ...one, detailedStatus: undefined } : one;
  const withSettled = (stackSet: ObservedStackSet): ObservedStackSet =>
    stackSet.owned ? { ...stackSet, instances: stackSet.instances.map(settled) } : stackSet;
  return new Map([...stackSets].map(([name, stackSet]) => [name, withSettled(stackSet)]));
}

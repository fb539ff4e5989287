import type { StackInstance } from '../../src/model/observed.js';
import { targetKey } from '../../src/model/target.js';
import type { PureWorld } from './pure-world.js';

/** A world after mishaps: each definition, instance and recorder of ours meets one or none. */
export function damaged(world: PureWorld, numbers: Iterator<number>): PureWorld {
  const choose = (count: number) => (numbers.next().value as number) % count;
  const recorders = new Map(world.recorders);
  const stackSets = new Map(world.stackSets);
  for (const [name, stackSet] of world.stackSets) {
    const isRecorder = /-recorder-/.test(name);
    const instances = stackSet.instances.flatMap((instance): StackInstance[] => {
      const key = targetKey(instance);
      const recorder = recorders.get(key);
      const mishap = choose(8);
      if (mishap === 0 && isRecorder && recorder) recorders.set(key, { ...recorder, recording: false });
      // Where nobody can look, nobody puts it back before its rules change.
      if (mishap === 3 && isRecorder && recorder && world.open.has(instance.accountId)) recorders.delete(key);
      // The service-linked role is retained, so its instance is never made again.
      if (mishap > 2 || mishap === 0 || /-slr$/.test(name)) return [instance];
      if (isRecorder) recorders.delete(key);
      if (mishap === 1) return [];
      return [{ ...instance, status: 'OUTDATED', detailedStatus: 'FAILED', stackId: undefined }];
    });
    const definition = choose(4);
    stackSets.set(name, {
      ...stackSet,
      instances,
      ...(definition === 0 ? { templateDigest: 'an older one' } : {}),
      ...(definition === 1 ? { tags: {} } : {}),
      ...(definition === 2 ? { managedExecution: false } : {}),
    });
  }
  const subscriptions = world.subscriptions.flatMap((one) => {
    const mishap = choose(4);
    if (mishap === 0) return [];
    const changed = { filterPolicy: undefined, filterScope: undefined, raw: false };
    return [mishap === 1 && one.settings ? { ...one, settings: changed } : one];
  });
  const roles = world.managementRoles;
  const managementRoles = roles && choose(2) === 0 ? { ...roles, parameters: {} } : roles;
  return { ...world, recorders, stackSets, subscriptions, managementRoles };
}

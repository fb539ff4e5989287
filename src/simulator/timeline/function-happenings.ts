import { roleArn } from '../services/lambda/seed.js';
import { codeOf, functionsIn, functionType } from '../services/lambda/state.js';
import { timeOf } from '../world-file/moments.js';
import type { WorldFile } from '../world-file/schema.js';
import type { World } from '../kernel/contract.js';
import { retagged } from './happening.js';
import type { Happening } from './happening.js';

type Entry = WorldFile['functions'][number];
type Event = Entry['timeline'][number];

/** What happens to the functions of a world. CloudTrail hears nothing: the simulator does not speak Lambda. */
export function* functionHappenings(
  world: World,
  { functions }: Pick<WorldFile, 'functions'>,
): Iterable<Happening> {
  const start = world.clock.now();
  for (const entry of functions) {
    for (const event of entry.timeline) {
      const at = timeOf(event.at, start);
      yield {
        accountId: entry.accountId,
        region: entry.region,
        at,
        by: event.by,
        type: functionType,
        happen: (now) => happen(now, entry, event, at),
        calls: () => [],
      };
    }
  }
}

function happen(world: World, entry: Entry, event: Event, at: number): string | undefined {
  const all = functionsIn(world, entry);
  const known = all[entry.name];
  if (known === undefined) return undefined;
  const { code, runtime, role, description, deleted } = event;
  if (deleted) Reflect.deleteProperty(all, entry.name);
  else
    all[entry.name] = {
      ...known,
      ...(code ? { codeSha256: codeOf(world) } : {}),
      ...(runtime === undefined ? {} : { runtime }),
      ...(role === undefined ? {} : { roleArn: roleArn(world, entry.accountId, role) }),
      ...(description === undefined ? {} : { description }),
      tags: retagged(known.tags, event),
      lastModifiedAt: at,
      revisionId: world.random.uuid(),
    };
  return entry.name;
}

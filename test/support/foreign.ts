import type { Simulator } from '../../src/simulator/start.js';

/** What a world held before orgsecrets came: by path, as JSON, so that a comparison is one of bytes. */
export type Foreign = Readonly<Record<string, string>>;

type Tree = Readonly<Record<string, unknown>>;
type Snapshot = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Kinds of things in AWS Config's state of an account and Region: named ones, and the one channel. */
const named = ['recorders', 'rules', 'aggregators'] as const;

/**
 * Recorders, channels, rules, aggregators and StackSets of a world, to be taken before the first run: whatever is there
 * then was made by others.
 */
export function foreignIn(simulator: Pick<Simulator, 'snapshot'>): Foreign {
  const snapshot = simulator.snapshot() as Snapshot;
  const things: Record<string, string> = {};
  const put = (path: string, value: unknown): void => {
    if (value !== undefined) things[path] = JSON.stringify(value);
  };
  for (const [place, state] of Object.entries(snapshot['config'] ?? {})) {
    const config = state as Tree;
    for (const kind of named)
      for (const [name, thing] of Object.entries((config[kind] ?? {}) as Tree))
        put(`${place} ${kind} ${name}`, thing);
    put(`${place} channel`, config['channel']);
  }
  for (const [slot, places] of Object.entries(snapshot))
    if (/stacksets$/i.test(slot))
      for (const [place, sets] of Object.entries(places ?? {}))
        for (const [id, set] of Object.entries(sets as Tree)) put(`${place} StackSet ${id}`, set);
  return things;
}

/** What became of the same things by now; equal to `before` where nobody touched them. */
function stillForeign(simulator: Pick<Simulator, 'snapshot'>, before: Foreign): Foreign {
  const now = foreignIn(simulator);
  return Object.fromEntries(Object.keys(before).map((path) => [path, now[path] ?? 'gone']));
}

/** Paths of those that changed or are gone. */
export function changedIn(simulator: Pick<Simulator, 'snapshot'>, before: Foreign): readonly string[] {
  const now = stillForeign(simulator, before);
  return Object.keys(before).filter((path) => now[path] !== before[path]);
}

import type { ConfigState } from '../../src/simulator/services/config/state.js';
import type { Simulator } from '../../src/simulator/start.js';

interface StackSetState {
  readonly name: string;
  readonly instances: Readonly<Record<string, unknown>>;
  readonly operations: readonly { readonly results: Readonly<Record<string, unknown>> }[];
}

interface Snapshot {
  readonly config: Readonly<Record<string, ConfigState>>;
  readonly 'cloudformation.stackSets': Readonly<Record<string, Readonly<Record<string, StackSetState>>>>;
}

/** AWS Config everywhere, by `account/region`. */
export function configOf(simulator: Simulator): Readonly<Record<string, ConfigState | undefined>> {
  return (simulator.snapshot() as Snapshot).config;
}

/** Every place (`account/region`) that any StackSet operation has ever been about, or that holds an instance. */
export function placesOfStackSets(simulator: Simulator): ReadonlySet<string> {
  const stackSets = Object.values(
    (simulator.snapshot() as Snapshot)['cloudformation.stackSets'] ?? {},
  ).flatMap((place) => Object.values(place));
  return new Set(
    stackSets.flatMap(({ instances, operations }) => [
      ...Object.keys(instances),
      ...operations.flatMap(({ results }) => Object.keys(results)),
    ]),
  );
}

import type { Simulator } from '../../src/simulator/start.js';

/** AWS Config in one target, as far as these tests ask. */
export interface ConfigPlace {
  readonly recorders: Readonly<Record<string, { readonly recording: boolean; readonly arn: string }>>;
  readonly channel?: { readonly name: string; readonly settings: unknown };
  readonly rules: Readonly<Record<string, unknown>>;
  readonly aggregators: Readonly<Record<string, unknown>>;
}

interface StackSetState {
  readonly name: string;
  readonly instances: Readonly<Record<string, unknown>>;
  readonly operations: readonly { readonly results: Readonly<Record<string, unknown>> }[];
}

interface Snapshot {
  readonly config: Readonly<Record<string, ConfigPlace>>;
  readonly 'cloudformation.stackSets': Readonly<Record<string, Readonly<Record<string, StackSetState>>>>;
}

/** AWS Config everywhere, by `account/region`. */
export function configOf(simulator: Simulator): Readonly<Record<string, ConfigPlace | undefined>> {
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

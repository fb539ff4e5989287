import type { Simulator } from '../../src/simulator/start.js';

/** Every single value in the state of a world, by its path. Empty lists and tables are no things, so they are not there. */
export type Values = ReadonlyMap<string, string>;

export function valuesIn(simulator: Pick<Simulator, 'snapshot'>): Values {
  const values = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) values.set(path, JSON.stringify(value));
    else for (const [key, part] of Object.entries(value)) walk(part, path === '' ? key : `${path}/${key}`);
  };
  walk(simulator.snapshot(), '');
  return values;
}

/** What the product is there to change, and what the simulator counts for itself. */
const mayChange = [
  // Trusted access of StackSets, which apply switches on.
  /^cloudformation\.organizationsAccess\/.*\/activated$/,
  // How often the rules of a place were evaluated.
  /^config\.compliance\/.*\/revision$/,
];

/** `PATH: before → now` of what was there before and now differs or is gone; new things do not count. */
export function changedSince(before: Values, simulator: Pick<Simulator, 'snapshot'>): readonly string[] {
  const now = valuesIn(simulator);
  return [...before]
    .filter(([path, value]) => now.get(path) !== value && !mayChange.some((one) => one.test(path)))
    .map(([path, value]) => `${path}: ${value} → ${now.get(path) ?? 'gone'}`);
}

import { aggregatorDisturbances } from './aggregator.js';
import type { Disturbance } from './disturbance.js';
import { definitionDisturbances, instanceDisturbances } from './instances.js';
import { madeDisturbances } from './made.js';
import { recorderDisturbances } from './recorders.js';
import { ruleDisturbances } from './rules.js';
import { places } from './state.js';

/** Everything that may be done, in every place where it can be. */
export const catalogue: readonly Disturbance[] = [
  ...places.flatMap(recorderDisturbances),
  ...places.flatMap(ruleDisturbances),
  ...instanceDisturbances(),
  ...definitionDisturbances(),
  ...aggregatorDisturbances(),
  ...madeDisturbances(),
];

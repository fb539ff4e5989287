interface Runs {
  readonly numRuns: number;
  readonly seed: number;
}

/**
 * How many organizations are disturbed, and which: the same few each time, unless the environment says otherwise as
 * `COUNT` or `COUNT@SEED`.
 */
export function runsFrom(env: Readonly<Record<string, string | undefined>>): Runs {
  const said = env['ORGSECRETS_DRIFT_SEEDS'] ?? '25';
  const [, count, seed = '1'] = /^([1-9]\d*)(?:@(\d+))?$/.exec(said) ?? [];
  if (count === undefined)
    throw new Error(`ORGSECRETS_DRIFT_SEEDS says ${said}: COUNT or COUNT@SEED is meant.`);
  return { numRuns: Number(count), seed: Number(seed) };
}

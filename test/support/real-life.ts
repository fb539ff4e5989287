import type { ApplyDocument } from '../../src/report/json/apply.js';
import type { ConfigState } from '../../src/simulator/services/config/state.js';
import type { Simulator } from '../../src/simulator/start.js';
import type { CliWorld } from './cli.js';

export interface Applied {
  readonly exitCode: number | null;
  readonly document: ApplyDocument;
}

/** `orgsecrets apply --auto-approve --json ARGS`. */
export async function applyTo(world: CliWorld, ...args: readonly string[]): Promise<Applied> {
  return world.json<ApplyDocument>(['apply', '--auto-approve', ...args]);
}

/** Target by target, as `ACCOUNT/REGION`: the recorder, whether it records, and how many of the five rules there are. */
export function targetsIn(simulator: Pick<Simulator, 'snapshot'>): Readonly<Record<string, string>> {
  const { config } = simulator.snapshot() as { config: Readonly<Record<string, ConfigState>> };
  return Object.fromEntries(
    Object.entries(config).flatMap(([place, { recorders, rules }]) => {
      const said = [
        ...Object.values(recorders).map(
          ({ name, recording }) => `${name} ${recording ? 'records' : 'stopped'}`,
        ),
        ...(Object.keys(rules).length > 0 ? [`${Object.keys(rules).length} rules`] : []),
      ];
      return said.length > 0 ? [[place, said.join(', ')]] : [];
    }),
  );
}

/** What a target looks like in which everything is as it should be. */
export const whole = 'orgsecrets records, 5 rules';

/** `{ place: what }` for each of the places. */
export function all(places: readonly string[], what = whole): Readonly<Record<string, string>> {
  return Object.fromEntries(places.map((place) => [place, what]));
}

/** `ACCOUNT/REGION` or, without one of both, `*`: why it is left out. Regions that the org.yaml does not include are not told. */
export function leftOut({ exclusions }: ApplyDocument): Readonly<Record<string, string>> {
  return Object.fromEntries(
    exclusions
      .filter(({ source }) => !source.endsWith('regions.include'))
      .map(({ accountId = '*', region, rule, reason }) => [
        [accountId, region, rule].filter((part) => part !== undefined).join('/'),
        reason,
      ]),
  );
}

/** What an apply that is asked for again must come to. */
export const nothingToDo = { exitCode: 0, outcome: 'done', mutating: 0 } as const;

export async function appliedAgain(world: CliWorld): Promise<Record<string, unknown>> {
  const { exitCode, document } = await applyTo(world);
  return { exitCode, outcome: document.outcome, mutating: document.calls.mutating };
}

import type { ApplyDocument } from '../../src/report/json/apply.js';
import type { ServiceName } from '../../src/simulator/kernel/contract.js';
import { userCaller } from '../../src/simulator/services/iam/callers.js';
import { administratorName } from '../../src/simulator/services/iam/seed.js';
import { iamOf } from '../../src/simulator/services/iam/state.js';
import type { StackSet } from '../../src/simulator/services/cloudformation/stacksets/state.js';
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
const whole = 'orgsecrets records, 5 rules';

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

/** Calls as an administrator of the management account: what people do between two runs. */
export function byHand(
  { simulator }: { readonly simulator: Simulator },
  service: ServiceName,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  region = 'us-east-1',
): Promise<Readonly<Record<string, unknown>>> {
  const accountId = simulator.managementAccountId;
  const caller = userCaller(iamOf(simulator.world, accountId).users[administratorName]!);
  return simulator.world.invoke(service, operation, input, { caller, region });
}

/** The instances that StackSets have in an account: `NAME REGION`. */
export function instancesOf({ simulator }: CliWorld, accountId: string): readonly string[] {
  const snapshot = simulator.snapshot() as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  return Object.entries(snapshot)
    .filter(([slot]) => /stacksets$/i.test(slot))
    .flatMap(([, places]) => Object.values(places))
    .flatMap((sets) => Object.values(sets as Readonly<Record<string, StackSet>>))
    .filter(({ status }) => status === 'ACTIVE')
    .flatMap(({ name, instances }) =>
      Object.values(instances)
        .filter(({ account }) => account === accountId)
        .map(({ region }) => `${name} ${region}`),
    )
    .sort();
}

import type { Caller, ServiceName, Shape } from '../../../src/simulator/kernel/contract.js';
import { roleCaller, userCaller } from '../../../src/simulator/services/iam/callers.js';
import { iamOf } from '../../../src/simulator/services/iam/state.js';
import type { Simulator } from '../../../src/simulator/start.js';

/** A simulated organization that somebody works in beside orgsecrets. */
export type Disturbed = Pick<Simulator, 'world' | 'clock' | 'managementAccountId'>;

/** One account in one Region. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Somebody who may do everything in one account: policies and service control policies bind them like anybody. */
export interface Administrator {
  readonly accountId: string;
  call(service: ServiceName, operation: string, input?: Shape, region?: string): Promise<Shape>;
}

/**
 * The administrator of an account, by the user or the role with AdministratorAccess that is there. Their calls come from
 * inside the simulator: no call of the product's is counted with them.
 * @param region where they work unless they say otherwise
 */
export function administratorOf(
  { world }: Disturbed,
  { accountId, region }: Pick<Place, 'accountId'> & Partial<Place>,
): Administrator {
  const caller = administrators(iamOf(world, accountId))[0];
  if (!caller) throw new Error(`Nobody administers ${accountId}.`);
  return {
    accountId,
    call: (service, operation, input = {}, where = region ?? 'us-east-1') =>
      world.invoke(service, operation, input, { caller, region: where }),
  };
}

function administrators({ users, roles }: ReturnType<typeof iamOf>): readonly Caller[] {
  const isAdministrator = ({ attached }: { readonly attached: readonly string[] }): boolean =>
    attached.some((arn) => arn.endsWith(':policy/AdministratorAccess'));
  return [
    ...Object.values(users).filter(isAdministrator).map(userCaller),
    ...Object.values(roles)
      .filter((role) => isAdministrator(role) && !role.name.startsWith('stacksets-exec-'))
      .map((role) => roleCaller(role, 'disturber')),
  ];
}

/** Lets virtual time pass until something is so; fails after a day of it. */
export async function until({ clock }: Disturbed, ready: () => Promise<boolean>): Promise<void> {
  const deadline = clock.now() + 86_400_000;
  while (!(await ready())) {
    if (clock.now() > deadline) throw new Error('It did not happen within a day.');
    await clock.sleep(1000);
  }
}

import type { Target } from '../../src/model/target.js';
import type { ServiceName } from '../../src/simulator/kernel/contract.js';
import type { Simulator } from '../../src/simulator/start.js';

type Answer = Readonly<Record<string, unknown>>;

/** What people and other tools do in an account and Region, past orgsecrets. */
export type Hands = (service: ServiceName, operation: string, input?: Answer) => Promise<Answer>;

/** Calls of somebody who may do everything in the account. */
export function handsIn({ world }: Pick<Simulator, 'world'>, { accountId, region }: Target): Hands {
  const arn = `arn:${world.partition}:iam::${accountId}:user/somebody`;
  // No account but the management account has an administrator in every world.
  const caller = { accountId, type: 'service', arn, principalArn: arn, userId: 'AIDASOMEBODY' } as const;
  return (service, operation, input = {}) => world.invoke(service, operation, input, { caller, region });
}

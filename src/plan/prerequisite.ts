import { deliveryAccounts } from '../desired/parameters.js';
import type { DesiredStackSet } from '../model/desired.js';
import type { Obstacle } from '../model/plan.js';
import { isNarrow } from '../model/scope.js';
import type { AccountId, Target } from '../model/target.js';
import { hasStack } from './instance-state.js';
import type { Situation } from './situation.js';

/** Whether what a recorder of ours needs is there, or comes with this plan. */
export type Prerequisite =
  | { /** The service-linked role comes with this plan. */ readonly withRole: boolean }
  | { readonly later: string }
  | { readonly obstacle: Obstacle | undefined };

/** A recorder needs the hub, with the bucket of its Region, and a role: the service-linked one, or the member stack's. */
export function prerequisite({ accountId, region }: Target, situation: Situation): Prerequisite {
  const { desired } = situation;
  const shared = desired.stackSets.filter(
    ({ kind, region: where }) => kind === 'hub' || (kind === 'bucket' && where === region),
  );
  for (const stackSet of shared) {
    const state = situation.state(stackSet, desired.administratorAccountId);
    if (state === 'in-progress') return { later: `${whatIs(stackSet)} is being deployed` };
    // Its own obstacle says what to do.
    if (state === 'inoperable') return { obstacle: undefined };
    const without = withoutHub(stackSet, accountId, situation);
    if (without) return { obstacle: without };
  }
  const slr = situation.stackSetFor('slr', accountId);
  return slr ? serviceLinkedRole(accountId, situation) : dedicatedRole(accountId, situation);
}

function whatIs({ kind, region }: DesiredStackSet): string {
  return kind === 'hub' ? 'the hub' : `the bucket of ${region}`;
}

/** A narrowed run leaves the hub as it is: it must be there, and take what this account delivers. */
function withoutHub(hub: DesiredStackSet, accountId: AccountId, situation: Situation): Obstacle | undefined {
  const { desired, observed } = situation;
  if (!isNarrow(desired.scope)) return undefined;
  const instructions = 'Run orgsecrets apply for all accounts.';
  if (hub.accounts.length === 0 && !hasStack(situation.instance(hub, desired.administratorAccountId)))
    return { reason: `${whatIs(hub)}, which recorders deliver to, is not there yet`, instructions };
  const { DeliveryTrust: trust, [deliveryAccounts]: listed } =
    observed.stackSets.get(hub.name)?.parameters ?? {};
  if (trust !== 'service' || listed?.split(',').includes(accountId)) return undefined;
  return {
    accountId,
    reason:
      'the bucket takes deliveries from the accounts that it lists (delivery.trust: service), and this one is not among them',
    instructions,
  };
}

function dedicatedRole(accountId: AccountId, situation: Situation): Prerequisite {
  const member = situation.stackSetFor('member', accountId);
  const state = member ? situation.state(member, accountId) : 'standing';
  if (state === 'in-progress') return { later: 'the member stack is being deployed' };
  return state === 'inoperable' ? { obstacle: undefined } : { withRole: false };
}

/** Whether the service-linked role has to be made: where a look found that it is missing. */
export function serviceLinkedRole(accountId: AccountId, situation: Situation): Prerequisite {
  const slr = situation.stackSetFor('slr', accountId);
  const look = situation.observed.accounts.get(accountId);
  if (!slr || !look?.seen || look.serviceLinkedRole !== false) return { withRole: false };
  switch (situation.state(slr, accountId)) {
    // Its stack retains the role: one that somebody deleted comes back with the next instance.
    case 'missing':
    case 'failed':
    case 'standing':
      return { withRole: true };
    case 'in-progress':
      return { later: 'the service-linked role is being made' };
    case 'inoperable':
      return {
        obstacle: {
          accountId,
          region: slr.region,
          reason: `AWSServiceRoleForConfig is gone, and AWS failed to delete the instance of StackSet ${slr.name} that made it`,
          instructions: `Run aws iam create-service-linked-role --aws-service-name config.amazonaws.com in the account.`,
        },
      };
  }
}

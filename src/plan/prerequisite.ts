import type { Obstacle } from '../model/plan.js';
import type { AccountId } from '../model/target.js';
import type { Situation } from './situation.js';

/** Whether what a recorder of ours needs is there, or comes with this plan. */
export type Prerequisite =
  | { /** The service-linked role comes with this plan. */ readonly withRole: boolean }
  | { readonly later: string }
  | { readonly obstacle: Obstacle | undefined };

/** A recorder needs the hub's bucket and a role: the service-linked one, or that of the member stack. */
export function prerequisite(accountId: AccountId, situation: Situation): Prerequisite {
  const { desired } = situation;
  const hub = desired.stackSets.find(({ kind }) => kind === 'hub');
  const hubState = hub ? situation.state(hub, desired.administratorAccountId) : 'standing';
  if (hubState === 'in-progress') return { later: 'the hub is being deployed' };
  // The hub's own obstacle says what to do.
  if (hubState === 'inoperable') return { obstacle: undefined };
  const slr = situation.stackSetFor('slr', accountId);
  return slr ? serviceLinkedRole(accountId, situation) : dedicatedRole(accountId, situation);
}

function dedicatedRole(accountId: AccountId, situation: Situation): Prerequisite {
  const member = situation.stackSetFor('member', accountId);
  const state = member ? situation.state(member, accountId) : 'standing';
  if (state === 'in-progress') return { later: 'the member stack is being deployed' };
  return state === 'inoperable' ? { obstacle: undefined } : { withRole: false };
}

function serviceLinkedRole(accountId: AccountId, situation: Situation): Prerequisite {
  const slr = situation.stackSetFor('slr', accountId);
  const look = situation.observed.accounts.get(accountId);
  if (!slr || !look?.seen || look.serviceLinkedRole !== false) return { withRole: false };
  switch (situation.state(slr, accountId)) {
    case 'missing':
    case 'failed':
      return { withRole: true };
    case 'in-progress':
      return { later: 'the service-linked role is being made' };
    case 'standing':
    case 'inoperable':
      return {
        obstacle: {
          accountId,
          region: slr.region,
          reason: `AWSServiceRoleForConfig is gone, though StackSet ${slr.name} made it`,
          instructions: `Run aws iam create-service-linked-role --aws-service-name config.amazonaws.com in the account.`,
        },
      };
  }
}

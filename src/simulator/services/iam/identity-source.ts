import { managedPolicyText } from '../../facts/managed-policies.js';
import { organizationSlot, pathOf } from '../organizations/state.js';
import { serviceControlLevels } from '../organizations/service-control.js';
import { accountOfArn, iamOf } from './state.js';
import type { IdentitySource, PolicyText } from '../../kernel/authorize.js';
import type { Caller, World } from '../../kernel/contract.js';
import type { RoleRecord, UserRecord } from './state.js';

/** What the kernel's authorizer asks of IAM and Organizations. */
export const identitySource: IdentitySource = {
  identityOf: (world, caller) => {
    const identity = identityRecord(world, caller);
    if (!identity) return undefined;
    const inline = Object.entries(identity.inline).map(([name, text]) => ({ name, text }));
    const attached = identity.attached
      .map((arn) => policyByArn(world, arn))
      .filter((policy) => policy !== undefined);
    const boundaryArn = 'permissionsBoundary' in identity ? identity.permissionsBoundary : undefined;
    const boundary = boundaryArn === undefined ? undefined : policyByArn(world, boundaryArn);
    return { policies: [...inline, ...attached], ...(boundary ? { boundary } : {}) };
  },
  // SCPs affect neither the management account nor service-linked roles:
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
  serviceControlOf: (world, caller) =>
    caller.principalArn.includes(':role/aws-service-role/')
      ? undefined
      : serviceControlLevels(world, caller.accountId),
  organizationOf: (world, accountId) => {
    for (const { value } of world.all(organizationSlot)) {
      if (value.accounts[accountId]) return { id: value.id, path: pathOf(value, accountId) };
    }
    return undefined;
  },
};

function identityRecord(world: World, caller: Caller): RoleRecord | UserRecord | undefined {
  const iam = iamOf(world, caller.accountId);
  const name = caller.principalArn.split('/').at(-1) ?? '';
  const record = caller.type === 'role' ? iam.roles[name] : iam.users[name];
  return record?.arn === caller.principalArn ? record : undefined;
}

/** A managed policy's text: AWS's own or the account's; undefined when it does not exist. */
export function policyByArn(world: World, arn: string): PolicyText | undefined {
  const accountId = accountOfArn(arn);
  const text = accountId === 'aws' ? managedPolicyText(arn) : iamOf(world, accountId).policies[arn]?.document;
  return text === undefined ? undefined : { name: arn, text };
}

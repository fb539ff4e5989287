import { managedPolicyText } from '../../facts/managed-policies.js';
import { organizationSlot, pathOf } from '../organizations/state.js';
import { serviceControlLevels } from '../organizations/service-control.js';
import { goneRolesAreUnknown } from './readings.js';
import { iamOf } from './state.js';
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
      .map((arn) => managedPolicy(arn))
      .filter((policy) => policy !== undefined);
    const boundaryArn = 'permissionsBoundary' in identity ? identity.permissionsBoundary : undefined;
    const boundary = boundaryArn === undefined ? undefined : managedPolicy(boundaryArn);
    return { policies: [...inline, ...attached], ...(boundary ? { boundary } : {}) };
  },
  isUnknown: (world, caller) =>
    caller.type === 'role' && goneRolesAreUnknown(world) && !identityRecord(world, caller),
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
  // One that was deleted and made again has another id, and nothing of what the first one had.
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  const isSame = record?.arn === caller.principalArn && caller.userId.split(':')[0] === record.id;
  return isSame ? record : undefined;
}

/** The text of one of AWS's managed policies; undefined when it does not exist. Accounts have none of their own here. */
export function managedPolicy(arn: string): PolicyText | undefined {
  const text = managedPolicyText(arn);
  return text === undefined ? undefined : { name: arn, text };
}

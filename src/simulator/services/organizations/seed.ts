import { createHash } from 'node:crypto';
import { seedReadings } from './readings.js';
import { organizationSlot } from './state.js';
import type { World } from '../../kernel/contract.js';
import type { WorldFile } from '../../world-file/schema.js';
import type { OrganizationState } from './state.js';

/** AWS attaches this policy to everything: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
const fullAccess = 'p-FullAWSAccess';

/** Fills in the organization: the tree, accounts, policies, trusted access and delegated administrators. */
export function seed(world: World, file: WorldFile): void {
  const { id, managementAccountId } = file.organization;
  seedReadings(world, file.organizations);
  const organization = world.state(organizationSlot, managementAccountId, 'global');
  organization.id = id;
  organization.managementAccountId = managementAccountId;
  organization.featureSet = file.organization.features === 'all' ? 'ALL' : 'CONSOLIDATED_BILLING';
  organization.rootId = `r-${digest(id, 4)}`;
  const now = world.clock.now();
  // What was there from the start is known everywhere.
  const before = now - 86_400_000;
  const arn = (kind: string, rest: string): string =>
    `arn:${world.partition}:organizations::${managementAccountId}:${kind}/${id}/${rest}`;

  const unitAt = (path: string): string => {
    if (path === '/') return organization.rootId;
    // Ids follow from the path, so that a world's ids stay what they were when accounts are added to it.
    const unitId = `ou-${organization.rootId.slice(2)}-${digest(`${id}${path}`, 8)}`;
    if (!organization.organizationalUnits[unitId]) {
      const cut = path.lastIndexOf('/');
      const parentId = unitAt(cut === 0 ? '/' : path.slice(0, cut));
      organization.organizationalUnits[unitId] = {
        id: unitId,
        arn: arn('ou', unitId),
        name: path.slice(cut + 1),
        parentId,
      };
    }
    return unitId;
  };
  for (const path of file.organizationalUnits) unitAt(path);
  for (const account of file.accounts) {
    organization.accounts[account.id] = {
      id: account.id,
      arn: arn('account', account.id),
      name: account.name,
      email: account.email ?? `aws+${account.id}@example.com`,
      joinedMethod: account.id === managementAccountId ? 'INVITED' : account.joined,
      joinedAt: now - 400 * 86_400_000,
      state: account.state,
      parentId: unitAt(account.ou),
    };
  }
  for (const service of file.trustedAccess) organization.trustedAccess[service] = { enabledAt: before };
  for (const { accountId, services } of file.delegatedAdministrators) {
    // An account may stand there more than once.
    const administrator = (organization.delegatedAdministrators[accountId] ??= {
      registeredAt: before,
      services: {},
    });
    for (const service of services) administrator.services[service] = { registeredAt: before };
  }
  seedPolicies(organization, file, unitAt, (policyId) => arn('policy', `service_control_policy/${policyId}`));
}

function seedPolicies(
  organization: OrganizationState,
  file: WorldFile,
  unitAt: (path: string) => string,
  arnOf: (policyId: string) => string,
): void {
  organization.policies[fullAccess] = {
    id: fullAccess,
    arn: `arn:aws:organizations::aws:policy/service_control_policy/${fullAccess}`,
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    content: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
    awsManaged: true,
  };
  for (const target of [
    organization.rootId,
    ...Object.keys(organization.organizationalUnits),
    ...Object.keys(organization.accounts),
  ]) {
    organization.attachments[target] = [fullAccess];
  }
  for (const { name, document, targets } of file.serviceControlPolicies) {
    const policyId = `p-${digest(`${organization.id}${name}`, 8)}`;
    organization.policies[policyId] = {
      id: policyId,
      arn: arnOf(policyId),
      name,
      description: '',
      awsManaged: false,
      content: typeof document === 'string' ? document : JSON.stringify(document),
    };
    for (const target of targets)
      (organization.attachments[target.startsWith('/') ? unitAt(target) : target] ??= []).push(policyId);
  }
}

/** `length` lower-case letters and digits that follow from the text. */
function digest(text: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString(36)
    .slice(0, length);
}

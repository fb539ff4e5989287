import { serviceLinkedRoles } from '../../facts/service-linked-roles.js';
import { ServiceError } from '../../kernel/contract.js';
import { seedReadings } from './readings.js';
import { addRole, serviceLinkedRole } from './roles.js';
import { iamOf } from './state.js';
import type { World } from '../../kernel/contract.js';
import type { WorldFile, WorldPolicy, WorldRole } from '../../world-file/schema.js';

/** Roles and users of every account: the organization's access role, those the file names, the principals, the administrator. */
export function seed(world: World, file: WorldFile): void {
  const { managementAccountId } = file.organization;
  seedReadings(world, file.iam);
  for (const account of file.accounts) {
    if (account.accessRole && account.joined === 'CREATED' && account.id !== managementAccountId) {
      plant(world, account.id, managementAccountId, {
        name: 'OrganizationAccountAccessRole',
        path: '/',
        trust: 'management',
        managedPolicies: ['AdministratorAccess'],
        policies: [],
      });
    }
    for (const role of account.roles) plant(world, account.id, managementAccountId, role);
    for (const service of account.serviceLinkedRoles) plantLinked(world, account.id, service);
  }
  for (const recorder of file.recorders) {
    if (recorder.roleArn === undefined) plantLinked(world, recorder.accountId, 'config.amazonaws.com');
  }
  for (const principal of Object.values(file.principals)) {
    if (principal.type === 'role')
      plant(world, principal.accountId, managementAccountId, { ...principal, path: '/', trust: 'account' });
    else plantUser(world, principal.accountId, principal.name, principal.managedPolicies, principal.policies);
  }
  plantUser(world, managementAccountId, administratorName, ['AdministratorAccess'], []);
}

/** The user behind the printed administrator keys. */
export const administratorName = 'simulator-administrator';

function plant(world: World, accountId: string, managementAccountId: string, role: WorldRole): void {
  const trusted = role.trust === 'management' ? managementAccountId : accountId;
  const trustPolicy =
    typeof role.trust === 'object'
      ? JSON.stringify(role.trust)
      : JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: `arn:${world.partition}:iam::${trusted}:root` },
              Action: 'sts:AssumeRole',
            },
          ],
        });
  const record = addRole(world, accountId, {
    name: role.name,
    path: role.path,
    trustPolicy,
    createdAt: before(world),
  });
  record.inline = inlineOf(role.policies);
  record.attached = role.managedPolicies.map((name) => `arn:${world.partition}:iam::aws:policy/${name}`);
}

/** A day before the world begins: what was there from the start is known everywhere. */
function before(world: World): number {
  return world.clock.now() - 86_400_000;
}

function plantLinked(world: World, accountId: string, service: string): void {
  const facts = serviceLinkedRoles[service];
  if (!facts)
    throw new ServiceError('InvalidWorld', `The simulator knows no service-linked role of ${service}.`);
  if (!iamOf(world, accountId).roles[facts.roleName]) serviceLinkedRole(world, accountId, service, facts);
}

function plantUser(
  world: World,
  accountId: string,
  name: string,
  managed: readonly string[],
  policies: readonly WorldPolicy[],
): void {
  iamOf(world, accountId).users[name] = {
    name,
    path: '/',
    arn: `arn:${world.partition}:iam::${accountId}:user/${name}`,
    id: `AIDA${world.random.hex(16).toUpperCase()}`,
    createdAt: world.clock.now(),
    inline: inlineOf(policies),
    attached: managed.map((policy) => `arn:${world.partition}:iam::aws:policy/${policy}`),
  };
}

/** Policy files have been read by now: what is text is the document itself. */
function inlineOf(policies: readonly WorldPolicy[]): Record<string, string> {
  return Object.fromEntries(
    policies.map((policy, index) => [
      `policy-${index + 1}`,
      typeof policy === 'string' ? policy : JSON.stringify(policy),
    ]),
  );
}

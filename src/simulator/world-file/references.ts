import { partitions } from '../facts/regions.js';
import { serviceLinkedRoles } from '../facts/service-linked-roles.js';
import { trustedServices } from '../facts/trusted-services.js';
import type { WorldFile } from './schema.js';

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What the schema can't see: names that must be known elsewhere in the file, or to the simulator. */
export function checkReferences(file: WorldFile): readonly Problem[] {
  const problems: Problem[] = [];
  const partition = partitions[file.organization.partition];
  const existing = new Set(file.regions ?? [...partition.always, ...partition.optIn]);
  const accounts = new Set<string>();
  const account = (id: string, path: Problem['path']): void => {
    if (!accounts.has(id)) problems.push({ path, message: `account ${id} is not in this world` });
  };
  const region = (name: string, path: Problem['path']): void => {
    if (!existing.has(name)) problems.push({ path, message: `Region ${name} is not in this world` });
  };
  for (const [index, name] of (file.regions ?? []).entries()) {
    if (![...partition.always, ...partition.optIn].includes(name))
      problems.push({
        path: ['regions', index],
        message: `the partition ${file.organization.partition} has no Region ${name}`,
      });
  }
  for (const [index, { id, optIn, serviceLinkedRoles: linked }] of file.accounts.entries()) {
    if (accounts.has(id))
      problems.push({ path: ['accounts', index, 'id'], message: `account ${id} is there twice` });
    accounts.add(id);
    for (const [at, name] of optIn.entries()) {
      if (!partition.optIn.includes(name))
        problems.push({ path: ['accounts', index, 'optIn', at], message: `${name} is not an opt-in Region` });
      else region(name, ['accounts', index, 'optIn', at]);
    }
    for (const [at, service] of linked.entries()) {
      if (!Object.hasOwn(serviceLinkedRoles, service))
        problems.push({
          path: ['accounts', index, 'serviceLinkedRoles', at],
          message: `the simulator knows no service-linked role of ${service}`,
        });
    }
  }
  account(file.organization.managementAccountId, ['organization', 'managementAccountId']);
  for (const [name, principal] of Object.entries(file.principals))
    account(principal.accountId, ['principals', name, 'accountId']);
  for (const [index, recorder] of file.recorders.entries()) {
    account(recorder.accountId, ['recorders', index, 'accountId']);
    region(recorder.region, ['recorders', index, 'region']);
  }
  for (const [index, rule] of file.rules.entries()) {
    account(rule.accountId, ['rules', index, 'accountId']);
    region(rule.region, ['rules', index, 'region']);
  }
  for (const [index, stackSet] of file.stackSets.entries())
    region(stackSet.region, ['stackSets', index, 'region']);
  for (const [index, bucket] of file.buckets.entries()) {
    account(bucket.accountId, ['buckets', index, 'accountId']);
    region(bucket.region, ['buckets', index, 'region']);
  }
  for (const [index, key] of file.keys.entries()) {
    account(key.accountId, ['keys', index, 'accountId']);
    region(key.region, ['keys', index, 'region']);
    if (key.id === undefined && key.timeline.length > 0)
      problems.push({ path: ['keys', index, 'timeline'], message: 'a key with a timeline needs an id' });
  }
  for (const [index, each] of file.functions.entries()) {
    account(each.accountId, ['functions', index, 'accountId']);
    region(each.region, ['functions', index, 'region']);
  }
  for (const [at, name] of (file.generate?.secrets?.regions ?? []).entries())
    region(name, ['generate', 'secrets', 'regions', at]);
  const names = new Set<string>();
  for (const [index, secret] of file.secrets.entries()) {
    account(secret.accountId, ['secrets', index, 'accountId']);
    region(secret.region, ['secrets', index, 'region']);
    const name = `${secret.accountId}/${secret.region}/${secret.name}`;
    if (names.has(name))
      problems.push({ path: ['secrets', index, 'name'], message: `secret ${secret.name} is there twice` });
    names.add(name);
  }
  for (const [index, { targets }] of file.serviceControlPolicies.entries()) {
    for (const [at, target] of targets.entries())
      if (!target.startsWith('/')) account(target, ['serviceControlPolicies', index, 'targets', at]);
  }
  for (const [index, service] of file.trustedAccess.entries()) {
    if (!Object.hasOwn(trustedServices, service))
      problems.push({
        path: ['trustedAccess', index],
        message: `${service} does not work with Organizations`,
      });
  }
  for (const [index, { accountId, services }] of file.delegatedAdministrators.entries()) {
    account(accountId, ['delegatedAdministrators', index, 'accountId']);
    for (const [at, service] of services.entries()) {
      if (trustedServices[service]?.delegatedAdministrators === undefined)
        problems.push({
          path: ['delegatedAdministrators', index, 'services', at],
          message: `${service} has no delegated administrators`,
        });
      else if (!file.trustedAccess.includes(service))
        problems.push({
          path: ['delegatedAdministrators', index, 'services', at],
          message: `${service} needs trusted access first`,
        });
    }
  }
  return problems;
}

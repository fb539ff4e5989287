import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PolicySyntax, parsePolicy } from '../iam-evaluator/document.js';
import { InvalidWorld } from './parse.js';
import type { WorldFile, WorldPolicy } from './schema.js';

/** Puts the content of policy files in the place of their names. Throws InvalidWorld that names every file it can't use. */
export function withPolicyFiles(file: WorldFile, policyRoot: string): WorldFile {
  const problems: string[] = [];
  const read = (policy: WorldPolicy): string => {
    let text: string;
    if (typeof policy !== 'string') text = JSON.stringify(policy);
    else {
      const path = resolve(policyRoot, policy);
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        problems.push(`policy file ${path}: ${(error as NodeJS.ErrnoException).code ?? 'can not be read'}`);
        return '';
      }
    }
    try {
      parsePolicy(text);
    } catch (error) {
      if (!(error instanceof PolicySyntax)) throw error;
      problems.push(
        `policy ${typeof policy === 'string' ? policy : JSON.stringify(policy).slice(0, 80)}: ${error.message}`,
      );
    }
    return text;
  };
  const result: WorldFile = {
    ...file,
    accounts: file.accounts.map((account) => ({
      ...account,
      roles: account.roles.map((role) => ({ ...role, policies: role.policies.map(read) })),
    })),
    principals: Object.fromEntries(
      Object.entries(file.principals).map(([name, principal]) => [
        name,
        { ...principal, policies: principal.policies.map(read) },
      ]),
    ),
    buckets: file.buckets.map((bucket) =>
      bucket.policy === undefined ? bucket : { ...bucket, policy: read(bucket.policy) },
    ),
    serviceControlPolicies: file.serviceControlPolicies.map((policy) => ({
      ...policy,
      document: read(policy.document),
    })),
  };
  if (problems.length > 0) throw new InvalidWorld('the world file', problems);
  return result;
}

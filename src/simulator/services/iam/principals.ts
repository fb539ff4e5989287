import { ServiceError } from '../../kernel/contract.js';
import { roleCaller, userCaller } from './callers.js';
import { administratorName } from './seed.js';
import { iamOf } from './state.js';
import type { Caller, World } from '../../kernel/contract.js';
import type { Credentials, CredentialStore } from '../../kernel/credentials.js';
import type { WorldFile } from '../../world-file/schema.js';

/** As long as a role session may last. */
const longestSession = 12 * 3600;

/** The keys to print: the administrator's, and each named principal's (a user's keys, or a session of the role). */
export function principalCredentials(
  world: World,
  file: WorldFile,
  store: CredentialStore,
): { readonly administrator: Credentials; readonly credentials: Readonly<Record<string, Credentials>> } {
  const issue = (caller: Caller): Credentials => {
    const { accessKeyId, secretAccessKey, sessionToken } =
      caller.type === 'role' ? store.issueSession(caller, longestSession) : store.issueAccessKey(caller);
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  };
  const callerOf = (accountId: string, type: 'user' | 'role', name: string): Caller => {
    const iam = iamOf(world, accountId);
    const role = iam.roles[name];
    const user = iam.users[name];
    if (type === 'role' && role) return roleCaller(role, name);
    if (type === 'user' && user) return userCaller(user);
    throw new ServiceError('InvalidWorld', `There is no ${type} ${name} in ${accountId}.`);
  };
  return {
    administrator: issue(callerOf(file.organization.managementAccountId, 'user', administratorName)),
    credentials: Object.fromEntries(
      Object.entries(file.principals).map(([name, { accountId, type, name: of }]) => [
        name,
        issue(callerOf(accountId, type, of)),
      ]),
    ),
  };
}

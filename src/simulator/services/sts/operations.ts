import { assumeRole } from './assume-role.js';
import { getCallerIdentity } from './get-caller-identity.js';
import type { Operation } from '../../kernel/contract.js';
import type { CredentialStore } from '../../kernel/credentials.js';

export function operations(credentials: CredentialStore): readonly Operation[] {
  return [assumeRole(credentials), getCallerIdentity];
}

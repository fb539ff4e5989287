import type { World } from '../../kernel/contract.js';
import { accountOfArn } from '../iam/state.js';
import type { RoleRecord } from '../iam/state.js';
import { trustsService } from '../iam/trust.js';
import { configPrincipal } from './facts.js';
import { sourceArn } from './identity.js';

/** Does the role's trust policy let AWS Config take it, for the role's own account in this Region? */
export function trustsConfig(world: World, role: RoleRecord, region: string): boolean {
  const accountId = accountOfArn(role.arn);
  const source = { accountId, arn: sourceArn(world, { accountId, region }) };
  return trustsService(world, role, configPrincipal, source, region);
}

import { parsePolicy } from '../../iam-evaluator/document.js';
import { evaluate } from '../../iam-evaluator/evaluate.js';
import { Context } from '../../iam-evaluator/request.js';
import type { World } from '../../kernel/contract.js';
import { accountOfArn } from '../iam/state.js';
import type { RoleRecord } from '../iam/state.js';
import { organizationOf, pathOf } from '../organizations/state.js';
import { configPrincipal } from './facts.js';
import { sourceArn } from './identity.js';

/** Does the role's trust policy let AWS Config take it, for the role's own account in this Region? */
export function trustsConfig(world: World, role: RoleRecord, region: string): boolean {
  const accountId = accountOfArn(role.arn);
  const organization = organizationOf(world);
  const member = organization.accounts[accountId] !== undefined;
  const decision = evaluate(
    {
      principal: { kind: 'service', name: configPrincipal },
      action: 'sts:AssumeRole',
      resource: role.arn,
      resourceAccountId: accountId,
      context: new Context([
        ['aws:SourceAccount', accountId],
        ['aws:SourceArn', sourceArn(world, { accountId, region })],
        ['aws:SourceOrgID', member ? organization.id : undefined],
        ['aws:SourceOrgPaths', member ? [pathOf(organization, accountId)] : undefined],
        ['aws:SecureTransport', 'true'],
        ['aws:RequestedRegion', region],
      ]),
    },
    { identity: [], resource: { name: 'trust policy', document: parsePolicy(role.trustPolicy) } },
  );
  return decision.allowed;
}

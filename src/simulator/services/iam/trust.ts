import { parsePolicy } from '../../iam-evaluator/document.js';
import { evaluate } from '../../iam-evaluator/evaluate.js';
import { Context } from '../../iam-evaluator/request.js';
import type { World } from '../../kernel/contract.js';
import { organizationOf, pathOf } from '../organizations/state.js';
import { accountOfArn } from './state.js';
import type { RoleRecord } from './state.js';

/** Does the role's trust policy let a service take it, on behalf of a resource (`source`), in this Region? */
export function trustsService(
  world: World,
  role: RoleRecord,
  service: string,
  source: { readonly accountId: string; readonly arn: string },
  region: string,
): boolean {
  const organization = organizationOf(world);
  const member = organization.accounts[source.accountId] !== undefined;
  const decision = evaluate(
    {
      principal: { kind: 'service', name: service },
      action: 'sts:AssumeRole',
      resource: role.arn,
      resourceAccountId: accountOfArn(role.arn),
      context: new Context([
        ['aws:SourceAccount', source.accountId],
        ['aws:SourceArn', source.arn],
        ['aws:SourceOrgID', member ? organization.id : undefined],
        ['aws:SourceOrgPaths', member ? [pathOf(organization, source.accountId)] : undefined],
        ['aws:SecureTransport', 'true'],
        ['aws:RequestedRegion', region],
      ]),
    },
    { identity: [], resource: { name: 'trust policy', document: parsePolicy(role.trustPolicy) } },
  );
  return decision.allowed;
}

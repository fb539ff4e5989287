import { ancestorsOf, pathOf } from './state.js';
import type { Shape } from '../../kernel/contract.js';
import type { MemberAccount, OrganizationState, OrganizationalUnit, OrganizationPolicy } from './state.js';

/** Answers carry `Status` until this day, and `State` alone from then on (API model, shape Account). */
const statusRetiredAt = Date.UTC(2026, 8, 9);

/** An account as the API shows it at the given time. */
export function accountShape(organization: OrganizationState, account: MemberAccount, now: number): Shape {
  return {
    Id: account.id,
    Arn: account.arn,
    Email: account.email,
    Name: account.name,
    ...(now < statusRetiredAt ? { Status: oldStatus(account) } : {}),
    State: account.state,
    Paths: [`${pathOf(organization, account.id)}${account.id}/`],
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: new Date(account.joinedAt),
  };
}

/** The three values that `Status` knew. */
function oldStatus(account: MemberAccount): string {
  if (account.state === 'CLOSED') return 'SUSPENDED';
  return account.state === 'PENDING_ACTIVATION' ? 'ACTIVE' : account.state;
}

export function unitShape(organization: OrganizationState, unit: OrganizationalUnit): Shape {
  const path = [organization.id, ...[...ancestorsOf(organization, unit.id)].reverse(), unit.id, ''].join('/');
  return { Id: unit.id, Arn: unit.arn, Name: unit.name, Path: path };
}

export function policySummary(policy: OrganizationPolicy): Shape {
  return {
    Id: policy.id,
    Arn: policy.arn,
    Name: policy.name,
    Description: policy.description,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: policy.awsManaged,
  };
}

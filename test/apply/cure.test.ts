import { expect } from 'chai';
import { cureOf } from '../../src/apply/cure.js';
import type { Action } from '../../src/model/plan.js';

const region = 'mx-central-1';
const refused =
  'ResourceLogicalId:SecretUnusedRule, ResourceType:AWS::Config::ConfigRule, ResourceStatusReason:The sourceIdentifier SECRETSMANAGER_SECRET_UNUSED is invalid. Please refer to the documentation. (Service: AmazonConfig; Status Code: 400).';

function failed(kind: string, reason: string, permissionModel = 'SERVICE_MANAGED') {
  const action = { type: 'create-instances', stackSet: { kind, permissionModel } } as unknown as Action;
  return cureOf({ action }, { accountId: '111111111111', region, reason });
}

describe('what may cure a failure', () => {
  it('is leaving out a rule that AWS Config does not take in the Region, in its own words', () => {
    expect(failed('rules', refused)).to.deep.equal({
      by: 'leaving-out',
      refusal: {
        region,
        rule: 'secretsmanager-secret-unused',
        reason: 'The sourceIdentifier SECRETSMANAGER_SECRET_UNUSED is invalid.',
      },
    });
  });

  it('is nothing where the rule is none of ours, or the stack no stack of rules', () => {
    expect(failed('rules', refused.replace('SECRETSMANAGER_SECRET_UNUSED', 'S3_BUCKET_LOGGING'))).to.equal(
      undefined,
    );
    expect(failed('recorder', refused)).to.equal(undefined);
  });

  for (const reason of [
    'OptInRequired: The AWS Access Key Id needs a subscription for the service',
    'STS is not activated in this region for account:111111111111.',
    'The security token included in the request is invalid (Error Code: UnrecognizedClientException)',
  ])
    it(`is time where AWS is still setting an account up: ${reason.slice(0, 40)}…`, () => {
      expect(failed('member', reason)).to.deep.equal({ by: 'time' });
    });

  it('is time where StackSets does not know the trusted access yet that was activated', () => {
    const off =
      'ValidationError: You must enable organizations access to operate a service managed stack set';
    expect(failed('member', off)).to.deep.equal({ by: 'time', after: 'activate-stacksets-access' });
  });

  it('is time where StackSets does not know the roles yet that were made for it in the management account', () => {
    const unknown =
      "Account 111111111111 should have 'orgsecrets-stackset-administration' role with trust relationship to CloudFormation service.";
    expect(failed('member', unknown, 'SELF_MANAGED')).to.deep.equal({ by: 'time', after: 'deploy-stack' });
    expect(failed('member', unknown)).to.equal(undefined);
  });

  it('is nothing where a deletion is refused in that way: something stands there, so the Region was disabled', () => {
    const action = { type: 'delete-instances', stackSet: { kind: 'rules' } } as unknown as Action;
    const reason = 'STS is not activated in this region for account:111111111111.';
    expect(cureOf({ action }, { accountId: '111111111111', region, reason })).to.equal(undefined);
  });

  it('is nothing where a policy denies', () => {
    expect(failed('member', 'User: x is not authorized to perform: iam:CreateRole')).to.equal(undefined);
  });
});

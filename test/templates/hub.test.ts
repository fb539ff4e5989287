import { expect } from 'chai';
import { asList, loadTemplate, statements } from './load.js';

const { Resources: resources } = loadTemplate('hub.yaml');

function policyOf(name: string) {
  const properties = resources[name]?.Properties ?? {};
  return statements(properties.PolicyDocument ?? properties.KeyPolicy ?? properties.Statement);
}

describe('the hub', () => {
  it('has a bucket that is private, encrypted, versioned, owned by its account and tidied up', () => {
    const bucket = resources.Bucket?.Properties ?? {};
    expect(bucket.PublicAccessBlockConfiguration).to.deep.equal({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(JSON.stringify(bucket.BucketEncryption)).to.contain('AES256');
    expect(bucket.VersioningConfiguration).to.deep.equal({ Status: 'Enabled' });
    expect(JSON.stringify(bucket.OwnershipControls)).to.contain('BucketOwnerEnforced');
    expect(bucket).to.have.property('LifecycleConfiguration');
  });

  it('refuses everything that does not come by TLS', () => {
    for (const name of ['BucketPolicy', 'TopicPolicy']) {
      const deny = policyOf(name).find((statement) => statement.Effect === 'Deny');
      expect(deny?.Condition, name).to.deep.equal({ Bool: { 'aws:SecureTransport': 'false' } });
      expect(deny?.Principal, name).to.equal('*');
    }
  });

  it('takes deliveries of AWS Config with and without an ACL header', () => {
    const deliver = policyOf('BucketPolicy').find((statement) => statement.Sid === 'ConfigDelivers');
    expect(deliver?.Principal).to.deep.equal({ Service: 'config.amazonaws.com' });
    expect(JSON.stringify(deliver?.Condition)).to.not.contain('acl');
  });

  it('trusts the organization or a list of accounts, as DeliveryTrust says', () => {
    for (const sid of ['ConfigFindsBucket', 'ConfigDelivers']) {
      expect(policyOf('BucketPolicy').find((s) => s.Sid === sid)?.Condition, sid).to.deep.equal({
        StringEquals: {
          'Fn::If': [
            'TrustOrganization',
            { 'aws:SourceOrgID': { Ref: 'OrganizationId' } },
            { 'aws:SourceAccount': { Ref: 'DeliveryAccountIds' } },
          ],
        },
      });
    }
  });

  it('admits nobody without a condition that keeps strangers out', () => {
    for (const name of ['BucketPolicy', 'TopicPolicy', 'BusPolicy']) {
      const open = policyOf(name).filter(
        (s) => s.Effect === 'Allow' && JSON.stringify(s.Principal).includes('"*"'),
      );
      for (const statement of open) {
        expect(JSON.stringify(statement.Condition), `${name} ${statement.Sid}`).to.contain(
          '"aws:PrincipalOrgID"',
        );
      }
    }
  });

  it("keeps a dedicated recorder's role in the folder of its own account", () => {
    const deliver = policyOf('BucketPolicy').find((statement) => statement.Sid === 'RecorderRolesDeliver');
    expect(JSON.stringify(deliver?.Resource)).to.contain('/AWSLogs/${!aws:PrincipalAccount}/Config/*');
    expect(JSON.stringify(deliver?.Condition)).to.contain('role/${Prefix}-recorder');
  });

  it('lets only the rules of its own bus publish, through a role', () => {
    const allow = policyOf('TopicPolicy').filter((statement) => statement.Effect === 'Allow');
    expect(allow.map((statement) => statement.Principal)).to.deep.equal([
      { AWS: { 'Fn::GetAtt': 'NotifyRole.Arn' } },
    ]);
    expect(asList(allow[0]?.Action)).to.deep.equal(['sns:Publish']);
    const trust = JSON.stringify(resources.NotifyRole?.Properties?.AssumeRolePolicyDocument);
    expect(trust).to.contain(':rule/${Prefix}/${Prefix}-notify-*');
  });
});

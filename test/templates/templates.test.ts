import { expect } from 'chai';
import { ruleNames } from '../../src/model/catalog.js';
import { loadTemplate, objects, templateFiles, templateText } from './load.js';
import type { Resource } from './load.js';

/** What src/desired passes, by template: the two sides must agree, or CloudFormation refuses the stack. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  'member.yaml': [
    ...[
      'Prefix',
      'CallerAccountId',
      'CallerPrincipals',
      'HubBusArns',
      'RecorderRole',
      'ExtendRole',
      'BucketName',
    ],
    ...['BucketKeyPrefix', 'OtherBucketArns', 'OtherHistoryArns', 'OrganizationId'],
  ],
  'slr.yaml': [],
  'recorder.yaml': ['Prefix', 'RecorderRole', 'ResourceTypes', 'Frequency', 'BucketName', 'BucketKeyPrefix'],
  'rules.yaml': [
    ...[
      'RotationEnabledCheck',
      'ScheduledRotationSuccessCheck',
      'SecretPeriodicRotation',
      'SecretUnused',
      'UsingCmk',
    ],
    ...['MaximumAllowedRotationFrequency', 'MaximumAllowedRotationFrequencyInHours', 'MaxDaysSinceRotation'],
    ...['UnusedForDays', 'KmsKeyArns', 'PeriodicRotationFrequency', 'UnusedFrequency'],
  ],
  'forward.yaml': ['Prefix', 'HubBusArn'],
  'hub.yaml': [
    ...['Prefix', 'OrganizationId', 'CreateBucket', 'BucketName', 'BucketKeyPrefix', 'DeliveryTrust'],
    ...['DeliveryAccountIds', 'RecorderRole', 'CallerAccountId', 'CallerPrincipals', 'Notifications'],
    'OtherTopicArns',
    ...['RebuildDelivery', 'RebuildNotifications', 'RebuildAggregation'],
    ...['RebuildBucket', 'RebuildBus', 'RebuildTopic'],
  ],
  'notify.yaml': ['Prefix', 'OrganizationId'],
  'bucket.yaml': [
    ...['Prefix', 'OrganizationId', 'CreateBucket', 'BucketName', 'BucketKeyPrefix', 'DeliveryTrust'],
    ...['DeliveryAccountIds', 'RecorderRole'],
  ],
  'management-roles.yaml': ['Prefix', 'OrganizationId', 'ServicePrincipals'],
};

function resourcesOf(file: string, type: string): Resource[] {
  return Object.values(loadTemplate(file).Resources).filter((resource) => resource.Type === type);
}

describe('templates', () => {
  it('are the nine that the product deploys', () => {
    expect([...templateFiles].sort()).to.deep.equal(Object.keys(parameters).sort());
  });

  for (const file of templateFiles) {
    describe(file, () => {
      const template = loadTemplate(file);
      const text = templateText(file);

      it('takes exactly the parameters of the contract, each with a description and a limit to its values', () => {
        const declared = template.Parameters ?? {};
        expect(Object.keys(declared)).to.have.members([...(parameters[file] ?? [])]);
        for (const [name, parameter] of Object.entries(declared)) {
          expect(parameter.Description, name).to.be.a('string').that.is.not.empty;
          expect(parameter.AllowedPattern ?? parameter.AllowedValues, name).to.not.equal(undefined);
        }
      });

      it('fits into a TemplateBody and can go into a service-managed StackSet: no transform, no macro, no nesting', () => {
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        expect(Buffer.byteLength(text)).to.be.below(51_200);
        expect(template).to.not.have.property('Transform');
        expect(text).to.not.contain('Fn::Transform').and.to.not.contain('Fn::ForEach');
        for (const resource of Object.values(template.Resources)) {
          expect(resource.Type).to.not.match(/^(AWS::CloudFormation::|Custom::|AWS::Serverless::)/);
        }
      });

      it('says what it is for', () => {
        expect(template.Description).to.match(/^orgsecrets: /);
        // The limit of a description: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-description-structure.html
        expect(Buffer.byteLength(template.Description)).to.be.at.most(1024);
      });

      it('names no partition', () => {
        expect(text).to.not.match(/arn:aws/);
      });
    });
  }

  it('leave recorder and channel to CloudFormation to make together: neither waits for the other', () => {
    const { Recorder, Channel } = loadTemplate('recorder.yaml').Resources;
    expect(Recorder?.Type).to.equal('AWS::Config::ConfigurationRecorder');
    expect(Channel?.Type).to.equal('AWS::Config::DeliveryChannel');
    for (const resource of [Recorder, Channel]) expect(resource).to.not.have.property('DependsOn');
    const references = [...objects([Recorder, Channel])].flatMap((object) => [
      object.Ref,
      object['Fn::GetAtt'],
    ]);
    expect(references).to.not.include.members(['Recorder']).and.to.not.include.members(['Channel']);
    expect([Recorder?.Properties?.Name, Channel?.Properties?.Name]).to.deep.equal([
      'orgsecrets',
      'orgsecrets',
    ]);
  });

  it('give the five rules the names and identifiers of AWS', () => {
    const rules = resourcesOf('rules.yaml', 'AWS::Config::ConfigRule').map((rule) => rule.Properties ?? {});
    expect(rules.map((rule) => rule.ConfigRuleName)).to.have.members([...ruleNames]);
    for (const rule of rules) {
      const identifier = String(rule.ConfigRuleName).toUpperCase().replaceAll('-', '_');
      expect(rule.Source).to.deep.equal({ Owner: 'AWS', SourceIdentifier: identifier });
    }
  });

  it('keep the service-linked role and the bucket when their stacks go, and not the policy of the bucket', () => {
    expect(loadTemplate('slr.yaml').Resources.ServiceLinkedRole?.DeletionPolicy).to.equal('Retain');
    const { Bucket, BucketPolicy } = loadTemplate('hub.yaml').Resources;
    expect(Bucket?.DeletionPolicy).to.equal('RetainExceptOnCreate');
    expect(Bucket?.UpdateReplacePolicy).to.equal('Retain');
    // A later stack can give the bucket a policy only where it has none.
    expect(BucketPolicy?.DeletionPolicy).to.equal('Delete');
  });
});

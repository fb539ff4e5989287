import type { Shape } from '../../../../src/simulator/kernel/contract.js';
import { administrator, linkedRoleArn } from '../../config/support/world.js';
import { bucket } from '../../config/support/bucket.js';

/** Where the stack of all types stands. */
export const place = administrator;

const document = (Action: string, Resource: unknown, more: Shape = {}): Shape => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
});

const root = { AWS: `arn:aws:iam::${place}:root` };

/** One of each type that CloudFormation makes here, with what a template usually says of it. */
export const everything: Readonly<Record<string, Shape>> = {
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'reader',
      Description: 'reads',
      MaxSessionDuration: '3600',
      Tags: [{ Key: 'owner', Value: 'us' }],
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: root, Action: 'sts:AssumeRole' }],
      },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations'],
      Policies: [{ PolicyName: 'read', PolicyDocument: document('s3:GetObject', '*') }],
    },
  },
  ForwardRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'forward',
      State: 'ENABLED',
      EventPattern: { source: ['aws.config'], detail: { messageType: ['ComplianceChangeNotification'] } },
      Targets: [{ Id: 'topic', Arn: { Ref: 'Topic' } }],
    },
  },
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'central', Description: 'takes all' } },
  BusPolicy: {
    Type: 'AWS::Events::EventBusPolicy',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      StatementId: 'Organization',
      Statement: {
        Effect: 'Allow',
        Principal: '*',
        Action: 'events:PutEvents',
        Resource: { 'Fn::GetAtt': ['Bus', 'Arn'] },
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      },
    },
  },
  Key: {
    Type: 'AWS::KMS::Key',
    Properties: {
      Description: 'of the topic',
      EnableKeyRotation: true,
      PendingWindowInDays: 7,
      KeyPolicy: document('kms:*', '*', { Principal: root }),
    },
  },
  Alias: {
    Type: 'AWS::KMS::Alias',
    Properties: { AliasName: 'alias/topic', TargetKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } },
  },
  Topic: {
    Type: 'AWS::SNS::Topic',
    Properties: {
      TopicName: 'central',
      DisplayName: 'orgsecrets',
      KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
    },
  },
  TopicPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'Topic' }],
      PolicyDocument: document('sns:Publish', { Ref: 'Topic' }, { Principal: root }),
    },
  },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'history-of-all',
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [{ Id: 'old', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 365 } }],
      },
    },
  },
  BucketPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: document('s3:GetObject', 'arn:aws:s3:::history-of-all/*', { Principal: root }),
    },
  },
  Recorder: {
    Type: 'AWS::Config::ConfigurationRecorder',
    Properties: {
      Name: 'orgsecrets',
      RoleARN: linkedRoleArn(place),
      RecordingGroup: { AllSupported: false, ResourceTypes: ['AWS::SecretsManager::Secret'] },
    },
  },
  Channel: {
    Type: 'AWS::Config::DeliveryChannel',
    Properties: { Name: 'orgsecrets', S3BucketName: bucket },
  },
  Rule: {
    Type: 'AWS::Config::ConfigRule',
    DependsOn: 'Recorder',
    Properties: {
      ConfigRuleName: 'secretsmanager-secret-unused',
      Description: 'unused',
      InputParameters: { unusedForDays: 30 },
      MaximumExecutionFrequency: 'TwentyFour_Hours',
      Source: { Owner: 'AWS', SourceIdentifier: 'SECRETSMANAGER_SECRET_UNUSED' },
    },
  },
  Aggregator: {
    Type: 'AWS::Config::ConfigurationAggregator',
    Properties: {
      ConfigurationAggregatorName: 'all',
      AccountAggregationSources: [{ AccountIds: [place], AwsRegions: ['eu-central-1', 'us-east-1'] }],
    },
  },
};

import type { CallRecord } from '../../kernel/call-log.js';
import type { ServiceName } from '../../kernel/contract.js';

export interface TrailResource {
  readonly ResourceType: string;
  readonly ResourceName: string;
}

/** Members of requests that name a resource, by service: the first that is there. */
const named: Partial<Record<ServiceName | 'secretsmanager', readonly (readonly [string, string])[]>> = {
  secretsmanager: [
    ['SecretId', 'AWS::SecretsManager::Secret'],
    ['Name', 'AWS::SecretsManager::Secret'],
  ],
  kms: [
    ['KeyId', 'AWS::KMS::Key'],
    ['TargetKeyId', 'AWS::KMS::Key'],
  ],
  iam: [['RoleName', 'AWS::IAM::Role']],
  s3: [['Bucket', 'AWS::S3::Bucket']],
  sns: [['TopicArn', 'AWS::SNS::Topic']],
  cloudformation: [
    ['StackSetName', 'AWS::CloudFormation::StackSet'],
    ['StackName', 'AWS::CloudFormation::Stack'],
  ],
};

/** What an event concerns, under the name that the request gave it: an ARN where it named an ARN. That it is so is assumed. */
export function resourcesOf({ service, input }: CallRecord): readonly TrailResource[] {
  const found = (named[service] ?? []).find(([member]) => typeof input[member] === 'string');
  if (found === undefined) return [];
  const [member, ResourceType] = found;
  return [{ ResourceType, ResourceName: input[member] as string }];
}

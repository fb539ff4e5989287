import type { LambdaFunction } from '../../lambda/state.js';
import type { Description } from './types.js';

/**
 * A function as AWS Config describes it, as far as the simulator knows it. Members: the published schema,
 * https://github.com/awslabs/aws-config-resource-schema, AWS::Lambda::Function. Relationships: resource-config-reference, AWS
 * Lambda.
 */
export function describeFunction(of: LambdaFunction): Description {
  const role = of.roleArn.split('/').at(-1) ?? '';
  return {
    arn: of.arn,
    name: of.name,
    tags: of.tags,
    relationships: [
      {
        resourceType: 'AWS::IAM::Role',
        resourceName: role,
        relationshipName: 'Is associated with ',
      },
    ],
    configuration: {
      functionName: of.name,
      functionArn: of.arn,
      description: of.description,
      runtime: of.runtime,
      handler: of.handler,
      role: of.roleArn,
      memorySize: of.memory,
      timeout: of.timeout,
      lastModified: new Date(of.lastModifiedAt).toISOString(),
      codeSha256: of.codeSha256,
      revisionId: of.revisionId,
      version: '$LATEST',
      packageType: 'Zip',
      state: { value: 'Active' },
    },
  };
}

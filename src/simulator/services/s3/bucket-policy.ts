import { parsePolicy, PolicySyntax } from '../../iam-evaluator/document.js';
import type { Statement } from '../../iam-evaluator/document.js';
import { ServiceError } from '../../kernel/contract.js';

const maximumBytes = 20_480;

/**
 * Refuses what S3 refuses as a bucket policy: bad syntax, more than 20 KB, a statement on another bucket or with no principal.
 * @throws ServiceError MalformedPolicy
 */
export function checkBucketPolicy(policy: string, bucketArn: string): readonly Statement[] {
  if (Buffer.byteLength(policy) > maximumBytes)
    throw malformed('Normalized policy document exceeds the maximum allowed size');
  const { statements } = parse(policy);
  for (const statement of statements) {
    if (statement.principals === undefined) throw malformed('Missing required field Principal');
    if (statement.resources === undefined) throw malformed('Missing required field Resource');
    const foreign = statement.resources.patterns.find((pattern) => !reaches(pattern, bucketArn));
    if (foreign !== undefined) throw malformed('Policy has invalid resource');
  }
  return statements;
}

function reaches(pattern: string, bucketArn: string): boolean {
  return (
    pattern === '*' ||
    pattern === bucketArn ||
    pattern.startsWith(`${bucketArn}/`) ||
    pattern === `${bucketArn}*`
  );
}

function parse(policy: string): { readonly statements: readonly Statement[] } {
  try {
    return parsePolicy(policy);
  } catch (error) {
    if (!(error instanceof PolicySyntax)) throw error;
    throw malformed(error.message);
  }
}

/** Keys that, with fixed values, keep a policy for everybody from being public. */
const limiting = new Set(
  [
    'aws:SourceIp',
    'aws:SourceArn',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:SourceOwner',
    'aws:SourceAccount',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:userid',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    's3:DataAccessPointArn',
    's3:DataAccessPointAccount',
  ].map((key) => key.toLowerCase()),
);

/** Does a policy let everybody in? https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
export function isPublic(statements: readonly Statement[]): boolean {
  return statements.some(
    ({ effect, principals, conditions }) =>
      effect === 'Allow' &&
      principals !== undefined &&
      (principals.everybody || principals.inverted) &&
      !Object.values(conditions).some((keys) =>
        Object.keys(keys).some((key) => limiting.has(key.toLowerCase())),
      ),
  );
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicy', message);
}

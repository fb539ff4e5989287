/** A session policy that leaves a stand-in nothing but these actions; a role may be passed to AWS Config alone. */
export function sessionPolicy(actions: readonly string[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: actions.map((action) => ({
      Effect: 'Allow',
      Action: action,
      Resource: '*',
      ...(action === 'iam:PassRole'
        ? { Condition: { StringEquals: { 'iam:PassedToService': 'config.amazonaws.com' } } }
        : {}),
    })),
  });
}

/** On one bucket: to see what is in it, and whose it is; to empty it and to delete it. */
const bucketActions = {
  bucket: ['s3:DeleteBucket', 's3:GetBucketTagging', 's3:ListBucketVersions'],
  // The API asks for the first of these too where a version is named. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
  objects: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
} as const;

/** A session policy that leaves a stand-in nothing but one bucket. */
export function bucketSessionPolicy(partition: string, bucket: string): string {
  const arn = `arn:${partition}:s3:::${bucket}`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Bucket', Effect: 'Allow', Action: bucketActions.bucket, Resource: arn },
      { Sid: 'Objects', Effect: 'Allow', Action: bucketActions.objects, Resource: `${arn}/*` },
    ],
  });
}

/**
 * The path with the bucket in it, whichever way S3 was addressed: `bucket.127.0.0.1:1234/key`, `bucket.localhost/key`
 * and `bucket.s3.eu-west-1.amazonaws.com/key` become `/bucket/key`.
 */
export function virtualHostPath(host: string, path: string): string {
  const name = host.replace(/:\d+$/, '');
  const bucket = /^(.+)\.(?:localhost|127\.0\.0\.1|s3[.-].*amazonaws\.com.*)$/.exec(name)?.[1];
  return bucket === undefined ? path : `/${bucket}${path}`;
}

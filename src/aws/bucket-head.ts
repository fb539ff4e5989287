import http from 'node:http';
import https from 'node:https';
import { OrgSecretsError } from '../model/errors.js';
import type { RegionName } from '../model/target.js';

/** Where S3 is asked, and through which connections. */
export interface BucketQuestion {
  /** An endpoint from the environment; `undefined`: AWS's own. */
  readonly endpoint: string | undefined;
  readonly partition: string;
  readonly region: RegionName;
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
}

const timeout = 10_000;

/**
 * Does a bucket of this name exist, in anybody's account? Asked without a signature, which needs no permission: AWS
 * answers 404 where there is none, and else 200, 301 or 403.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
 *
 * @throws OrgSecretsError AwsUnavailable.
 */
export async function bucketExists(name: string, question: BucketQuestion): Promise<boolean> {
  const url = bucketUrl(name, question);
  const status = await head(url, question);
  if (status === 404) return false;
  if (status < 500) return true;
  throw unavailable(url, `answered ${status}`);
}

function bucketUrl(name: string, { endpoint, partition, region }: BucketQuestion): URL {
  if (endpoint !== undefined) return new URL(`/${name}`, endpoint);
  // https://docs.aws.amazon.com/general/latest/gr/s3.html; of the European sovereign cloud: SDK's partitions.json.
  const suffixes: Readonly<Record<string, string>> = {
    'aws-cn': 'amazonaws.com.cn',
    'aws-eusc': 'amazonaws.eu',
  };
  return new URL(`https://${name}.s3.${region}.${suffixes[partition] ?? 'amazonaws.com'}/`);
}

function head(url: URL, { httpAgent, httpsAgent }: BucketQuestion): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'HEAD', timeout };
    const request =
      url.protocol === 'http:'
        ? http.request(url, { ...options, agent: httpAgent })
        : https.request(url, { ...options, agent: httpsAgent });
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 500);
    });
    request.once('timeout', () => request.destroy(unavailable(url, 'did not answer in time')));
    request.once('error', (error) =>
      reject(error instanceof OrgSecretsError ? error : unavailable(url, error.message, error)),
    );
    request.end();
  });
}

function unavailable(url: URL, what: string, cause?: unknown): OrgSecretsError {
  return new OrgSecretsError('AwsUnavailable', `S3 at ${url.host}: ${what}.`, {
    fault: 'aws',
    instructions: 'Check the network (HTTPS_PROXY, NO_PROXY, AWS_ENDPOINT_URL), then run again.',
    cause,
  });
}

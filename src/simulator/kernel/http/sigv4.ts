import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { header } from './request.js';
import type { HttpRequest } from './request.js';

/* Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */

/** The Authorization header, taken apart. */
export interface Authorization {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Undefined when the request is not signed with a SigV4 header. */
export function parseAuthorization(request: HttpRequest): Authorization | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header(request.headers, 'authorization'),
    );
  if (!match) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] =
    match;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature };
}

/** Was the request signed with this secret? */
export function signatureMatches(
  request: HttpRequest,
  authorization: Authorization,
  secretAccessKey: string,
): boolean {
  const { date, region, service } = authorization;
  const canonical = canonicalRequest(request, authorization);
  const toSign = [
    'AWS4-HMAC-SHA256',
    header(request.headers, 'x-amz-date'),
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonical),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${secretAccessKey}`, 'utf8'),
  );
  return timingSafeEqual(hmac(key, toSign), Buffer.from(authorization.signature, 'hex'));
}

/** When the request says it was signed, in ms since the epoch; NaN when it does not say. */
export function signedAt(request: HttpRequest): number {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(header(request.headers, 'x-amz-date'));
  return match
    ? Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`)
    : Number.NaN;
}

function canonicalRequest(request: HttpRequest, { service, signedHeaders }: Authorization): string {
  // S3 signs the path as it is sent; every other service encodes it once more.
  const path = service === 's3' ? request.path : request.path.split('/').map(encode).join('/');
  const query = request.query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signedHeaders
    .map((name) => `${name}:${header(request.headers, name).trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  const stated = header(request.headers, 'x-amz-content-sha256');
  const payload = stated !== '' && service === 's3' ? stated : sha256(request.body);
  return [request.method, path, query, headers, signedHeaders.join(';'), payload].join('\n');
}

/** Percent-encoding as RFC 3986 has it. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect } from 'chai';
import fc from 'fast-check';
import { virtualHostPath } from '../../../src/simulator/kernel/http/virtual-host.js';
import { parseAuthorization, signatureMatches, signedAt } from '../../../src/simulator/kernel/http/sigv4.js';
import type { HttpRequest } from '../../../src/simulator/kernel/http/request.js';

/** The hash that the signer asks for. */
class Sha256 {
  readonly #hash: { update(data: Uint8Array | string): unknown; digest(): Buffer };
  constructor(secret?: Uint8Array | string) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };

/** A request signed by the SDK's own signer, as the server receives it. */
async function signed(
  service: string,
  path: string,
  query: Record<string, string>,
  body: string,
): Promise<HttpRequest> {
  const signer = new SignatureV4({
    credentials,
    region: 'eu-west-1',
    service,
    sha256: Sha256 as never,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  });
  const request = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    port: 1,
    path,
    query,
    headers: { host: '127.0.0.1:1', 'content-type': 'text/plain' },
    body,
  });
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { method: 'POST', path, query: Object.entries(query), headers, body: Buffer.from(body) };
}

const matches = (request: HttpRequest): boolean =>
  signatureMatches(request, parseAuthorization(request)!, credentials.secretAccessKey);
const segment = fc
  .stringMatching(/^[A-Za-z0-9 ü+*'()!,;:=@_.~-]{1,12}$/)
  // The signer keeps a query in a plain object, which has no room for `__proto__`.
  .filter((text) => text !== '.' && text !== '..' && text !== '__proto__');

describe('simulator: signatures', () => {
  for (const service of ['account', 's3']) {
    it(`of the SDK are accepted for ${service}, and for nothing that was changed on the way`, async () => {
      const path = fc
        .array(segment, { maxLength: 4 })
        .map((parts) => `/${parts.map(encodeURIComponent).join('/')}`);
      await fc.assert(
        fc.asyncProperty(
          path,
          fc.dictionary(segment, segment, { maxKeys: 3 }),
          fc.string(),
          async (at, query, body) => {
            const request = await signed(service, at, query, body);
            expect(matches(request)).to.equal(true);
            expect(
              matches({
                ...request,
                body: Buffer.from(`${body}x`),
                headers:
                  service === 's3' ? { ...request.headers, 'x-amz-content-sha256': 'x' } : request.headers,
              }),
            ).to.equal(false);
            expect(matches({ ...request, path: `${at}x` })).to.equal(false);
            expect(matches({ ...request, method: 'PUT' })).to.equal(false);
            expect(matches({ ...request, query: [...request.query, ['more', '']] })).to.equal(false);
            expect(signatureMatches(request, parseAuthorization(request)!, 'another')).to.equal(false);
          },
        ),
        { numRuns: 50 },
      );
    });
  }

  it('say when, for whom and where', async () => {
    const request = await signed('account', '/', {}, '');
    expect(parseAuthorization(request)).to.include({
      accessKeyId: 'AKIAEXAMPLE',
      region: 'eu-west-1',
      service: 'account',
    });
    expect(Math.abs(Date.now() - signedAt(request))).to.be.lessThan(5000);
    expect(parseAuthorization({ ...request, headers: { authorization: 'Bearer x' } })).to.equal(undefined);
  });
});

describe('simulator: buckets in the host name', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['127.0.0.1:4566', '/bucket/key', '/bucket/key'],
    ['bucket.127.0.0.1:4566', '/key', '/bucket/key'],
    ['my.bucket.localhost:4566', '/', '/my.bucket/'],
    ['bucket.s3.eu-west-1.amazonaws.com', '/a/b', '/bucket/a/b'],
    ['s3.eu-west-1.amazonaws.com', '/bucket', '/bucket'],
  ];
  for (const [host, path, expected] of cases) {
    it(`${host}${path} is ${expected}`, () => {
      expect(virtualHostPath(host, path)).to.equal(expected);
    });
  }
});

import { ServiceError } from '../contract.js';
import { parseJsonBody, jsonAnswer, jsonError } from '../protocol/json.js';
import { parseQueryBody, queryAnswer, queryError } from '../protocol/query.js';
import { matchRoute, restAnswer, restInput, restXmlError } from '../protocol/rest.js';
import { isService, refusal, services } from '../protocol/services.js';
import { header } from './request.js';
import { parseAuthorization, signatureMatches, signedAt } from './sigv4.js';
import { virtualHostPath } from './virtual-host.js';
import type { CredentialStore } from '../credentials.js';
import type { Call, Operation, ServiceName, Shape, World } from '../contract.js';
import type { Dispatcher } from '../dispatcher.js';
import type { RestMatch } from '../protocol/rest.js';
import type { Refusal, ServiceFacts } from '../protocol/services.js';
import type { HttpRequest, HttpResponse } from './request.js';
import type { Authorization } from './sigv4.js';

export interface GatewayParts {
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly credentials: CredentialStore;
  readonly operations: readonly Operation[];
  /** The Region in which global services are signed for. */
  readonly globalRegion: string;
  readonly wallNow: () => number;
  readonly newRequestId: () => string;
  readonly bucketExists: (name: string) => boolean;
  /** Told of errors that are nobody's answer: defects of the simulator. */
  readonly onDefect: (defect: unknown) => void;
}

/** How far a signature's time may be from the server's: fifteen minutes. */
const maxSkew = 15 * 60 * 1000;

/** Turns an HTTP request into a call and its outcome into an answer. Throws only LostAnswer. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #rest: Readonly<Record<'account' | 's3', readonly Operation[]>>;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    const bound = (service: ServiceName): readonly Operation[] =>
      parts.operations.filter((operation) => operation.service === service && operation.http !== undefined);
    this.#rest = { account: bound('account'), s3: bound('s3') };
  }

  /** @param wait where the call blocks. */
  async answer(request: HttpRequest, wait: Call['wait']): Promise<HttpResponse> {
    const requestId = this.#parts.newRequestId();
    const authorization = parseAuthorization(request);
    const service = serviceOf(request, authorization);
    if (service === undefined) return unknownService(requestId);
    try {
      return await this.#call(request, authorization, service, { requestId, wait });
    } catch (error) {
      if (error instanceof ServiceError) return errorAnswer(service, error, requestId);
      if (error instanceof Error && error.name === 'LostAnswer') throw error;
      this.#parts.onDefect(error);
      return errorAnswer(
        service,
        new ServiceError('InternalFailure', `defect of the simulator: ${String(error)}`, { status: 500 }),
        requestId,
      );
    }
  }

  async #call(
    request: HttpRequest,
    authorization: Authorization | undefined,
    service: ServiceName,
    { requestId, wait }: Pick<Call, 'requestId' | 'wait'>,
  ): Promise<HttpResponse> {
    const { dispatcher, world, globalRegion } = this.#parts;
    const facts = services[service];
    if (!authorization) {
      if (service === 's3' && this.#isMissingBucket(request))
        throw new ServiceError('NotFound', 'Not Found', { status: 404 });
      throw refuse('unsigned', service);
    }
    const known = this.#authenticate(request, authorization, service);
    const { operation, input, match } = this.#target(request, service);
    const region =
      facts.global || authorization.region === 'aws-global' ? globalRegion : authorization.region;
    const output = await dispatcher.run(world, {
      service,
      operation,
      input,
      caller: known.caller,
      region,
      requestId,
      source: 'outside',
      wait,
    });
    if (match) return restAnswer(facts, match, output, requestId);
    return facts.protocol === 'query'
      ? queryAnswer(facts.name, operation, output, requestId)
      : jsonAnswer(output, requestId, jsonType(facts));
  }

  /**
   * A HEAD without a signature tells whether a bucket exists, and nothing else: 404 or 403.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
   */
  #isMissingBucket(request: HttpRequest): boolean {
    const path = virtualHostPath(header(request.headers, 'host'), request.path);
    const name = /^\/([^/]+)\/?$/.exec(path)?.[1];
    return request.method === 'HEAD' && name !== undefined && !this.#parts.bucketExists(name);
  }

  #authenticate(
    request: HttpRequest,
    authorization: Authorization,
    service: ServiceName,
  ): NonNullable<ReturnType<CredentialStore['find']>> {
    const { credentials, wallNow } = this.#parts;
    const known = credentials.find(authorization.accessKeyId);
    if (!known || (known.sessionToken ?? '') !== header(request.headers, 'x-amz-security-token'))
      throw refuse('unknownKey', service);
    if (!signatureMatches(request, authorization, known.secretAccessKey))
      throw refuse('badSignature', service);
    if (!(Math.abs(wallNow() - signedAt(request)) <= maxSkew)) throw refuse('skewed', service);
    if (credentials.isExpired(known)) throw refuse('expired', service);
    return known;
  }

  #target(
    request: HttpRequest,
    service: ServiceName,
  ): { readonly operation: string; readonly input: Shape; readonly match?: RestMatch } {
    const { protocol } = services[service];
    if (protocol === 'query') {
      const { action, input } = parseQueryBody(request.body.toString('utf8'));
      return { operation: action, input };
    }
    if (protocol === 'json')
      return {
        operation: header(request.headers, 'x-amz-target').split('.').at(-1) ?? '',
        input: parseJsonBody(request),
      };
    const path =
      service === 's3' ? virtualHostPath(header(request.headers, 'host'), request.path) : request.path;
    const match = matchRoute(this.#rest[service === 's3' ? 's3' : 'account'], request, path);
    if (!match) throw refuse('unknownOperation', service);
    return { operation: match.operation.name, input: restInput(match, request, protocol), match };
  }
}

/** The service by the signature's scope; unsigned requests only show a target prefix, and are refused in that service's form. */
function serviceOf(request: HttpRequest, authorization: Authorization | undefined): ServiceName | undefined {
  if (authorization) return isService(authorization.service) ? authorization.service : undefined;
  const target = header(request.headers, 'x-amz-target').split('.')[0];
  if (target) return (Object.keys(services) as ServiceName[]).find((name) => services[name].name === target);
  return header(request.headers, 'content-type').startsWith('application/x-www-form-urlencoded')
    ? 'sts'
    : 's3';
}

function refuse(kind: Refusal, service: ServiceName): ServiceError {
  const { code, message, status } = refusal(kind, service);
  return new ServiceError(code, message, { status });
}

function errorAnswer(service: ServiceName, error: ServiceError, requestId: string): HttpResponse {
  const facts = services[service];
  switch (facts.protocol) {
    case 'query':
      return queryError(facts.name, error, requestId);
    case 'json':
      return withQueryError(jsonError(error, requestId, jsonType(facts)), facts, error);
    case 'restJson':
      return jsonError(error, requestId, 'application/json');
    case 'restXml':
      return restXmlError(error, requestId);
  }
}

function jsonType({ jsonVersion = '1.1' }: ServiceFacts): string {
  return `application/x-amz-json-${jsonVersion}`;
}

function withQueryError(
  answer: HttpResponse,
  { queryErrors }: ServiceFacts,
  error: ServiceError,
): HttpResponse {
  if (queryErrors === undefined) return answer;
  const fault = error.status >= 500 ? 'Receiver' : 'Sender';
  const code = queryErrors[error.code] ?? error.code;
  return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${code};${fault}` } };
}

function unknownService(requestId: string): HttpResponse {
  return jsonError(
    new ServiceError('UnknownService', 'The simulator does not speak this service.', { status: 501 }),
    requestId,
    'application/json',
  );
}

import type { ServiceName } from '../contract.js';

type Protocol = 'query' | 'json' | 'restJson' | 'restXml';

/** An error that every service has under a name of its own. */
export interface CommonError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

export interface ServiceFacts {
  readonly protocol: Protocol;
  /** Of awsJson; 1.1 unless said. */
  readonly jsonVersion?: '1.0' | '1.1';
  /**
   * A service that once spoke awsQuery still sends its former error codes in a header; those that differ.
   * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#awsquerycompatible-trait
   */
  readonly queryErrors?: Readonly<Record<string, string>>;
  /** X-Amz-Target prefix (json) or XML namespace (query, restXml). */
  readonly name: string;
  /** Signed for one Region of the partition, whichever Region the client uses. */
  readonly global: boolean;
  readonly denied: { readonly code: string; readonly status: number };
  readonly throttled: CommonError;
}

/*
 * Protocols, target prefixes and namespaces: the services' API models (botocore's service-2.json).
 * Throttling codes: the modelled exceptions; CloudFormation's and IAM's are unmodelled `Throttling`
 * (https://github.com/aws/aws-cli/issues/2948).
 */
const rateExceeded = 'Rate exceeded';
const query = { code: 'Throttling', status: 400, message: rateExceeded };

export const services: Readonly<Record<ServiceName, ServiceFacts>> = {
  sts: {
    protocol: 'query',
    name: 'https://sts.amazonaws.com/doc/2011-06-15/',
    global: false,
    denied: { code: 'AccessDenied', status: 403 },
    throttled: query,
  },
  iam: {
    protocol: 'query',
    name: 'https://iam.amazonaws.com/doc/2010-05-08/',
    global: true,
    denied: { code: 'AccessDenied', status: 403 },
    throttled: query,
  },
  cloudformation: {
    protocol: 'query',
    name: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    global: false,
    denied: { code: 'AccessDenied', status: 403 },
    throttled: query,
  },
  sns: {
    protocol: 'query',
    name: 'http://sns.amazonaws.com/doc/2010-03-31/',
    global: false,
    denied: { code: 'AuthorizationError', status: 403 },
    throttled: { ...query, code: 'Throttled', status: 429 },
  },
  organizations: {
    protocol: 'json',
    name: 'AWSOrganizationsV20161128',
    global: true,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: {
      code: 'TooManyRequestsException',
      status: 400,
      message: "You've sent too many requests in too short a period of time.",
    },
  },
  config: {
    protocol: 'json',
    name: 'StarlingDoveService',
    global: false,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: { ...query, code: 'ThrottlingException' },
  },
  kms: {
    protocol: 'json',
    name: 'TrentService',
    global: false,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: { ...query, code: 'ThrottlingException' },
  },
  cloudtrail: {
    protocol: 'json',
    name: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
    global: false,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: { ...query, code: 'ThrottlingException' },
  },
  sqs: {
    protocol: 'json',
    jsonVersion: '1.0',
    queryErrors: {
      QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
      QueueNameExists: 'QueueAlreadyExists',
    },
    name: 'AmazonSQS',
    global: false,
    denied: { code: 'AccessDenied', status: 403 },
    throttled: { ...query, code: 'RequestThrottled' },
  },
  events: {
    protocol: 'json',
    name: 'AWSEvents',
    global: false,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: { ...query, code: 'ThrottlingException' },
  },
  secretsmanager: {
    protocol: 'json',
    name: 'secretsmanager',
    global: false,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: { ...query, code: 'ThrottlingException' },
  },
  servicequotas: {
    protocol: 'json',
    name: 'ServiceQuotasV20190624',
    global: false,
    denied: { code: 'AccessDeniedException', status: 400 },
    throttled: {
      code: 'TooManyRequestsException',
      status: 400,
      message: 'Due to throttling, the request was denied.',
    },
  },
  account: {
    protocol: 'restJson',
    name: '',
    global: true,
    denied: { code: 'AccessDeniedException', status: 403 },
    throttled: { code: 'TooManyRequestsException', status: 429, message: 'Too many requests' },
  },
  s3: {
    protocol: 'restXml',
    name: 'http://s3.amazonaws.com/doc/2006-03-01/',
    global: false,
    denied: { code: 'AccessDenied', status: 403 },
    throttled: { code: 'SlowDown', status: 503, message: 'Please reduce your request rate.' },
  },
};

/** What is wrong with the credentials or the request itself, before any operation runs. */
export type Refusal = 'unknownKey' | 'expired' | 'badSignature' | 'unsigned' | 'unknownOperation' | 'skewed';

/* https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html and the S3 list of error responses. */
const refusals: Readonly<Record<Refusal, Readonly<Record<Protocol, CommonError>>>> = {
  unknownKey: perProtocol(
    ['InvalidClientTokenId', 403],
    ['UnrecognizedClientException', 400],
    ['UnrecognizedClientException', 403],
    ['InvalidAccessKeyId', 403],
    'The security token included in the request is invalid.',
  ),
  expired: perProtocol(
    ['ExpiredToken', 403],
    ['ExpiredTokenException', 400],
    ['ExpiredTokenException', 403],
    ['ExpiredToken', 400],
    'The security token included in the request is expired',
  ),
  badSignature: perProtocol(
    ['SignatureDoesNotMatch', 403],
    ['InvalidSignatureException', 400],
    ['InvalidSignatureException', 403],
    ['SignatureDoesNotMatch', 403],
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  ),
  skewed: perProtocol(
    ['SignatureDoesNotMatch', 403],
    ['InvalidSignatureException', 400],
    ['InvalidSignatureException', 403],
    ['RequestTimeTooSkewed', 403],
    'Signature expired: the time of the request is too far from the time of the server.',
  ),
  unsigned: perProtocol(
    ['MissingAuthenticationToken', 403],
    ['MissingAuthenticationTokenException', 400],
    ['MissingAuthenticationTokenException', 403],
    ['AccessDenied', 403],
    'Request is missing Authentication Token',
  ),
  unknownOperation: perProtocol(
    ['InvalidAction', 400],
    ['UnknownOperationException', 400],
    ['UnknownOperationException', 404],
    ['NotImplemented', 501],
    'The action or operation requested is invalid. Verify that the action is typed correctly.',
  ),
};

type Code = readonly [string, number];

function perProtocol(
  forQuery: Code,
  json: Code,
  restJson: Code,
  restXml: Code,
  message: string,
): Readonly<Record<Protocol, CommonError>> {
  const error = ([code, status]: Code): CommonError => ({ code, status, message });
  return { query: error(forQuery), json: error(json), restJson: error(restJson), restXml: error(restXml) };
}

export function refusal(kind: Refusal, service: ServiceName): CommonError {
  return refusals[kind][services[service].protocol];
}

export function isService(name: string): name is ServiceName {
  return Object.hasOwn(services, name);
}

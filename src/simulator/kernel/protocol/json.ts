import { ServiceError } from '../contract.js';
import { isShape } from '../input.js';
import type { Shape } from '../contract.js';
import type { HttpRequest, HttpResponse } from '../http/request.js';

/* awsJson1_1 and restJson1: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */

/** A JSON body's members; an empty body has none. Throws SerializationException. */
export function parseJsonBody(request: HttpRequest): Shape {
  if (request.body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new ServiceError('SerializationException', 'Could not parse the request body.');
  }
  if (!isShape(parsed))
    throw new ServiceError('SerializationException', 'Start of structure or map expected.');
  return parsed;
}

export function jsonAnswer(
  output: Shape,
  requestId: string,
  contentType: string,
  status = 200,
): HttpResponse {
  return {
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
    body: stringify(output),
  };
}

export function jsonError(error: ServiceError, requestId: string, contentType: string): HttpResponse {
  return {
    status: error.status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': requestId, 'x-amzn-errortype': error.code },
    body: stringify({ __type: error.code, message: error.message, Message: error.message, ...error.details }),
  };
}

/** JSON in which a Date is seconds since the epoch and a Map is an object. */
function stringify(value: unknown): string {
  return JSON.stringify(plain(value));
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, entry]) => [String(key), plain(entry)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plain(entry)]));
  return value;
}

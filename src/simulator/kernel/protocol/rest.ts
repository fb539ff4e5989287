import { XMLParser } from 'fast-xml-parser';
import { ServiceError } from '../contract.js';
import { isShape } from '../input.js';
import { jsonAnswer, parseJsonBody } from './json.js';
import { element, xmlDocument } from './xml.js';
import type { HttpBinding, Operation, Shape } from '../contract.js';
import type { HttpRequest, HttpResponse } from '../http/request.js';
import type { ServiceFacts } from './services.js';

/* restJson1 and restXml, as far as the declared bindings need them. */

export interface RestMatch {
  readonly operation: Operation;
  readonly binding: HttpBinding;
  readonly labels: Shape;
}

/** The operation whose method, path and fixed query parameters fit; the one with most fixed parameters wins. */
export function matchRoute(
  operations: readonly Operation[],
  request: HttpRequest,
  path: string,
): RestMatch | undefined {
  const matches: (RestMatch & { readonly weight: number })[] = [];
  for (const operation of operations) {
    const binding = operation.http;
    if (!binding || binding.method !== request.method) continue;
    const [template = '/', fixed = ''] = binding.uri.split('?', 2);
    const labels = matchPath(template, path);
    const parameters = [...new URLSearchParams(fixed)];
    const fits = parameters.every(([name, value]) =>
      request.query.some(([sent, given]) => sent === name && (value === '' || given === value)),
    );
    if (labels && fits) matches.push({ operation, binding, labels, weight: parameters.length });
  }
  return matches.sort((a, b) => b.weight - a.weight)[0];
}

function matchPath(template: string, path: string): Shape | undefined {
  const names: string[] = [];
  const source = template
    .split(/(\{\w+\+?\})/)
    .map((part) => {
      const label = /^\{(\w+)(\+?)\}$/.exec(part);
      if (!label?.[1]) return part.replace(/[.*+?^$()[\]|\\]/g, '\\$&');
      names.push(label[1]);
      return label[2] ? '(.+)' : '([^/]+)';
    })
    .join('');
  const match = new RegExp(`^${source}/?$`).exec(path);
  if (!match) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]));
}

/** The input from labels, query, headers and body. */
export function restInput(
  { binding, labels }: RestMatch,
  request: HttpRequest,
  protocol: 'restJson' | 'restXml',
): Shape {
  const input: Shape = { ...labels };
  for (const [name, value] of request.query) {
    const member = binding.query?.[name];
    if (member) input[member] = value;
  }
  for (const [name, member] of Object.entries(binding.headers ?? {})) {
    const value = request.headers[name];
    if (value !== undefined) input[member] = String(value);
  }
  if (binding.body !== undefined) return { ...input, [binding.body]: request.body.toString('utf8') };
  if (protocol === 'restJson') return { ...parseJsonBody(request), ...input };
  return { ...parseXmlBody(request), ...input };
}

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false });

function parseXmlBody(request: HttpRequest): Shape {
  if (request.body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = parser.parse(request.body.toString('utf8'), true);
  } catch {
    throw new ServiceError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema.',
    );
  }
  const root = isShape(parsed) ? Object.entries(parsed).find(([name]) => name !== '?xml')?.[1] : undefined;
  return isShape(root) ? root : {};
}

/** The answer by the operation's binding. */
export function restAnswer(
  facts: ServiceFacts,
  { binding, operation }: RestMatch,
  output: Shape,
  requestId: string,
): HttpResponse {
  const answer = binding.answer ?? {};
  const status = answer.status ?? 200;
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  const rest = { ...output };
  for (const [member, name] of Object.entries(answer.headers ?? {})) {
    const value = rest[member];
    if (value !== undefined)
      headers[name] =
        value instanceof Date
          ? value.toUTCString()
          : typeof value === 'string'
            ? value
            : JSON.stringify(value);
    delete rest[member];
  }
  if (answer.body !== undefined) {
    const body = rest[answer.body];
    return { status, headers, body: typeof body === 'string' ? body : '' };
  }
  if (facts.protocol === 'restJson') {
    const json = jsonAnswer(rest, requestId, 'application/json', status);
    return { ...json, headers: { ...json.headers, ...headers } };
  }
  headers['x-amz-request-id'] = requestId;
  if (status === 204 || (answer.root === undefined && Object.keys(rest).length === 0))
    return { status, headers, body: '' };
  const style = { item: (member: string) => answer.items?.[member] };
  const root = answer.root ?? `${operation.name}Result`;
  const content = element(rest, style) as object;
  return {
    status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: xmlDocument({ [root]: { '@xmlns': facts.name, ...content } }),
  };
}

/** S3's error document. */
export function restXmlError(error: ServiceError, requestId: string): HttpResponse {
  const body = xmlDocument({
    Error: {
      Code: error.code,
      Message: error.message,
      ...(element(error.details, { item: () => undefined }) as object),
      RequestId: requestId,
    },
  });
  return {
    status: error.status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': requestId,
      'x-amzn-requestid': requestId,
    },
    body,
  };
}

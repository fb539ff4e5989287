import { element, xmlDocument } from './xml.js';
import type { ServiceError, Shape } from '../contract.js';
import type { HttpResponse } from '../http/request.js';

/* awsQuery: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */

interface Node {
  value?: string;
  children: Map<string, Node>;
}

/** The action and its input from a form body. Scalars stay text; `''` is an empty list. */
export function parseQueryBody(body: string): { readonly action: string; readonly input: Shape } {
  const root: Node = { children: new Map() };
  let action = '';
  for (const [name, value] of new URLSearchParams(body)) {
    if (name === 'Action') action = value;
    else if (name !== 'Version') plant(root, name.split('.'), value);
  }
  return {
    action,
    input: Object.fromEntries([...root.children].map(([name, node]) => [name, harvest(node)])),
  };
}

function plant(root: Node, path: readonly string[], value: string): void {
  let node = root;
  for (const part of path) {
    let child = node.children.get(part);
    if (!child) node.children.set(part, (child = { children: new Map() }));
    node = child;
  }
  node.value = value;
}

function harvest(node: Node): unknown {
  if (node.children.size === 0) return node.value ?? '';
  const members = node.children.get('member');
  if (members && node.children.size === 1 && isNumbered(members)) return ordered(members).map(harvest);
  const entries = node.children.get('entry');
  if (entries && node.children.size === 1 && isNumbered(entries)) {
    return Object.fromEntries(
      ordered(entries).map((entry) => [
        (entry.children.get('key') ?? entry.children.get('Name'))?.value ?? '',
        harvest(entry.children.get('value') ?? entry.children.get('Value') ?? { children: new Map() }),
      ]),
    );
  }
  if (isNumbered(node)) return ordered(node).map(harvest);
  return Object.fromEntries([...node.children].map(([name, child]) => [name, harvest(child)]));
}

function isNumbered(node: Node): boolean {
  return node.children.size > 0 && [...node.children.keys()].every((key) => /^\d+$/.test(key));
}

function ordered(node: Node): readonly Node[] {
  return [...node.children].sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}

const xmlHeaders = { 'content-type': 'text/xml' };

export function queryAnswer(
  namespace: string,
  action: string,
  output: Shape,
  requestId: string,
): HttpResponse {
  const body = {
    [`${action}Response`]: {
      '@xmlns': namespace,
      ...(Object.keys(output).length > 0
        ? { [`${action}Result`]: element(output, wrapped) }
        : { [`${action}Result`]: '' }),
      ResponseMetadata: { RequestId: requestId },
    },
  };
  return { status: 200, headers: { ...xmlHeaders, 'x-amzn-requestid': requestId }, body: xmlDocument(body) };
}

const wrapped = { item: () => 'member' };

export function queryError(namespace: string, error: ServiceError, requestId: string): HttpResponse {
  const body = {
    ErrorResponse: {
      '@xmlns': namespace,
      Error: {
        Type: error.status >= 500 ? 'Receiver' : 'Sender',
        Code: error.code,
        Message: error.message,
        ...(element(error.details, wrapped) as object),
      },
      RequestId: requestId,
    },
  };
  return {
    status: error.status,
    headers: { ...xmlHeaders, 'x-amzn-requestid': requestId },
    body: xmlDocument(body),
  };
}

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** An HTTP request, read whole. */
export interface HttpRequest {
  readonly method: string;
  /** As it was sent, still percent-encoded. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** AWS refuses bodies far smaller than this; here it only bounds memory. */
const maxBody = 16 * 1024 * 1024;

/** Reads a request; undefined when the client went away or sent more than any operation takes. */
export async function readRequest(message: IncomingMessage): Promise<HttpRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBody) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // The connection broke while the body was on its way: there is nobody left to answer.
    return undefined;
  }
  const [path = '/', search = ''] = (message.url ?? '/').split('?', 2);
  return {
    method: message.method ?? 'GET',
    path,
    query: parseQuery(search),
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

/** Pairs in the order sent; a name without `=` has the value ''. */
function parseQuery(search: string): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(search)];
}

/** One header as text; '' when absent. */
export function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

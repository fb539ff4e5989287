import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';

type Connected = (error: Error | null, stream: Duplex) => void;

/**
 * An agent for https that opens each connection through an http proxy (`CONNECT`), as `HTTPS_PROXY` asks for. Node has
 * this of its own only from version 24 on. https://www.rfc-editor.org/rfc/rfc9110#CONNECT
 */
export class TunnelAgent extends https.Agent {
  readonly #proxy: URL;
  readonly #direct: (host: string) => boolean;
  readonly #timeout: number;

  /** @param direct says which hosts are reached without the proxy; @param timeout milliseconds for the proxy's answer. */
  constructor(proxy: URL, direct: (host: string) => boolean, timeout: number, options: https.AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#direct = direct;
    this.#timeout = timeout;
  }

  override createConnection(options: https.RequestOptions, callback?: Connected): Duplex | null | undefined {
    // What https hands over beside the request's options are those of tls.connect.
    const { servername, ...rest } = options as tls.ConnectionOptions;
    const host = rest.host ?? '';
    if (this.#direct(host)) return super.createConnection(options, callback);
    // Node's types ask for a stream beside the error; there is none then.
    const failed = (error: Error) => (callback as ((error: Error) => void) | undefined)?.(error);
    const request = this.#connect(`${host}:${rest.port ?? 443}`);
    request.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) {
        callback?.(null, tls.connect({ ...rest, socket, servername: servername ?? host }));
        return;
      }
      socket.destroy();
      failed(proxyError(this.#proxy, `answered ${answer.statusCode} to CONNECT ${host}`));
    });
    request.once('timeout', () => request.destroy(proxyError(this.#proxy, 'did not answer in time')));
    request.once('error', failed);
    request.end();
    return undefined;
  }

  #connect(path: string): http.ClientRequest {
    const { protocol, hostname, port, username, password } = this.#proxy;
    const secure = protocol === 'https:';
    const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString(
      'base64',
    );
    return (secure ? https : http).request({
      method: 'CONNECT',
      host: hostname,
      port: port || (secure ? 443 : 80),
      path,
      agent: false,
      timeout: this.#timeout,
      headers: { host: path, ...(username ? { 'proxy-authorization': `Basic ${login}` } : {}) },
    });
  }
}

/** Has the form of Node's own connection errors, so that it is treated like one: retried, then `AwsUnavailable`. */
function proxyError(proxy: URL, what: string): Error {
  return Object.assign(new ProxyError(`The proxy ${proxy.host} ${what}.`), { code: 'ECONNREFUSED' });
}

class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

/** Reads `NO_PROXY`: names and `.suffixes`, separated by commas; `*` is everything. */
export function directHosts(noProxy: string | undefined): (host: string) => boolean {
  const entries = (noProxy ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return (host) =>
    entries.some(
      (entry) =>
        entry === '*' || host === entry || host.endsWith(entry.startsWith('.') ? entry : `.${entry}`),
    );
}

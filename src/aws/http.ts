import http from 'node:http';
import https from 'node:https';
import { OrgSecretsError } from '../model/errors.js';
import type { Emit } from '../model/events.js';
import type { Environment } from './environment.js';
import { directHosts, TunnelAgent } from './proxy-agent.js';

/** As many calls as run at once: more would only wait for a socket. */
const maxSockets = 64;
const connectionTimeout = 10_000;
const requestTimeout = 60_000;

/**
 * One connection pool for all clients: an organization has thousands of clients (account × Region), and each would
 * otherwise open its own connections. `HTTPS_PROXY` and `NO_PROXY` are obeyed for https.
 */
export function connectionPool(env: Environment, emit: Emit) {
  const options = { keepAlive: true, maxSockets };
  const proxy = proxyOf(env['HTTPS_PROXY'] || env['https_proxy']);
  const httpAgent = new http.Agent(options);
  const httpsAgent = proxy
    ? new TunnelAgent(proxy, directHosts(env['NO_PROXY'] ?? env['no_proxy']), connectionTimeout, options)
    : new https.Agent(options);
  return {
    httpAgent,
    httpsAgent,
    /** What each SDK client takes as its `requestHandler`. */
    requestHandler: {
      httpAgent,
      httpsAgent,
      connectionTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      logger: {
        ...silent,
        warn: (...content: unknown[]) => emit({ code: 'warning', text: content.join(' ') }),
      },
    },
    close(): void {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

/** `http://proxy:3128`; as with other tools `http://` may be left out. */
function proxyOf(text: string | undefined): URL | undefined {
  if (!text) return undefined;
  const address = text.includes('://') ? text : `http://${text}`;
  if (URL.canParse(address) && /^https?:\/\//.test(address)) return new URL(address);
  throw new OrgSecretsError('InvalidUsage', 'HTTPS_PROXY is not the address of an http proxy.', {
    fault: 'user',
    instructions: 'Set it to an address like http://proxy.example.org:3128, or unset it.',
  });
}

const ignore = () => undefined;
const silent = { trace: ignore, debug: ignore, info: ignore, error: ignore };

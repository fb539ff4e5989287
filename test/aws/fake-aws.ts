import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/model/clock.js';
import type { Event } from '../../src/model/events.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { connect, type ConnectOptions } from '../../src/aws/connect.js';

export interface FakeRequest {
  readonly operation: string;
  readonly body: string;
  /** Parameters of the query protocol. */
  readonly query: URLSearchParams;
  readonly authorization: string;
}

export interface FakeAnswer {
  readonly status?: number;
  /** An object is answered as JSON, text as it is. */
  readonly body: string | object;
  /** Cuts the connection instead. */
  readonly cut?: boolean;
}

/** A server that knows no AWS: it records what comes and says what the test wants, for answers that no simulator gives. */
export async function fakeAws(answer: (request: FakeRequest, count: number) => FakeAnswer) {
  const requests: FakeRequest[] = [];
  const server = http.createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      const query = new URLSearchParams(body.startsWith('{') ? '' : body);
      const operation =
        query.get('Action') ?? String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
      const request = { operation, body, query, authorization: incoming.headers.authorization ?? '' };
      requests.push(request);
      const said = answer(request, requests.filter((one) => one.operation === operation).length);
      if (said.cut) return void incoming.socket.destroy();
      outgoing.writeHead(said.status ?? 200, { 'x-amzn-requestid': `request-${requests.length}` });
      outgoing.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it stops the server must not keep the whole run from ending.
  server.unref();
  server.on('connection', (socket) => socket.unref());
  return {
    requests,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A clock whose sleeps end at once and are noted. */
export function notingClock() {
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
  return { clock, slept };
}

type Changes = Partial<Omit<ConnectOptions, 'config'>> & {
  readonly organization?: Partial<OrgConfig['organization']>;
};

/** A connection to `endpoint` with the few parts of an org.yaml that src/aws reads. */
export async function connected(endpoint: string, { organization, ...changes }: Changes = {}) {
  const events: Event[] = [];
  const config = {
    organization: {
      caller: 'management-account',
      callers: [],
      memberRoles: ['OrganizationAccountAccessRole'],
      ...organization,
    },
    delegatedAdministrator: { accountId: '222222222222', homeRegion: 'us-east-1' },
    stackSets: { prefix: 'orgsecrets', region: 'us-east-1', iamRegion: 'us-east-1' },
  } as unknown as OrgConfig;
  const aws = await connect({
    config,
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' },
    clock: notingClock().clock,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    sessionPolicies: { look: '{"look":true}', aggregatorAdmin: '{"admin":true}' },
    random: () => 1,
    ...changes,
  });
  return { aws, events };
}

const sts = 'https://sts.amazonaws.com/doc/2011-06-15/';

export const callerIdentity: FakeAnswer = {
  body: `<GetCallerIdentityResponse xmlns="${sts}"><GetCallerIdentityResult><Arn>arn:aws:sts::111111111111:assumed-role/operator/me</Arn><UserId>AROAEXAMPLE:me</UserId><Account>111111111111</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
};

export function assumedRole(accessKeyId: string): FakeAnswer {
  const expiration = new Date(new Date().getTime() + 3_600_000).toISOString();
  return {
    body: `<AssumeRoleResponse xmlns="${sts}"><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  };
}

/** An error in the form of the query protocol. */
export function queryError(code: string, message: string, status = 400): FakeAnswer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  };
}

/** An error in the form of the JSON protocol. */
export function jsonError(code: string, message: string, status = 400): FakeAnswer {
  return { status, body: { __type: code, message } };
}

import { createServer } from 'node:http';
import { LostAnswer } from '../faults.js';
import { OpenCall } from '../open-call.js';
import { readRequest } from './request.js';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { DrivenClock } from '../time/clock.js';
import type { Gateway } from './gateway.js';

export interface SimulatorServer {
  readonly endpoint: string;
  /** Cuts every open connection, as a kill does. */
  cutConnections(): void;
  stop(): Promise<void>;
}

export interface ServerParts {
  readonly gateway: Gateway;
  readonly clock: DrivenClock;
  readonly port: number;
  /** Milliseconds since the epoch, by AWS's clock. */
  readonly wallNow: () => number;
}

/** Serves on loopback only. `port` 0 takes a free one. */
export async function serve(parts: ServerParts): Promise<SimulatorServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((message, response) => {
    void handle(parts, message, response);
  });
  // A client may keep a connection for as long as it likes: closing an idle one races with its next request.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const cutConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    cutConnections,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        cutConnections();
      }),
  };
}

/** Answers one request. Never rejects: whatever happens ends in an answer or a cut connection. */
async function handle(
  { gateway, clock, wallNow }: ServerParts,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = new OpenCall(clock);
  response.once('close', () => {
    call.close();
  });
  const request = await readRequest(message);
  if (!request) {
    message.socket.destroy();
    return;
  }
  try {
    const answer = await gateway.answer(request, (ms) => call.wait(ms));
    const isHead = request.method === 'HEAD';
    response.writeHead(answer.status, {
      date: new Date(wallNow()).toUTCString(),
      ...answer.headers,
      ...(isHead ? {} : { 'content-length': String(Buffer.byteLength(answer.body)) }),
    });
    response.end(isHead ? undefined : answer.body);
  } catch (error) {
    call.close();
    if (error instanceof LostAnswer && error.kind === 'timeout') return;
    message.socket.destroy();
  }
}

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { GitHubAccess } from '@uplift/api';
import type { OpenDatabase } from '@uplift/db';

import type { OperationContext } from '../operations/operation-context.ts';
import { isOperationName, runOperation } from '../operations/operations.ts';
import { describeFailure } from '../terminal/failure.ts';
import { removeControlAddress, writeControlAddress } from './address-file.ts';
import type { ControlMessage } from './message.ts';

/**
 * Lets other commands on the same embedded directory work through the process that has it open, on
 * a free loopback port and with a key that only the owner of the directory can read.
 */
export async function startControlServer(options: {
  readonly store: OpenDatabase;
  readonly dataDirectory: string;
  readonly github?: GitHubAccess;
}): Promise<{ readonly close: () => Promise<void> }> {
  const { dataDirectory, ...held } = options;
  const key = randomBytes(32).toString('hex');
  const server = createServer((request, response) => {
    void answer({ request, response, held, key });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  // oxlint-disable-next-line no-unsafe-type-assertion -- a server that listens on TCP has such an address
  const { port } = server.address() as AddressInfo;
  writeControlAddress(dataDirectory, { url: `http://127.0.0.1:${port}`, key });
  return {
    async close() {
      removeControlAddress(dataDirectory);
      await closed(server);
    },
  };
}

async function answer(exchange: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly held: Pick<OperationContext, 'store' | 'github'>;
  readonly key: string;
}): Promise<void> {
  const { request, response, held, key } = exchange;
  const name = request.url?.slice(1) ?? '';
  if (!holdsKey(request, key)) return refuse(response, 401);
  if (request.method !== 'POST' || !isOperationName(name)) return refuse(response, 404);

  response.setHeader('content-type', 'application/x-ndjson');
  // A command that is interrupted hangs up: nobody waits for the result then.
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const send = (message: ControlMessage) => response.write(`${JSON.stringify(message)}\n`);
  try {
    const result = await runOperation(name, await json(request), {
      ...held,
      onProgress: (progress) => void send({ kind: 'progress', progress }),
      signal: gone.signal,
    });
    send({ kind: 'result', result });
  } catch (error) {
    send({ kind: 'error', message: describeFailure(error, false).replace(/^uplift: /, '') });
  }
  response.end();
}

function holdsKey(request: IncomingMessage, key: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${key}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

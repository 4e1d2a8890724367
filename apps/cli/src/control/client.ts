import { request } from 'node:http';
import { createInterface } from 'node:readline';

import type { Progress } from '../terminal/progress.ts';
import { CommandError } from '../terminal/failure.ts';
import type { ControlAddress } from './address-file.ts';
import { ControlMessage } from './message.ts';

/** How a call is watched and given up. */
export type CallOptions = {
  readonly onProgress: (progress: Progress) => void;
  /** Hangs up. */
  readonly signal?: AbortSignal;
};

/**
 * Has the server of an embedded directory do an operation.
 *
 * @returns its result, to be parsed by the operation's own schema
 * @throws {CommandError} with the server's reason, or if it cannot be reached
 */
export async function callServer(
  address: ControlAddress,
  operation: { readonly name: string; readonly input: unknown },
  { onProgress, signal }: CallOptions,
): Promise<unknown> {
  for await (const message of messagesOf(await post(address, operation, signal))) {
    if (message.kind === 'progress') onProgress(message.progress);
    if (message.kind === 'error') throw new CommandError(message.message);
    if (message.kind === 'result') return message.result;
  }
  throw new CommandError('the server ended before the work was done: run the command again');
}

/** The messages of an answer, up to where it ends or breaks off, be it within a line. */
async function* messagesOf(answer: NodeJS.ReadableStream): AsyncGenerator<ControlMessage> {
  try {
    for await (const line of createInterface({ input: answer })) {
      yield ControlMessage.parse(JSON.parse(line));
    }
  } catch {
    // A server that was killed: whoever reads on finds no result, and says so.
  }
}

async function post(
  address: ControlAddress,
  operation: { readonly name: string; readonly input: unknown },
  signal: AbortSignal | undefined,
): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${address.url}/${operation.name}`,
      {
        method: 'POST',
        ...(signal !== undefined && { signal }),
        headers: {
          authorization: `Bearer ${address.key}`,
          'content-type': 'application/json',
        },
      },
      (response) => {
        if (response.statusCode === 200) resolve(response);
        else reject(new CommandError(`the server refused the command (${response.statusCode})`));
      },
    );
    call.once('error', (error) =>
      reject(new CommandError(`the server cannot be reached (${error.message})`)),
    );
    call.end(JSON.stringify(operation.input));
  });
}

import type { Engine } from './engine.ts';
import { errorOf } from './failure-of.ts';
import { GitHubError } from './github-error.ts';

/** A file as it comes in. */
export type Download = {
  readonly status: number;
  /** Piece by piece, as fast as they are taken. @throws {GitHubError} `unavailable` if it breaks off */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends it early. */
  readonly close: () => void;
};

/**
 * Fetches a file with no credentials and without following redirects. Each wait for a piece has a
 * limit of time, the whole has none.
 *
 * @throws {GitHubError} `unavailable` if nobody answers; its message names the host alone
 */
export async function download(
  url: URL,
  engine: Engine,
  signal: AbortSignal | undefined,
): Promise<Download> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const signals = [controller.signal, ...(signal === undefined ? [] : [signal])];
  const within = async <Value>(waiting: Promise<Value>): Promise<Value> => {
    const timer = setTimeout(() => {
      controller.abort();
    }, engine.timeoutMs);
    try {
      return await waiting;
    } catch (error) {
      signal?.throwIfAborted();
      const operation = `download from ${url.host}`;
      throw errorOf(error, { operation, resource: 'core', now: engine.now });
    } finally {
      clearTimeout(timer);
    }
  };
  const init = { redirect: 'manual', signal: AbortSignal.any(signals) } as const;
  const { status, body } = await within(engine.fetch(url.href, init));
  const close = () => {
    controller.abort();
  };
  return { status, close, chunks: body === null ? none() : piecesOf(body, within) };
}

async function* none(): AsyncGenerator<Uint8Array> {
  // An answer without a body has no pieces.
}

async function* piecesOf(
  body: ReadableStream<Uint8Array>,
  within: <Value>(waiting: Promise<Value>) => Promise<Value>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await within(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    // What is left is not wanted; whether it can still be refused does not matter.
    reader.cancel().catch(() => {});
  }
}

/** A file that is not to be had. */
export const downloadFailed = (host: string, status: number): GitHubError =>
  new GitHubError({ kind: 'unavailable' }, { operation: `download from ${host}`, status });

import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { Agent, IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import type { DeliveryLog } from './delivery-log.ts';
import type { Delivery } from './deliveries/sign.ts';
import { disturbed } from './disturb.ts';

/** GitHub gives up on a receiver after ten seconds. */
const TIMEOUT_MS = 10_000;

const TIMED_OUT = 'timed out';

/** How to send deliveries. */
export type SendOptions = {
  /** The receiver's webhook address, `http:` or `https:`. */
  readonly url: string;
  readonly deliveries: Iterable<Delivery>;
  /** How many are under way at once; 8 unless told. */
  readonly concurrency?: number;
  /** Called after every attempt with the counts so far. */
  readonly onProgress?: (counts: SendCounts) => void;
  /** The share of deliveries, in `[0, 1]`, that is sent twice under the same id; 0 unless told. */
  readonly repeatShare?: number;
  /** Deliveries are shuffled within blocks of this many; 1 (in order) unless told. */
  readonly shuffleWindow?: number;
  /** Seed of repetition and shuffling; 1 unless told. */
  readonly seed?: number;
  /** Where every attempt is written down. */
  readonly log?: DeliveryLog;
  /** Stops the sending; what is under way is broken off and counts as failed. */
  readonly signal?: AbortSignal;
  /** How long an answer may take, in milliseconds; 10,000 as at GitHub unless told. */
  readonly timeoutMs?: number;
};

/** How many attempts were made, and how they ended: accepted is any 2xx answer. */
export type SendCounts = {
  readonly sent: number;
  readonly accepted: number;
  readonly failed: number;
};

/** What came back: the status code, or 0 and the reason why there was none. */
export type Answer = {
  readonly statusCode: number;
  readonly status: string;
  /** The rest of the answer, if there was one; of its body no more than 16 KiB are kept. */
  readonly response?: {
    readonly headers: Readonly<Record<string, string>>;
    readonly payload: string;
  };
};

const PAYLOAD_KEPT = 16_384;

/**
 * Posts deliveries over real HTTP with connections kept alive, as many at once as allowed, taking
 * the next only when one is answered. A failed delivery is not repeated, as at GitHub: it stays in
 * the log, from which {@link redeliver} sends it again.
 *
 * @throws {RangeError} if the concurrency or the shuffle window is no positive integer, or the share lies outside `[0, 1]`
 * @returns the counts of all attempts
 */
export async function sendDeliveries(options: SendOptions): Promise<SendCounts> {
  const { repeatShare = 0, shuffleWindow = 1, seed = 1 } = options;
  const rng = xoroshiro128plus(seed);
  const queue = disturbed(options.deliveries, { repeatShare, shuffleWindow, rng });
  return post(queue, options, false);
}

/** Where to send again, and from which log. */
export type RedeliverOptions = Omit<
  SendOptions,
  'deliveries' | 'repeatShare' | 'shuffleWindow' | 'seed' | 'log'
> & {
  readonly log: DeliveryLog;
  /** The deliveries to send again; all that have not arrived unless told. */
  readonly ids?: readonly string[];
};

/** Sends again, under the same ids, what the log holds as not arrived. */
export async function redeliver(options: RedeliverOptions): Promise<SendCounts> {
  const { ids, log } = options;
  const missed = log.missed().filter(({ id }) => ids === undefined || ids.includes(id));
  return post(missed.values(), { ...options, deliveries: missed }, true);
}

async function post(
  queue: Iterator<Delivery>,
  options: SendOptions,
  isRedelivery: boolean,
): Promise<SendCounts> {
  const { concurrency = 8, log, onProgress, signal } = options;
  if (!(Number.isInteger(concurrency) && concurrency >= 1)) {
    throw new RangeError(`concurrency must be a positive integer, got ${concurrency}`);
  }
  const target = targetOf(options.url, concurrency);
  const counts = { sent: 0, accepted: 0, failed: 0 };
  const lane = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      const startedMs = performance.now();
      const answer = await attempt(next.value, target, options);
      const durationSeconds = (performance.now() - startedMs) / 1000;
      log?.record({ delivery: next.value, answer, durationSeconds, isRedelivery });
      counts.sent += 1;
      counts[isAccepted(answer) ? 'accepted' : 'failed'] += 1;
      onProgress?.({ ...counts });
      if (signal?.aborted === true) return;
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, lane));
  } finally {
    target.agent.destroy();
  }
  return counts;
}

/** Whether the receiver took the delivery. */
function isAccepted({ statusCode }: Answer): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** An agent of `node:http` carries several times as many small posts a second as `fetch` does. */
type Target = {
  readonly url: URL;
  readonly agent: Agent;
  readonly request: typeof plainRequest;
};

function targetOf(address: string, concurrency: number): Target {
  const url = new URL(address);
  const settings = { keepAlive: true, maxSockets: concurrency };
  return url.protocol === 'https:'
    ? { url, agent: new TlsAgent(settings), request: tlsRequest }
    : { url, agent: new PlainAgent(settings), request: plainRequest };
}

function attempt(delivery: Delivery, target: Target, options: SendOptions): Promise<Answer> {
  const { signal, timeoutMs = TIMEOUT_MS } = options;
  const headers = { ...delivery.headers, 'content-length': delivery.body.length };
  const settings = { agent: target.agent, method: 'POST', headers };
  return new Promise((resolve) => {
    const request = target.request(target.url, signal ? { ...settings, signal } : settings);
    const timer = setTimeout(() => request.destroy(new Error(TIMED_OUT)), timeoutMs);
    const answer = (given: Answer): void => {
      clearTimeout(timer);
      resolve(given);
    };
    const fail = (error: Error): void => answer(noAnswer(error));
    request.on('error', fail);
    request.on('response', (response) => {
      const kept: Buffer[] = [];
      let size = 0;
      response.on('error', fail);
      response.on('data', (chunk: Buffer) => {
        if (size < PAYLOAD_KEPT) kept.push(chunk);
        size += chunk.length;
      });
      response.on('end', () => answer(answerOf(response, Buffer.concat(kept))));
    });
    request.end(delivery.body);
  });
}

function answerOf(message: IncomingMessage, body: Buffer): Answer {
  const { statusCode = 0, statusMessage = '' } = message;
  const accepted = isAccepted({ statusCode, status: '' });
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  const payload = body.subarray(0, PAYLOAD_KEPT).toString();
  return { statusCode, status: accepted ? 'OK' : statusMessage, response: { headers, payload } };
}

function noAnswer({ message }: Error): Answer {
  return { statusCode: 0, status: message === TIMED_OUT ? TIMED_OUT : 'failed to connect to host' };
}

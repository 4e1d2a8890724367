import { Redis } from 'ioredis';

import { QueueUnavailableError, toError } from '../port.ts';
import { within } from '../within.ts';

/** How long anybody waits to learn that Redis cannot be reached. */
const DEADLINE_MS = 2000;
const LONGEST_RECONNECT_MS = 2000;

/** A connection that survives the absence of Redis, and says at once that it is absent. */
export class RedisConnection {
  readonly client: Redis;
  #wasAwaited = false;

  constructor(url: string, onError: (error: Error) => void) {
    // A command in flight when Redis goes away is sent again, since BullMQ gives up a queue for
    // good whose first command fails; `attempt` is what keeps callers from waiting for that.
    this.client = new Redis(url, {
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(100 * times, LONGEST_RECONNECT_MS),
    });
    this.client.on('error', onError);
  }

  /**
   * Does something that needs Redis.
   *
   * @throws {QueueUnavailableError} if there is no connection (at once, once the first connecting
   *   has had its 2 seconds), or there is no answer within 2 seconds
   */
  async attempt<Value>(work: () => Promise<Value>): Promise<Value> {
    if (!(await this.#isReady())) throw new QueueUnavailableError('Redis cannot be reached');
    try {
      const answer = await within(DEADLINE_MS, work());
      if (answer.status === 'in-time') return answer.value;
    } catch (error) {
      throw new QueueUnavailableError('Redis refused', { cause: toError(error) });
    }
    throw new QueueUnavailableError('Redis does not answer');
  }

  async close(): Promise<void> {
    if (this.client.status === 'ready') {
      await within(DEADLINE_MS, this.client.quit());
    }
    this.client.disconnect();
  }

  /** Only the first connecting is waited for; later absences are known without waiting. */
  async #isReady(): Promise<boolean> {
    if (this.client.status === 'ready') {
      this.#wasAwaited = true;
      return true;
    }
    if (this.#wasAwaited) return false;

    const ready = new Promise<void>((resolve) => {
      this.client.once('ready', resolve);
    });
    const answer = await within(DEADLINE_MS, ready);
    this.#wasAwaited = true;
    return answer.status === 'in-time';
  }
}

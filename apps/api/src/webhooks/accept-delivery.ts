import { compressBody } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import type { DeliverySecrets } from './delivery-secrets.ts';
import { isSigned } from './delivery-secrets.ts';
import type { RecordDelivery } from './record-in-batches.ts';

/** A delivery as it arrived. */
export type ArrivedDelivery = {
  readonly guid: string;
  readonly event: string;
  readonly signature: string | undefined;
  readonly body: Uint8Array;
};

/** What became of it. */
export type DeliveryOutcome = 'accepted' | 'duplicate' | 'bad_signature' | 'not_json';

export type AcceptDeliveryDeps = {
  /** Any of which may have signed it. */
  readonly secrets: DeliverySecrets;
  readonly record: RecordDelivery;
  readonly ring: () => void;
  readonly now: () => Date;
};

/**
 * Takes a delivery into the inbox and rings for the workers.
 *
 * Once the row is committed the delivery is safe, so a queue that is down costs time and not data:
 * the sweep rings again.
 */
export async function acceptDelivery(
  delivery: ArrivedDelivery,
  { secrets, record, ring, now }: AcceptDeliveryDeps,
): Promise<DeliveryOutcome> {
  const { guid, event, signature, body } = delivery;
  if (!(await isSigned({ body, signature }, secrets))) return 'bad_signature';
  if (!isJson(body)) return 'not_json';

  const receivedAt = now();
  const outcome = await record({ guid, event, body: await compressBody(body), receivedAt });
  ring();
  return outcome === 'recorded' ? 'accepted' : 'duplicate';
}

/** So long the worker lets deliveries gather: one batch of many costs little more than one of few. */
const GATHER_SECONDS = 0.2;

/**
 * Rings the bell of the inbox without waiting for it; while one ring is under way, any number of
 * others make one more.
 */
export function ringInbox({
  queue,
  logger,
}: {
  readonly queue: JobQueue;
  readonly logger: Logger;
}): () => void {
  let state: 'idle' | 'ringing' | 'ringing_again' = 'idle';
  const ring = async (): Promise<void> => {
    do {
      state = 'ringing';
      try {
        await queue.enqueue(
          'process-inbox',
          {},
          { unlessWaiting: 'inbox', delaySeconds: GATHER_SECONDS },
        );
      } catch (error) {
        logger.warn({ err: error }, 'the inbox bell failed; the sweep will ring again');
      }
    } while (wasAskedAgain());
    state = 'idle';
  };
  const wasAskedAgain = (): boolean => state === 'ringing_again';
  return () => {
    if (state === 'idle') void ring();
    else state = 'ringing_again';
  };
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return true;
  } catch {
    return false;
  }
}

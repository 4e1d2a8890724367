import type { Delivery } from './deliveries/sign.ts';
import { timestamp } from './rest/instants.ts';
import type { Answer } from './send.ts';

/** One attempt to deliver, as `GET /app/hook/deliveries` lists it. */
export type DeliveryAttempt = {
  readonly id: number;
  readonly guid: string;
  readonly delivered_at: string;
  readonly redelivery: boolean;
  /** Seconds. */
  readonly duration: number;
  /** `OK`, the words of the answer, or why there was none. */
  readonly status: string;
  /** 0 if there was no answer. */
  readonly status_code: number;
  readonly event: string;
  readonly action: string | null;
  readonly installation_id: number;
  readonly repository_id: number | null;
  readonly throttled_at: null;
};

/** How one attempt went. */
export type AttemptOutcome = {
  readonly delivery: Delivery;
  readonly answer: Answer;
  readonly durationSeconds: number;
  readonly isRedelivery: boolean;
};

/** What GitHub remembers of its deliveries, in memory. */
export type DeliveryLog = {
  readonly record: (outcome: AttemptOutcome) => void;
  /** The attempts kept, newest first. */
  readonly attempts: () => readonly DeliveryAttempt[];
  /** The deliveries of which no attempt arrived, oldest first. */
  readonly missed: () => readonly Delivery[];
};

/** How much a log remembers. */
export type DeliveryLogOptions = {
  /** The most attempts kept; older ones are forgotten. 100,000 unless told. */
  readonly limit?: number;
  /** Tells the time of an attempt. */
  readonly now?: () => Date;
};

/**
 * An empty delivery log. It keeps the bytes of missed deliveries only; of those that arrived it
 * keeps that they did.
 */
export function createDeliveryLog({
  limit = 100_000,
  now = () => new Date(),
}: DeliveryLogOptions = {}): DeliveryLog {
  const attempts: DeliveryAttempt[] = [];
  const missed = new Map<string, Delivery>();
  let lastId = 0;
  const record = (outcome: AttemptOutcome): void => {
    lastId += 1;
    attempts.push(attemptOf(outcome, { id: lastId, at: now() }));
    if (attempts.length >= 2 * limit) attempts.splice(0, attempts.length - limit);
    const { delivery, answer } = outcome;
    if (answer.status === 'OK') missed.delete(delivery.id);
    else missed.set(delivery.id, delivery);
  };
  return {
    record,
    attempts: () => attempts.slice(-limit).toReversed(),
    missed: () => [...missed.values()],
  };
}

function attemptOf(outcome: AttemptOutcome, { id, at }: { id: number; at: Date }): DeliveryAttempt {
  const { delivery, answer, durationSeconds, isRedelivery } = outcome;
  return {
    id,
    guid: delivery.id,
    delivered_at: timestamp(at),
    redelivery: isRedelivery,
    duration: Math.round(durationSeconds * 100) / 100,
    status: answer.status,
    status_code: answer.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

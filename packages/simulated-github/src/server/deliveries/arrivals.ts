import { createHash } from 'node:crypto';

import type { Delivery } from '../../deliveries/sign.ts';

/** How unreliably webhooks arrive; with nothing told each arrives once, at once and in order. */
export type Disturbances = {
  /** How late a delivery comes at most, in milliseconds of the story: order is lost within. */
  readonly lateMs?: number;
  /** The share in `[0, 1]` that comes twice, under one GUID. */
  readonly duplicateShare?: number;
  /** The share whose attempt fails before it reaches the receiver: it can be redelivered. */
  readonly dropShare?: number;
  /** The share of which GitHub knows nothing afterwards: only comparing finds it missing. */
  readonly lossShare?: number;
  /** The share that is held back, and says so (`throttled_at`). */
  readonly throttleShare?: number;
  /** How long it is held back, in milliseconds of the story; 300,000 unless told. */
  readonly throttleMs?: number;
};

/** A delivery on its way. */
export type Arrival = {
  readonly delivery: Delivery;
  /** When it arrives, in milliseconds of the story. */
  readonly atMs: number;
  readonly throttledAt: Date | null;
  /** Whether the attempt fails on GitHub's side. */
  readonly isDropped: boolean;
};

const THROTTLE_MS = 300_000;

/**
 * When and how often a delivery arrives: not at all, once or twice. It follows from the seed and
 * the delivery's GUID alone, so it is the same however the story's time is cut into pieces.
 */
export function arrivalsOf(
  delivery: Delivery,
  disturbances: Disturbances,
  seed: string,
): readonly Arrival[] {
  const { lateMs = 0, throttleMs = THROTTLE_MS } = disturbances;
  const draw = (what: string) => uniform(`${seed}/${what}/${delivery.id}`);
  const happens = (what: string, share = 0) => share > 0 && draw(what) < share;
  if (happens('loss', disturbances.lossShare)) return [];
  const isThrottled = happens('throttle', disturbances.throttleShare);
  const startMs = delivery.at.getTime() + (isThrottled ? throttleMs : 0);
  const arrival = (what: string): Arrival => ({
    delivery,
    atMs: startMs + (lateMs === 0 ? 0 : Math.floor(draw(what) * lateMs)),
    throttledAt: isThrottled ? delivery.at : null,
    isDropped: happens(`drop ${what}`, disturbances.dropShare),
  });
  const isTwofold = happens('duplicate', disturbances.duplicateShare);
  return isTwofold ? [arrival('late'), arrival('later')] : [arrival('late')];
}

/** A number in `[0, 1)`, always the same for the same words. */
function uniform(words: string): number {
  return createHash('sha256').update(words).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** Deliveries on their way, kept in the order of their arrival. */
export type ArrivalQueue = {
  readonly add: (arrivals: readonly Arrival[]) => void;
  /** Takes out those that arrive at or before an instant, ascending. */
  readonly take: (untilMs: number) => readonly Arrival[];
};

/** Nothing on its way. */
export function createArrivalQueue(): ArrivalQueue {
  const waiting: Arrival[] = [];
  return {
    add: (arrivals) => {
      for (const one of arrivals) waiting.splice(placeOf(waiting, one.atMs), 0, one);
    },
    take: (untilMs) => waiting.splice(0, placeOf(waiting, untilMs)),
  };
}

/** How many arrive at or before an instant. */
function placeOf(waiting: readonly Arrival[], atMs: number): number {
  let [low, high] = [0, waiting.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isBefore = (waiting[middle]?.atMs ?? Infinity) <= atMs;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

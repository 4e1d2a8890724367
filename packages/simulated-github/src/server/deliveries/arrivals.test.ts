import { describe, expect, it } from 'vitest';

import { deliveriesOf } from '../../deliveries/deliveries.ts';
import type { Delivery } from '../../deliveries/sign.ts';
import { january, smallStory } from '../../testing/small-story.ts';
import type { Disturbances } from './arrivals.ts';
import { arrivalsOf, createArrivalQueue } from './arrivals.ts';

const deliveries: readonly Delivery[] = [
  ...deliveriesOf(smallStory, {
    from: january(1),
    to: january(31),
    secret: 'secret',
    installationId: 77,
  }),
];

const all = (disturbances: Disturbances, seed = 'a') =>
  deliveries.flatMap((one) => arrivalsOf(one, disturbances, seed));

describe('arrivalsOf', () => {
  it('lets each arrive once at its time when nothing disturbs', () => {
    const arrivals = all({});

    expect(arrivals.map(({ delivery }) => delivery)).toStrictEqual(deliveries);
    expect(arrivals.map(({ atMs }) => atMs)).toStrictEqual(deliveries.map(({ at }) => +at));
    expect(arrivals.every(({ isDropped, throttledAt }) => !isDropped && !throttledAt)).toBe(true);
  });

  it('is late by less than it may be, and says when it was throttled', () => {
    const arrivals = all({ lateMs: 60_000, throttleShare: 1, throttleMs: 300_000 });

    for (const { atMs, delivery, throttledAt } of arrivals) {
      const lateMs = atMs - delivery.at.getTime();
      expect(lateMs).toBeGreaterThanOrEqual(300_000);
      expect(lateMs).toBeLessThan(360_000);
      expect(throttledAt).toStrictEqual(delivery.at);
    }
  });

  it('sends twice, drops and loses as often as it is told', () => {
    expect(all({ duplicateShare: 1 })).toHaveLength(2 * deliveries.length);
    expect(all({ lossShare: 1 })).toStrictEqual([]);
    expect(all({ dropShare: 1 }).every(({ isDropped }) => isDropped)).toBe(true);
  });

  it('follows from the seed', () => {
    const some = { lateMs: 60_000, duplicateShare: 0.3, lossShare: 0.3, dropShare: 0.3 };

    expect(all(some)).toStrictEqual(all(some));
    expect(all(some)).not.toStrictEqual(all(some, 'b'));
  });
});

describe('createArrivalQueue', () => {
  it('gives out those that arrive by an instant, ascending, and keeps the order of a tie', () => {
    const [first, second, third] = deliveries;
    if (!first || !second || !third) throw new Error('the story is too short');
    const queue = createArrivalQueue();
    const at = (delivery: Delivery, atMs: number) => ({
      delivery,
      atMs,
      throttledAt: null,
      isDropped: false,
    });
    queue.add([at(first, 30), at(second, 10)]);
    queue.add([at(third, 30)]);

    expect(queue.take(9)).toStrictEqual([]);
    expect(queue.take(30).map(({ delivery }) => delivery)).toStrictEqual([second, first, third]);
    expect(queue.take(99)).toStrictEqual([]);
  });
});

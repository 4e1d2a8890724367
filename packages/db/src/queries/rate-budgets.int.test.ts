import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { OpenDatabase } from '../client.ts';
import { dialects, emptyStore, openTestStore } from '../testing/index.ts';
import { blockBudget, findBudget, noteBudget, takeBudget } from './rate-budgets.ts';

const key = { installationId: 5, resource: 'graphql' } as const;
const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 0, 5, 12, minute, second));

describe.each(dialects)('the budget of an installation on %s', (dialect) => {
  let store: OpenDatabase;
  beforeAll(async () => {
    store = await openTestStore(dialect);
  });
  beforeEach(async () => emptyStore(store.db));
  afterAll(async () => store.close());

  const take = (points: number, now = at(0)) =>
    takeBudget(store.db, key, { points, share: 0.2, now });
  const told = (remaining: number, resetAt = at(30), now = at(0)) =>
    noteBudget(store.db, key, { limit: 100, remaining, resetAt, now });

  it('is free until somebody told of it', async () => {
    expect(await take(1000)).toEqual({ taken: true });
    expect(await findBudget(store.db, key)).toBeNull();
  });

  it('leaves a fifth to others, until the hour is over', async () => {
    await told(22);

    expect(await take(2)).toEqual({ taken: true });
    expect(await take(1)).toEqual({ taken: false, until: at(30), limit: 'primary' });
    expect(await take(1, at(30))).toEqual({ taken: true });
    expect(await findBudget(store.db, key)).toMatchObject({ remaining: 99, resetAt: at(90) });
  });

  it('gives nothing twice, however many take at once', async () => {
    await told(25);

    const taken = await Promise.all(Array.from({ length: 12 }, () => take(1)));

    expect(taken.filter((one) => one.taken)).toHaveLength(5);
    expect(await findBudget(store.db, key)).toMatchObject({ remaining: 20 });
  });

  it('believes the smaller number within an hour, and every number of the next', async () => {
    await told(50);
    await told(60, at(30, 1));
    expect(await findBudget(store.db, key)).toMatchObject({ remaining: 50 });

    await told(40);
    expect(await findBudget(store.db, key)).toMatchObject({ remaining: 40 });

    await told(99, at(90));
    expect(await findBudget(store.db, key)).toMatchObject({ remaining: 99, resetAt: at(90) });
  });

  it('is closed after a secondary limit, whatever is left, also where no limit is known', async () => {
    await blockBudget(store.db, key, { until: at(5), now: at(0) });
    expect(await take(1, at(4))).toEqual({ taken: false, until: at(5), limit: 'secondary' });
    expect(await take(1, at(5))).toEqual({ taken: true });
    expect(await take(1, at(5))).toEqual({ taken: true });

    await told(100, at(30), at(6));
    await blockBudget(store.db, key, { until: at(8), now: at(6) });
    expect(await take(1, at(7))).toMatchObject({ taken: false, limit: 'secondary' });
    expect(await take(1, at(8))).toEqual({ taken: true });
    expect(await findBudget(store.db, key)).toMatchObject({ limit: 100, remaining: 99 });
  });
});

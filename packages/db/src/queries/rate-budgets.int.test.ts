import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { OpenDatabase } from '../client.ts';
import { dialects, emptyStore, openTestStore } from '../testing/index.ts';
import { blockBudget, findBudget, followsFrom, noteBudget, takeBudget } from './rate-budgets.ts';

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
    expect(await take(1000)).toEqual({ taken: true, left: null });
    expect(await findBudget(store.db, key)).toBeNull();
  });

  it('leaves a fifth to others, until the hour is over', async () => {
    await told(22);

    expect(await take(2)).toEqual({
      taken: true,
      left: { limit: 100, remaining: 20, resetAt: at(30) },
    });
    expect(await take(1)).toEqual({ taken: false, until: at(30), limit: 'primary' });
    expect(await take(1, at(30))).toMatchObject({ taken: true });
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

  it.each([
    { of: 'what was expected', limit: 100, remaining: 50, resetAt: at(30), follows: true },
    { of: 'the hour rounded', limit: 100, remaining: 50, resetAt: at(30, 1), follows: true },
    { of: 'a free question', limit: 100, remaining: 60, resetAt: at(30), follows: true },
    { of: 'many free questions', limit: 100, remaining: 61, resetAt: at(30), follows: false },
    { of: 'what others took', limit: 100, remaining: 49, resetAt: at(30), follows: false },
    { of: 'the next hour', limit: 100, remaining: 99, resetAt: at(90), follows: false },
    { of: 'another limit', limit: 200, remaining: 50, resetAt: at(30), follows: false },
  ])('needs no note of $of where that would change nothing', async ({ follows, ...status }) => {
    // given 50 left after taking
    await told(51);
    const outcome = await take(1);
    const left = outcome.taken ? outcome.left : null;
    const before = await findBudget(store.db, key);

    // when what GitHub tells then is noted
    await noteBudget(store.db, key, { ...status, now: at(1) });
    const after = await findBudget(store.db, key);

    // then the points that are left differ just where a note was said to be needed
    expect(left !== null && followsFrom(left, status)).toBe(follows);
    const changed = after?.remaining !== before?.remaining || after?.limit !== before?.limit;
    expect(changed).toBe(!follows);
  });

  it('is closed after a secondary limit, whatever is left, also where no limit is known', async () => {
    await blockBudget(store.db, key, { until: at(5), now: at(0) });
    expect(await take(1, at(4))).toEqual({ taken: false, until: at(5), limit: 'secondary' });
    expect(await take(1, at(5))).toMatchObject({ taken: true });
    expect(await take(1, at(5))).toMatchObject({ taken: true });

    await told(100, at(30), at(6));
    await blockBudget(store.db, key, { until: at(8), now: at(6) });
    expect(await take(1, at(7))).toMatchObject({ taken: false, limit: 'secondary' });
    expect(await take(1, at(8))).toMatchObject({ taken: true });
    expect(await findBudget(store.db, key)).toMatchObject({ limit: 100, remaining: 99 });
  });
});

import { describe, expect, it } from 'vitest';

import { backfillPace, type FetchedSoFar } from './backfill-pace.ts';

const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 0, 11, hour, minute));
const running: FetchedSoFar = {
  state: 'running',
  horizon: new Date(Date.UTC(2026, 0, 1, 12)),
  reached: null,
  done: 0,
  total: null,
  startedAt: at(12),
};

describe('the pace of a backfill', () => {
  it('follows the numbers: a quarter after ten minutes is done in thirty more', () => {
    const pace = backfillPace({ ...running, done: 25, total: 100 }, at(12, 10));

    expect(pace).toEqual({ percent: 25, eta: at(12, 40) });
  });

  it('follows the time covered, where most pull requests are older than the horizon', () => {
    const reached = new Date(Date.UTC(2026, 0, 6, 12));

    const pace = backfillPace({ ...running, reached, done: 10, total: 1000 }, at(12, 10));

    expect(pace).toEqual({ percent: 50, eta: at(12, 20) });
  });

  it('is never all before it is done, and says nothing of the end too early', () => {
    expect(backfillPace({ ...running, done: 100, total: 100 }, at(13)).percent).toBe(99);
    expect(backfillPace({ ...running, done: 1, total: 100 }, at(13)).eta).toBeNull();
    expect(backfillPace({ ...running, state: 'waiting', startedAt: null }, at(13))).toEqual({
      percent: 0,
      eta: null,
    });
    expect(backfillPace({ ...running, state: 'done' }, at(13))).toEqual({
      percent: 100,
      eta: null,
    });
    expect(
      backfillPace({ ...running, state: 'unreachable', done: 50, total: 100 }, at(13)),
    ).toEqual({ percent: 50, eta: null });
  });
});

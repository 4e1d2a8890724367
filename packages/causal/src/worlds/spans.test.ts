import { describe, expect, it } from 'vitest';
import { DAY_SECONDS, dayNumberOf } from '../calendar/days.ts';
import type { Developer } from './people.ts';
import { createRandom } from './random.ts';
import { worldOf } from './settings.ts';
import { spanSecondsOf } from './spans.ts';
import { layOut } from './timing.ts';

const settings = {
  developers: 1,
  weeks: 52,
  effectPercent: -12,
  seed: 1,
  endsAt: new Date('2026-11-20T10:00:00Z'),
};
const developer: Developer = {
  index: 0,
  account: { id: 1, login: 'ada-adler', type: 'User' },
  presence: { from: dayNumberOf('2026-03-02'), to: null },
  memberships: [{ team: 0, from: dayNumberOf('2026-03-02'), to: null }],
  weeklyRate: 1,
  logPace: 0.2,
  zoneHours: 1,
  vacations: [],
};
const work = {
  developer,
  repository: { id: 1, fullName: 'acme/api', logPace: -0.1 },
  day: dayNumberOf('2026-03-04'),
  adopted: false,
  logScale: 0,
};

describe('spanSecondsOf', () => {
  const spanOf = (over: Partial<typeof work>, driftPercent = 0) =>
    spanSecondsOf(
      { ...work, ...over },
      { world: worldOf({ ...settings, driftPercent }), random: createRandom(3), shocks: [] },
    );

  it('is multiplied by the effect once the author has adopted', () => {
    expect(spanOf({ adopted: true }) / spanOf({})).toBeCloseTo(0.88, 3);
  });

  it('drifts by the whole drift over the whole history', () => {
    const { endDay, startDay } = worldOf(settings);

    expect(spanOf({ day: endDay }, -19) / spanOf({ day: startDay }, -19)).toBeCloseTo(0.81, 3);
    expect(spanOf({ day: (startDay + endDay) / 2 }, -19) / spanOf({}, 0)).toBeCloseTo(0.9, 3);
  });

  it('does not drift where none is asked for', () => {
    expect(spanOf({ day: dayNumberOf('2026-10-01') })).toBe(spanOf({}));
  });
});

describe('layOut', () => {
  const laidOut = Array.from({ length: 500 }, (_, seed) => {
    const random = createRandom(seed);
    const day = dayNumberOf('2026-03-02') + random.integer(0, 4);
    const spanSeconds = random.integer(180, 400_000);
    return { day, spanSeconds, ...layOut({ day, spanSeconds }, { developer, random }) };
  });

  it('never bends the span', () => {
    for (const { endsAt, firstCommitAt, spanSeconds } of laidOut) {
      expect(endsAt - firstCommitAt).toBe(spanSeconds);
    }
  });

  it('opens on the day, in working hours of the zone, after the first commit and before the end', () => {
    for (const { day, endsAt, firstCommitAt, openedAt } of laidOut) {
      const hour = (openedAt - day * DAY_SECONDS) / 3_600;
      expect(hour).toBeGreaterThanOrEqual(8);
      expect(hour).toBeLessThan(17);
      expect(firstCommitAt).toBeLessThanOrEqual(openedAt);
      expect(openedAt).toBeLessThan(endsAt);
    }
  });

  it('commits nothing before the author was there', () => {
    const hiredAt = developer.presence.from * DAY_SECONDS;

    expect(laidOut.every(({ firstCommitAt }) => firstCommitAt >= hiredAt)).toBe(true);
  });
});

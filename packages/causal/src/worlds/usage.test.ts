import { describe, expect, it } from 'vitest';
import { dayNumberOf } from '../calendar/days.ts';
import type { Developer } from './people.ts';
import { createRandom } from './random.ts';
import { worldOf } from './settings.ts';
import { createUsage } from './usage.ts';

const world = worldOf({
  developers: 1,
  weeks: 52,
  effectPercent: 0,
  seed: 1,
  endsAt: new Date('2026-11-20T10:00:00Z'),
});
const start = dayNumberOf('2026-03-04');
const developer: Developer = {
  index: 0,
  account: { id: 1, login: 'ada-adler', type: 'User' },
  presence: { from: world.startDay - 100, to: null },
  memberships: [{ team: 0, from: world.startDay - 100, to: null }],
  weeklyRate: 1,
  logPace: 0,
  zoneHours: 0,
  vacations: [],
};
const daysOf = (adopted: number | null, over: Partial<Developer> = {}, seed = 1) =>
  createUsage([{ ...developer, ...over }], [{ day: adopted, known: true, seatDay: adopted }], {
    world,
    random: createRandom(seed),
  }).map(({ day }) => day);

describe('createUsage', () => {
  it('begins on the day of adoption and keeps to about three days a week', () => {
    const days = daysOf(start);

    expect(days[0]).toBe('2026-03-04');
    // 37 weeks and a bit
    expect(days.length / 37.3).toBeGreaterThan(2.4);
    expect(days.length / 37.3).toBeLessThan(3.6);
  });

  it('makes four active days in 28 even of a start before a long vacation', () => {
    const days = daysOf(start, { vacations: [{ from: start + 1, to: start + 60 }] });

    expect(days.slice(0, 4)).toEqual(['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07']);
    expect(days[4]).toMatch(/^2026-05/);
  });

  it('ends when the person leaves', () => {
    expect(daysOf(start, { presence: { from: 0, to: start + 100 } }).at(-1)).toMatch(/^2026-06/);
  });

  it('never gives four days to those who do not adopt', () => {
    const counts = Array.from({ length: 200 }, (_, seed) => daysOf(null, {}, seed).length);

    expect(Math.max(...counts)).toBe(3);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(20);
  });

  it('shows nothing before the reports begin', () => {
    const early = daysOf(world.firstReportDay - 50);

    expect(Date.parse(early[0] ?? '')).toBeGreaterThanOrEqual(world.firstReportDay * 86_400_000);
  });
});

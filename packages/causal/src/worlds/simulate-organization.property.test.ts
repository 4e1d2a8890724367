import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../estimators/before-after.ts';
import { simulateOrganization } from './simulate-organization.ts';
import { panelOf } from './testing.ts';

const endsAt = new Date('2026-11-20T10:00:00Z');

describe('small worlds without drift', () => {
  it('have their truth within the interval about 95 times in 100', () => {
    const runs = 16;
    const covered = Array.from({ length: runs }, (_, seed) => {
      const world = simulateOrganization({
        developers: 40,
        weeks: 32,
        effectPercent: -20,
        driftPercent: 0,
        seed,
        endsAt,
      });
      const panel = panelOf(world, { asOf: endsAt, measure: 'cycle_time', seed, draws: 199 });
      const { interval } = beforeAfter(panel, { dataVersion: '1', computedAt: endsAt }).effect;
      return interval !== null && interval[0] <= -20 && -20 <= interval[1];
    }).filter(Boolean).length;

    // Binomial of 16 with 0.95: below 13 once in a thousand.
    expect(covered).toBeGreaterThanOrEqual(13);
  });
});

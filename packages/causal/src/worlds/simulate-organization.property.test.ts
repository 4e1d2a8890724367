import * as fc from 'fast-check';
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

describe('worlds of any size', () => {
  const anySettings = fc.record({
    developers: fc.integer({ min: 1, max: 25 }),
    weeks: fc.integer({ min: 12, max: 60 }),
    effectPercent: fc.integer({ min: -60, max: 60 }),
    seed: fc.integer(),
    endsAt: fc
      .integer({ min: 0, max: 400 })
      .map((days) => new Date(endsAt.getTime() - days * 86_430_000)),
  });

  it('tell nothing after their end and nobody where they are not', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const { story } = simulateOrganization(settings);
        const people = new Map(story.people.map((person) => [person.id, person]));
        for (const { day, id } of story.usage) {
          const over = Date.parse(day) + 86_400_000;
          expect(over).toBeLessThanOrEqual(settings.endsAt.getTime());
          expect(over).toBeLessThanOrEqual(people.get(id)?.to?.getTime() ?? Infinity);
        }
        for (const { author, openedAt, steps } of story.pullRequests) {
          for (const { actor, at } of [{ actor: author, at: openedAt }, ...steps]) {
            const { from, to } = people.get(actor.id) ?? { from: new Date(0), to: null };
            expect(at >= from && at <= settings.endsAt && (to === null || at < to)).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('show every known beginning on its day, by 4 active days in 28, and no other', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        const { adoptions, story } = simulateOrganization(settings);
        for (const { id, on } of adoptions.filter(({ known }) => known)) {
          const active = story.usage
            .filter((row) => row.id === id)
            .map(({ day }) => Date.parse(day));
          const start = active.find(
            (day) => active.filter((at) => at >= day && at < day + 28 * 86_400_000).length >= 4,
          );
          expect(start).toBe(on === null ? undefined : Date.parse(on));
        }
      }),
      { numRuns: 30 },
    );
  });
});

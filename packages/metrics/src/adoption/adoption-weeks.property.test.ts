import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { addDays } from '../days.ts';
import { countAdoptionWeek, peopleByWeek, type UsageWeek } from './adoption-weeks.ts';

const MONDAY = '2026-03-02';
const weeks = Array.from({ length: 8 }, (_, back) => addDays(MONDAY, -7 * back)).toReversed();

const personId = fc.integer({ min: 1, max: 12 });
const week = fc.constantFrom(...weeks);
const usage = fc
  .record({ personId, week, days: fc.integer({ min: 1, max: 7 }) })
  .map(({ days, ...of }): UsageWeek => ({
    ...of,
    days,
    ways: { completion: days, chat: 0, agent_mode: 0, cli: 0, cloud_agent: 0, code_review: 0 },
    stages: { assistive: days, workflow: 0, agentic: 0 },
  }));
const seat = fc.record({
  personId,
  week,
  active: fc.boolean(),
  rest: fc.constantFrom('idle' as const, 'grace' as const, null),
});
const evidence = fc.record({
  weeks: fc.constant(weeks),
  usage: fc.array(usage, { maxLength: 60 }),
  seats: fc.array(seat, { maxLength: 20 }),
  presence: fc.array(fc.record({ personId, week }), { maxLength: 60 }),
  firstReportDay: fc.constant(weeks[0] ?? MONDAY),
  lastReportDay: fc.constant(addDays(MONDAY, 6)),
});
const group = fc.option(fc.uniqueArray(personId), { nil: null });

test('whatever is known, regular lies within active, active within its whole, ways within those present', () => {
  fc.assert(
    fc.property(evidence, group, (given, of) => {
      for (const people of peopleByWeek(given)) {
        const told = countAdoptionWeek(people, of);
        const whole = told.seats ?? told.recentlyPresent;
        expect(told.present).toBeLessThanOrEqual(told.recentlyPresent);
        expect(told.active ?? 0).toBeLessThanOrEqual(whole);
        expect(told.regular ?? 0).toBeLessThanOrEqual(told.active ?? 0);
        expect(told.ways?.completion ?? 0).toBeLessThanOrEqual(told.present);
        expect((told.idle ?? 0) + (told.grace ?? 0)).toBeLessThanOrEqual(told.seats ?? 0);
      }
    }),
  );
});

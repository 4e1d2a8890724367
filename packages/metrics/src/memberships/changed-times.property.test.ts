import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { addDays } from '../days.ts';
import { changedTimes, type MembershipTime } from './changed-times.ts';

const FIRST = '2026-01-01';
const LAST = 40;
const times: fc.Arbitrary<MembershipTime[]> = fc.array(
  fc.tuple(fc.nat(30), fc.option(fc.integer({ min: 1, max: 9 }))).map(([start, length]) => ({
    from: addDays(FIRST, start),
    to: length === null ? null : addDays(FIRST, start + length),
  })),
  { maxLength: 4 },
);
const daysOf = (of: readonly MembershipTime[]): number[] =>
  Array.from({ length: LAST }, (_, place) => place).filter((place) => {
    const day = addDays(FIRST, place);
    return of.some(({ from, to }) => from <= day && (to === null || day < to));
  });

test('are the days of one side only, day by day', () => {
  fc.assert(
    fc.property(times, times, (before, after) => {
      const [old, now] = [daysOf(before), daysOf(after)];
      const left = old.filter((day) => !now.includes(day));
      const joined = now.filter((day) => !old.includes(day));
      const apart = [...left, ...joined].toSorted((a, b) => a - b);

      expect(daysOf(changedTimes(before, after))).toEqual(apart);
    }),
  );
});

test('are none between the same times, and do not touch each other', () => {
  fc.assert(
    fc.property(times, times, (before, after) => {
      const changed = changedTimes(before, after);

      expect(changedTimes(before, before.toReversed())).toEqual([]);
      for (const [place, { from }] of changed.slice(1).entries()) {
        expect((changed[place]?.to ?? '~') < from).toBe(true);
      }
    }),
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { countOutside, unionOf } from './groups.ts';
import { refuseGroup } from './refuse-group.ts';
import { isRevealing, suppressBelow, suppressSmallGroups } from './suppress-small-groups.ts';

type Group = ReadonlySet<number>;

const total: Group = new Set(Array.from({ length: 60 }, (_, person) => person));
/** Runs of people, which overlap, lie within each other and differ by few. */
const groups: fc.Arbitrary<ReadonlyMap<string, Group>> = fc
  .array(fc.tuple(fc.nat(59), fc.integer({ min: 1, max: 40 })), { maxLength: 9 })
  .map(
    (runs) =>
      new Map(
        runs.map(([from, length], place) => [
          `g${place}`,
          new Set([...total].filter((person) => from <= person && person < from + length)),
        ]),
      ),
  );
const minimums = fc
  .tuple(fc.integer({ min: 5, max: 20 }), fc.integer({ min: 0, max: 15 }))
  .map(([lower, more]) => ({ lower, higher: lower + more }));
const arrayOf = (keys: ReadonlySet<string>) => [...keys].toSorted();

test('raising the minimum never shows a group that the lower one hides', () => {
  fc.assert(
    fc.property(groups, minimums, (view, { lower, higher }) => {
      const hidden = suppressSmallGroups({ groups: view, total, minimum: lower });
      const more = suppressSmallGroups({ groups: view, total, minimum: higher });

      expect(arrayOf(hidden).filter((key) => !more.has(key))).toEqual([]);
    }),
  );
});

test('raising the minimum never lets a group be kept that the lower one refuses', () => {
  fc.assert(
    fc.property(groups, minimums, (view, { lower, higher }) => {
      const [[, group] = ['', new Set<number>()], ...others] = [...view];
      const asked = { group, everybody: total, known: new Map(others) };
      const isKept = (minimum: number) => refuseGroup({ ...asked, minimum }) === null;
      const isShown = (minimum: number) => !isRevealing({ part: group, whole: total, minimum });

      expect(isKept(lower) || !isKept(higher)).toBe(true);
      expect(isShown(lower) || !isShown(higher)).toBe(true);
    }),
  );
});

test('what is shown by a raised minimum holds to it', () => {
  fc.assert(
    fc.property(groups, fc.integer({ min: 5, max: 30 }), (view, minimum) => {
      const hidden = suppressSmallGroups({ groups: view, total, minimum });
      const shown = [...view].filter(([key]) => !hidden.has(key)).map(([, group]) => group);
      const isSmall = (count: number) => count > 0 && count < minimum;

      for (const group of shown) {
        expect(group.size).toBeGreaterThanOrEqual(minimum);
        expect(isSmall(countOutside(total, group))).toBe(false);
      }
      expect(shown.length > 0 && isSmall(countOutside(total, unionOf(shown)))).toBe(false);
    }),
  );
});

test('one minimum by itself, larger than another, may show what that hides', () => {
  // given c within b within a, six and three people apart
  const people = (to: number): Group => new Set([...total].filter((person) => person < to));
  const view = new Map([
    ['a', people(29)],
    ['b', people(23)],
    ['c', people(20)],
  ]);

  expect(arrayOf(suppressBelow({ groups: view, total, minimum: 5 }))).toEqual(['c']);
  expect(arrayOf(suppressBelow({ groups: view, total, minimum: 7 }))).toEqual(['b']);
  expect(arrayOf(suppressSmallGroups({ groups: view, total, minimum: 7 }))).toEqual(['b', 'c']);
});

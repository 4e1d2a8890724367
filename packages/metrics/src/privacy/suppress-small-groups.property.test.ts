import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { MINIMUM_GROUP, suppressSmallGroups } from './suppress-small-groups.ts';

const views = fc
  .record({
    total: fc.integer({ min: 0, max: 40 }),
    // Mostly one group a person, sometimes two: teams overlap.
    places: fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.boolean()), {
      minLength: 40,
      maxLength: 40,
    }),
  })
  .map(({ total, places }) => {
    const groups = new Map<string, Set<number>>();
    for (const [person, [first, second, both]] of places.slice(0, total).entries()) {
      for (const group of both ? [first, second] : [first]) {
        const members = groups.get(`g${group}`) ?? new Set<number>();
        groups.set(`g${group}`, members.add(person));
      }
    }
    return { groups, total: new Set(Array.from({ length: total }, (_, person) => person)) };
  });

type View = { groups: Map<string, Set<number>>; total: Set<number> };

function shownOf({ groups, total }: View): Set<number>[] {
  const hidden = suppressSmallGroups({ groups, total });
  return [...groups].filter(([key]) => !hidden.has(key)).map(([, people]) => people);
}

const isSmall = (count: number): boolean => count > 0 && count < MINIMUM_GROUP;

test('neither a shown group, nor who is in none of them, nor a difference of two is 1 to 4 people', () => {
  fc.assert(
    fc.property(views, (view) => {
      const shown = shownOf(view);
      const outside = [...view.total].filter((person) =>
        shown.every((group) => !group.has(person)),
      );

      const isWhole = shown.length === 0 && view.total.size < MINIMUM_GROUP;
      expect(isWhole || !isSmall(outside.length)).toBe(true);
      for (const a of shown) {
        expect(a.size).toBeGreaterThanOrEqual(MINIMUM_GROUP);
        for (const b of [...shown, view.total]) {
          expect(isSmall([...b].filter((person) => !a.has(person)).length * subset(a, b))).toBe(
            false,
          );
        }
      }
    }),
    { numRuns: 500 },
  );
});

/** 1 if every person of `a` is in `b`, so that `b` less `a` is a figure; else 0. */
function subset(a: Set<number>, b: Set<number>): 0 | 1 {
  return [...a].every((person) => b.has(person)) ? 1 : 0;
}

test('the order of the groups does not matter', () => {
  fc.assert(
    fc.property(views, ({ groups, total }) => {
      const reversed = new Map([...groups].toReversed());

      expect(new Set(suppressSmallGroups({ groups: reversed, total }))).toEqual(
        new Set(suppressSmallGroups({ groups, total })),
      );
    }),
  );
});

test('groups that are large and whose rest is large are all shown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 5, max: 9 }), { minLength: 1, maxLength: 6 }),
      (sizes) => {
        const groups = new Map<string, Set<number>>();
        const total = new Set<number>();
        for (const [i, size] of sizes.entries()) {
          const members = Array.from({ length: size }, (_, k) => i * 10 + k);
          groups.set(`g${i}`, new Set(members));
          for (const person of members) total.add(person);
        }

        expect(suppressSmallGroups({ groups, total }).size).toBe(0);
      },
    ),
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { MINIMUM_GROUP } from './minimum-group.ts';
import { suppressSmallGroups } from './suppress-small-groups.ts';

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

const relatedViews = fc
  .record({
    views,
    related: fc.array(fc.tuple(fc.constantFrom('both', 'rest', 'most'), fc.nat(7), fc.nat(7)), {
      maxLength: 4,
    }),
  })
  .map(({ views: { groups, total }, related }): View => {
    const all = new Map(groups);
    for (const [index, [kind, first, second]] of related.entries()) {
      const [a, b] = [groups.get(`g${first}`) ?? [], groups.get(`g${second}`) ?? []];
      const rest = [...total].filter((person) => !new Set(a).has(person));
      const people = { both: [...a, ...b], rest, most: [...a].slice(1) }[kind];
      all.set(`r${index}`, new Set(people));
    }
    return { groups: all, total };
  });

test('what is hidden is what the three rules say, each pair looked at by itself', () => {
  fc.assert(
    fc.property(relatedViews, (view) => {
      expect(new Set(suppressSmallGroups(view))).toEqual(hiddenByRules(view));
    }),
    { numRuns: 500 },
  );
});

const without = (people: Iterable<number>, others: ReadonlySet<number>): number[] =>
  [...people].filter((person) => !others.has(person));

function hiddenByRules({ groups, total }: View): Set<string> {
  const sorted = [...groups].toSorted(([a, as], [b, bs]) => bs.size - as.size || (a < b ? -1 : 1));
  let shown: typeof sorted = [];
  for (const [key, people] of total.size < MINIMUM_GROUP ? [] : sorted) {
    const apart = shown.map(
      ([, other]) => without(people, other).length + without(other, people).length,
    );
    const rests = [without(total, people).length, ...apart, ...apart.map((n) => total.size - n)];
    if (people.size >= MINIMUM_GROUP && !rests.some(isSmall)) shown.push([key, people]);
  }
  for (;;) {
    const wholes = [total, ...shown.map(([, people]) => people)];
    const parts = wholes.map((whole) =>
      shown.filter(
        ([, people]) =>
          whole === total || (people.size < whole.size && subset(people, whole) === 1),
      ),
    );
    const told = parts.findIndex((of, place) => {
      const union = new Set(of.flatMap(([, people]) => [...people]));
      return of.length > 0 && isSmall(without(wholes[place] ?? [], union).length);
    });
    const last = parts[told]?.at(-1)?.[0];
    if (last === undefined) break;
    shown = shown.filter(([key]) => key !== last);
  }
  return new Set([...groups.keys()].filter((key) => !shown.some(([one]) => one === key)));
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { refuseGroup } from './refuse-group.ts';
import { MINIMUM_GROUP } from './minimum-group.ts';
import { suppressSmallGroups } from './suppress-small-groups.ts';

type Group = ReadonlySet<number>;

const everybody = new Set(Array.from({ length: 30 }, (_, person) => person));
const team = (from: number, to: number): Group =>
  new Set([...everybody].filter((person) => from <= person && person < to));
const teams: readonly Group[] = [team(0, 8), team(8, 16), team(16, 19), team(19, 30)];

/** Groups as people would ask for them: some teams whole, and somebody in or out. */
const groups: fc.Arbitrary<Group> = fc
  .record({
    whole: fc.subarray([...teams]),
    flipped: fc.uniqueArray(fc.nat(29), { maxLength: 12 }),
  })
  .map(({ whole, flipped }) => {
    const group = new Set(whole.flatMap((one) => [...one]));
    for (const person of flipped) if (!group.delete(person)) group.add(person);
    return group;
  });

/** What is kept when groups are asked for one after the other. */
function keptOf(asked: readonly Group[]): Group[] {
  const known = new Map<string, Group>(teams.map((people, i) => [`team ${i}`, people]));
  const kept: Group[] = [];
  for (const [i, group] of asked.entries()) {
    if (refuseGroup({ group, everybody, known }) !== null) continue;
    known.set(`cohort ${i}`, group);
    kept.push(group);
  }
  return kept;
}

const isSmall = (count: number): boolean => count > 0 && count < MINIMUM_GROUP;
const less = (a: Iterable<number>, b: Group): number[] => [...a].filter((one) => !b.has(one));

test('no kept group, what it leaves of everybody, nor its difference to a team or to another is 1 to 4 people', () => {
  fc.assert(
    fc.property(fc.array(groups, { maxLength: 6 }), (asked) => {
      const kept = keptOf(asked);
      const shown = [...kept, ...teams.filter(({ size }) => size >= MINIMUM_GROUP)];
      for (const group of kept) {
        expect(group.size).toBeGreaterThanOrEqual(MINIMUM_GROUP);
        expect(isSmall(less(everybody, group).length)).toBe(false);
        for (const other of shown) {
          const apart = less(group, other).length + less(other, group).length;
          expect(isSmall(apart)).toBe(false);
          expect(isSmall(everybody.size - apart)).toBe(false);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a kept group is no union of whole teams and 1 to 4 people more, nor such a union less 1 to 4', () => {
  fc.assert(
    fc.property(groups, (group) => {
      fc.pre(keptOf([group]).length === 1);
      const large = teams.filter(({ size }) => size >= MINIMUM_GROUP);
      for (let some = 1; some < 2 ** large.length; some += 1) {
        const together = new Set(
          large.filter((_, i) => (some & (1 << i)) !== 0).flatMap((one) => [...one]),
        );
        const more = less(group, together).length;
        const fewer = less(together, group).length;
        expect(fewer === 0 && isSmall(more)).toBe(false);
        expect(more === 0 && isSmall(fewer)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('of overlapping groups in one view, none is left as 1 to 4 people by those within it', () => {
  fc.assert(
    fc.property(fc.array(groups, { maxLength: 8 }), (asked) => {
      const view = new Map(asked.map((group, i) => [`g${i}`, group]));
      const hidden = suppressSmallGroups({ groups: view, total: everybody });
      const shown = [...view].filter(([key]) => !hidden.has(key)).map(([, group]) => group);
      for (const whole of [everybody, ...shown]) {
        const within = shown.filter(
          (part) => part.size < whole.size && less(part, whole).length === 0,
        );
        const rest = within.reduce<number[]>((left, part) => less(left, part), [...whole]);
        expect(isSmall(rest.length)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

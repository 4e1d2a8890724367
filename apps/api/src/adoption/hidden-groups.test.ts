import { hiddenAtLast, hiddenByMinimum } from '@uplift/metrics';
import { expect, test } from 'vitest';

import { hiddenGroups, together, type GroupedPeople } from './hidden-groups.ts';

const people = (from: number, to: number): Set<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, place) => from + place));

/** What is hidden of these groups, none of them before. */
function hiddenOf(
  keys: readonly string[],
  views: readonly GroupedPeople[],
  minimum = 5,
): ReadonlySet<string> {
  return hiddenAtLast(
    hiddenGroups(
      keys,
      hiddenByMinimum(minimum, () => []),
      views,
    ),
  );
}

test('a rest that holds seats but was not present is not to be had by subtraction', () => {
  // given 12 people present, all of the team, and two more with seats outside of it
  const present = { groups: new Map([['core', people(1, 12)]]), total: people(1, 12) };
  const seated = { groups: new Map([['core', people(1, 12)]]), total: people(1, 14) };

  expect(hiddenOf(['core'], [present])).toEqual(new Set());
  expect(hiddenOf(['core'], [present, together(present, seated)])).toEqual(new Set(['core']));
});

test('what is hidden for one set of people takes others with it in the other', () => {
  // given two teams of six, and a third that is small among those present alone
  const groups = (third: Set<number>) =>
    new Map([
      ['a', people(1, 6)],
      ['b', people(7, 12)],
      ['c', third],
    ]);
  const present = { groups: groups(people(13, 15)), total: people(1, 15) };
  const seated = { groups: groups(people(13, 19)), total: people(1, 19) };

  const hidden = hiddenOf(['a', 'b', 'c'], [present, together(present, seated)]);

  // then c alone would be what is left of everybody
  expect(hidden.has('c')).toBe(true);
  expect(hidden.size).toBe(2);
});

test('an organisation of four with seats is not shown at all', () => {
  const none = { groups: new Map<string, Set<number>>(), total: new Set<number>() };
  const few = { groups: new Map<string, Set<number>>(), total: people(1, 4) };

  expect(hiddenOf(['all'], [none, few])).toEqual(new Set(['all']));
  expect(hiddenOf(['all'], [none])).toEqual(new Set());
});

test('a larger minimum hides a rest that a smaller one shows', () => {
  const present = { groups: new Map([['core', people(1, 12)]]), total: people(1, 18) };

  expect(hiddenOf(['core'], [present], 6)).toEqual(new Set());
  expect(hiddenOf(['core'], [present], 7)).toEqual(new Set(['core']));
});

import { expect, test } from 'vitest';

import { hiddenGroups, together } from './hidden-groups.ts';

const people = (from: number, to: number): Set<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, place) => from + place));

test('a rest that holds seats but was not present is not to be had by subtraction', () => {
  // given 12 people present, all of the team, and two more with seats outside of it
  const present = { groups: new Map([['core', people(1, 12)]]), total: people(1, 12) };
  const seated = { groups: new Map([['core', people(1, 12)]]), total: people(1, 14) };

  expect(hiddenGroups(['core'], new Set(), [present])).toEqual(new Set());
  expect(hiddenGroups(['core'], new Set(), [present, together(present, seated)])).toEqual(
    new Set(['core']),
  );
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

  const hidden = hiddenGroups(['a', 'b', 'c'], new Set(), [present, together(present, seated)]);

  // then c alone would be what is left of everybody
  expect(hidden.has('c')).toBe(true);
  expect(hidden.size).toBe(2);
});

test('an organisation of four with seats is not shown at all', () => {
  const none = { groups: new Map<string, Set<number>>(), total: new Set<number>() };
  const few = { groups: new Map<string, Set<number>>(), total: people(1, 4) };

  expect(hiddenGroups(['all'], new Set(), [none, few])).toEqual(new Set(['all']));
  expect(hiddenGroups(['all'], new Set(), [none])).toEqual(new Set());
});

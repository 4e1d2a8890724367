import { expect, test } from 'vitest';

import { refuseGroup } from './refuse-group.ts';

/** People `from` to `to`, both included. */
const people = (from: number, to: number): Set<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, i) => from + i));

/** Forty people; a team of ten, one of eight and one of three. */
const everybody = people(1, 40);
const known = new Map([
  ['platform', people(1, 10)],
  ['search', people(11, 18)],
  ['ops', people(19, 21)],
]);

const refused = (group: Set<number>, among = known) =>
  refuseGroup({ group, everybody, known: among });

test.each([
  ['four people', people(21, 24), { rule: 'too_few' }],
  ['everybody but one', people(2, 40), { rule: 'all_but_few' }],
  ['a team less two of it', people(1, 8), { rule: 'close_to', others: ['platform'] }],
  ['a team and one more', people(1, 11), { rule: 'close_to', others: ['platform'] }],
  ['everybody but a team and two more', people(13, 40), { rule: 'close_to', others: ['platform'] }],
  ['two teams and one more', people(1, 19), { rule: 'close_to', others: ['platform', 'search'] }],
  // given search whole, and all but three of platform
  ['two teams less three', people(4, 18), { rule: 'close_to', others: ['platform', 'search'] }],
])('%s would give away too few', (_, group, refusal) => {
  expect(refused(group)).toEqual(refusal);
});

test.each([
  ['five people', people(22, 26)],
  ['a whole team', people(1, 10)],
  ['everybody', everybody],
  ['half of a team', people(1, 5)],
  // given five of platform are left out, and ten others taken in
  ['some of several teams', new Set([...people(1, 5), ...people(25, 34)])],
  ['two whole teams', people(1, 18)],
])('%s may be kept', (_, group) => {
  expect(refused(group)).toBeNull();
});

test('a known group that lies across others does not hide what they give away together', () => {
  // given twelve people of both teams, more than either has
  const across = new Map([...known, ['across', people(4, 15)]]);

  expect(refused(people(1, 19), across)).toEqual({
    rule: 'close_to',
    others: ['platform', 'search'],
  });
});

test('the last piece is refused where all pieces together leave too few of everybody', () => {
  // given eighteen people in the two teams, so that four of forty would be left
  const last = { rule: 'all_but_few_with', others: ['platform', 'search'], whole: null };

  expect(refused(people(19, 40))).toBeNull();
  expect(refused(people(21, 38))).toMatchObject(last);
});

test('teams that leave too few of everybody may be kept, alone or together: they are known already', () => {
  const all = new Map([...known, ['others', people(19, 28)], ['more', people(29, 38)]]);

  expect(refused(people(1, 10), all)).toBeNull();
  expect(refused(people(1, 18), all)).toBeNull();
});

test('the last piece of a known group is refused where it leaves too few of that', () => {
  const wide = new Map([...known, ['wide', people(1, 30)]]);

  expect(refused(people(19, 28), wide)).toEqual({
    rule: 'all_but_few_with',
    others: ['platform', 'search'],
    whole: 'wide',
  });
});

test('groups that share people cannot be added up, and forbid nothing together', () => {
  // given six people, the same six, and a team that has three of them and four others
  const shared = new Map([
    ['same', people(22, 27)],
    ['platform', new Set([...people(22, 24), ...people(1, 4)])],
  ]);

  expect(refused(people(22, 27), shared)).toBeNull();
});

test('a known group below the minimum cannot be subtracted, and forbids nothing', () => {
  const five = people(19, 23);

  expect(refused(five)).toBeNull();
  expect(refused(five, new Map([['ops', people(19, 24)]]))).toMatchObject({ rule: 'close_to' });
});

test('the minimum is a setting', () => {
  expect(refuseGroup({ group: people(30, 32), everybody, known, minimum: 3 })).toBeNull();
});

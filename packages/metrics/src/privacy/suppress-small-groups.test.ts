import { expect, test } from 'vitest';

import { isRevealing, suppressSmallGroups } from './suppress-small-groups.ts';

/** People `from` to `to`, both included. */
const people = (from: number, to: number): Set<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, i) => from + i));

function hidden(groups: Record<string, Set<number>>, total = people(1, 30)): string[] {
  return [...suppressSmallGroups({ groups: new Map(Object.entries(groups)), total })];
}

test('a group of four is hidden, a group of five is shown', () => {
  expect(hidden({ four: people(1, 4), five: people(5, 9) })).toEqual(['four']);
});

test('one small group takes the smallest other with it, so that the total gives nothing away', () => {
  const groups = { small: people(1, 3), middle: people(4, 13), big: people(14, 30) };

  expect(hidden(groups)).toEqual(['small', 'middle']);
});

test('small groups that are five people together hide each other', () => {
  const groups = { two: people(1, 2), three: people(3, 5), big: people(6, 30) };

  expect(hidden(groups)).toEqual(['two', 'three']);
});

test('people in no group count as a group to protect', () => {
  // given 30 people of whom 29 are in the groups
  expect(hidden({ a: people(1, 10), b: people(11, 29) })).toEqual(['a']);
});

test('a group with all but two of the total is hidden, though others cover the two', () => {
  expect(hidden({ almost: people(1, 28), other: people(20, 30) })).toEqual(['almost']);
});

test('a group within another is hidden if the rest of the other is too small', () => {
  expect(hidden({ outer: people(1, 12), inner: people(1, 9) })).toEqual(['inner']);
});

test('two groups that share three people and together make the total are not both shown', () => {
  // given |a| + |b| − |total| = 3 people counted twice
  expect(hidden({ a: people(1, 20), b: people(18, 30) })).toEqual(['b']);
});

test('the same people under two names are both shown', () => {
  expect(hidden({ a: people(1, 10), b: people(1, 10) })).toEqual([]);
});

test('in a view of four people everything is hidden', () => {
  expect(hidden({ all: people(1, 4) }, people(1, 4))).toEqual(['all']);
});

test('the minimum is a setting', () => {
  const groups = new Map([['three', people(1, 3)]]);

  expect(suppressSmallGroups({ groups, total: people(1, 30), minimum: 3 }).size).toBe(0);
});

test.each([
  { part: people(1, 0), revealing: true },
  { part: people(1, 4), revealing: true },
  { part: people(1, 5), revealing: false },
  { part: people(1, 25), revealing: false },
  { part: people(1, 26), revealing: true },
  { part: people(1, 30), revealing: false },
])('a filter that leaves $part.size of 30 people reveals: $revealing', ({ part, revealing }) => {
  expect(isRevealing({ part, whole: people(1, 30) })).toBe(revealing);
});

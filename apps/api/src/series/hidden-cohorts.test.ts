import { hiddenAtLast } from '@uplift/metrics';
import { expect, test } from 'vitest';

import { hiddenCohorts } from './hidden-cohorts.ts';

/** People `from` to `to`, both included. */
const people = (from: number, to: number): Set<number> =>
  new Set(Array.from({ length: to - from + 1 }, (_, i) => from + i));

/** Which of some cohorts among thirty people, ten of them a team, are hidden. */
function hidden(cohorts: Record<string, Set<number>>, minimum = 5): string[] {
  const byMinimum = hiddenCohorts(
    {
      everybody: people(1, 30),
      teams: new Map([['7', people(1, 10)]]),
      cohorts: new Map(Object.entries(cohorts)),
    },
    minimum,
  );
  return [...hiddenAtLast(byMinimum)].toSorted();
}

test('cohorts apart from each other, from the team and from everybody are all shown', () => {
  expect(hidden({ a: people(6, 15), b: people(16, 25), team: people(1, 10) })).toEqual([]);
});

test('of two cohorts that differ by too few, the smaller is hidden', () => {
  expect(hidden({ most: people(11, 20), more: people(11, 22) })).toEqual(['most']);
});

test('a cohort that differs from a team by too few, or leaves out too few of everybody, is hidden', () => {
  expect(hidden({ teamLessOne: people(1, 9), allButTwo: people(1, 28) })).toEqual([
    'allButTwo',
    'teamLessOne',
  ]);
});

test('cohorts within a cohort are not all shown if they leave too few of it', () => {
  expect(hidden({ whole: people(11, 25), left: people(11, 17), right: people(18, 23) })).toEqual([
    'right',
  ]);
});

test('a cohort of which nobody is there is hidden', () => {
  expect(hidden({ gone: new Set() })).toEqual(['gone']);
});

test('a larger minimum hides more cohorts, and shows none that a smaller one hides', () => {
  // given one that differs from the next by three people, and six of thirty who are in none
  const cohorts = { wide: people(4, 14), wider: people(4, 17), apart: people(18, 27) };

  expect(hidden(cohorts)).toEqual(['wide']);
  expect(hidden(cohorts, 6)).toEqual(['wide']);
  expect(hidden(cohorts, 7)).toEqual(['apart', 'wide']);
});

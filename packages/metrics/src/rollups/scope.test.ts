import { expect, test } from 'vitest';

import { aFactSet, aMeasuredPullRequest } from '../testing/facts.ts';
import { scopeKey, wholeOrganization } from './scope.ts';
import { scopePopulation } from './scope-population.ts';

test.each([
  { scope: wholeOrganization, key: 'all' },
  { scope: { ...wholeOrganization, team: 3 }, key: 'team:3' },
  { scope: { ...wholeOrganization, repository: 7 }, key: 'repository:7' },
  { scope: { ...wholeOrganization, cohort: 2 }, key: 'cohort:2' },
  { scope: { ...wholeOrganization, authorship: 'agent' as const }, key: 'authorship:agent' },
  {
    scope: { team: 3, repository: 7, cohort: 2, authorship: 'bot' as const },
    key: 'team:3,repository:7,cohort:2,authorship:bot',
  },
])('a scope is called $key', ({ scope, key }) => {
  expect(scopeKey(scope)).toBe(key);
});

test('a population is who was present, opened, closed or reviewed in the scope and window', () => {
  const window = { from: new Date('2026-03-02'), to: new Date('2026-03-09') };
  const facts = aFactSet({
    presence: [
      { personId: 1, day: '2026-03-02', repositoryId: 7 },
      { personId: 2, day: '2026-03-09', repositoryId: 7 },
      { personId: 3, day: '2026-03-08', repositoryId: 8 },
    ],
    pullRequests: [
      aMeasuredPullRequest({ personId: 4 }),
      aMeasuredPullRequest({ personId: 5, openedAt: new Date('2026-02-01') }),
      aMeasuredPullRequest({ personId: null }),
    ],
    reviews: [
      { reviewerId: 6, at: new Date('2026-03-04'), repositoryId: 7, authorship: 'unmarked' },
    ],
    memberships: [{ teamId: 3, personId: 1, from: '2026-03-02', to: '2026-03-03' }],
    cohortMembers: [1, 3, 6].map((personId) => ({ cohortId: 2, personId })),
  });
  const populationOf = (scope: Partial<typeof wholeOrganization>): number[] =>
    [...scopePopulation(facts, { ...wholeOrganization, ...scope }, window)].toSorted(
      (a, b) => a - b,
    );

  expect(populationOf({})).toEqual([1, 3, 4, 5, 6]);
  expect(populationOf({ authorship: 'agent' })).toEqual([1, 3, 4, 5, 6]);
  expect(populationOf({ repository: 8 })).toEqual([3]);
  expect(populationOf({ team: 3 })).toEqual([1]);
  expect(populationOf({ cohort: 2 })).toEqual([1, 3, 6]);
  expect(populationOf({ cohort: 2, repository: 8 })).toEqual([3]);
  expect(populationOf({ cohort: 9 })).toEqual([]);
});

import { expect, test } from 'vitest';

import type { ControlledDeveloper, ControlledPullRequest } from '../controlled/controlled-input.ts';
import { divideByCohorts, type CohortQuestion } from './divide-by-cohorts.ts';

const asOf = new Date('2026-06-01T00:00:00Z');
const treated = { id: 7, name: 'Early' };
const control = { id: 8, name: 'Late' };
const question: CohortQuestion = {
  tool: 'copilot',
  source: 'usage',
  from: null,
  cohorts: { treated, control, since: null },
};

function developer(id: number, own: Partial<ControlledDeveloper> = {}): ControlledDeveloper {
  const never = { adoptedOn: null, status: 'never' as const, teamId: null };
  return { id, firstActiveOn: '2026-01-05', lastActiveOn: '2026-05-29', ...never, ...own };
}

const adopted = (adoptedOn: string) => ({ adoptedOn, status: 'known' as const });

function pullRequest(developerId: number, day: string): ControlledPullRequest {
  return {
    developerId,
    openedAt: new Date(`${day}T09:00:00Z`),
    mergedAt: null,
    cycleTimeSeconds: null,
    additions: null,
    deletions: null,
    reviewCycles: null,
    state: 'open',
    reverted: false,
    authorship: 'unmarked',
    repositoryId: 1,
  };
}

/** Divides developers with a pull request each in January and in May. */
function divided(
  developers: readonly ControlledDeveloper[],
  people: Record<number, readonly number[]>,
  asked: Partial<CohortQuestion> = {},
) {
  const pullRequests = developers.flatMap(({ id }) => [
    pullRequest(id, '2026-01-06'),
    pullRequest(id, '2026-05-06'),
  ]);
  const cohorts = new Map(Object.entries(people).map(([id, of]) => [Number(id), new Set(of)]));
  const found = divideByCohorts(
    { developers, pullRequests, asOf },
    { ...question, ...asked },
    cohorts,
  );
  return { ...found, kept: found.pullRequests.map((row) => row.developerId) };
}

test('the treated keep their own start, controls have none, and nobody else takes part', () => {
  const { developers, kept, leftOut } = divided(
    [developer(1, adopted('2026-03-04')), developer(2), developer(3)],
    { 7: [1], 8: [2] },
  );

  expect(developers).toEqual([developer(1, adopted('2026-03-04')), developer(2)]);
  expect(kept).toEqual([1, 1, 2, 2]);
  expect(leftOut).toEqual([]);
});

test('a control who starts leaves from the Monday of that week on', () => {
  // given a start on Wednesday, 4 March
  const { developers, kept, leftOut } = divided([developer(2, adopted('2026-03-04'))], {
    7: [],
    8: [2],
  });

  expect(developers).toEqual([developer(2, { lastActiveOn: '2026-03-01' })]);
  expect(kept).toEqual([2]);
  expect(leftOut).toEqual([{ reason: 'control_adopted', developers: 1, pullRequests: 1 }]);
});

test('a control who had started before they are first seen takes no part', () => {
  const { developers, kept, leftOut } = divided([developer(2, adopted('2025-12-01'))], {
    7: [],
    8: [2],
  });

  expect(developers).toEqual([]);
  expect(kept).toEqual([]);
  expect(leftOut).toEqual([{ reason: 'control_adopted', developers: 1, pullRequests: 2 }]);
});

test('one of the treated without a start, and people of both cohorts, take no part', () => {
  const { developers, leftOut } = divided(
    [developer(1), developer(2, adopted('2026-03-04')), developer(3, adopted('2026-03-04'))],
    { 7: [1, 2, 3], 8: [3] },
  );

  expect(developers.map(({ id }) => id)).toEqual([2]);
  expect(leftOut).toEqual([
    { reason: 'treated_without_start', developers: 1, pullRequests: 2 },
    { reason: 'in_both_cohorts', developers: 1, pullRequests: 2 },
  ]);
});

test('whose start is unknown is neither treated nor control, as in every comparison', () => {
  const unknown = [developer(1, { status: 'unknown' }), developer(2, { status: 'unknown' })];

  expect(divided(unknown, { 7: [1], 8: [2] }).developers).toEqual(unknown);
});

test('with a common day all of the treated begin then, and only later starts end a control', () => {
  const since = '2026-03-02';
  const { developers, leftOut } = divided(
    [
      developer(1),
      developer(2, adopted('2026-04-01')),
      developer(3, adopted('2026-02-01')),
      developer(4, adopted('2026-04-08')),
    ],
    { 7: [1, 2], 8: [3, 4] },
    { cohorts: { treated, control, since } },
  );

  expect(developers).toEqual([
    developer(1, adopted(since)),
    developer(2, adopted(since)),
    developer(3),
    developer(4, { lastActiveOn: '2026-04-05' }),
  ]);
  expect(leftOut).toEqual([{ reason: 'control_adopted', developers: 1, pullRequests: 1 }]);
});

test('a population is narrowed to a cohort, and left as it is within', () => {
  const everybody = [developer(1, adopted('2026-03-04')), developer(2)];
  const { cohorts: _pair, ...rest } = question;
  const found = divideByCohorts(
    { developers: everybody, pullRequests: [pullRequest(1, '2026-01-06')], asOf },
    { ...rest, cohort: control },
    new Map([[8, new Set([2])]]),
  );

  expect(found).toEqual({ developers: [developer(2)], pullRequests: [], asOf, leftOut: [] });
});

test('what lies outside of the window is not counted as left out', () => {
  const { leftOut } = divided([developer(1)], { 7: [1], 8: [] }, { from: '2026-02-01' });

  expect(leftOut).toEqual([{ reason: 'treated_without_start', developers: 1, pullRequests: 1 }]);
});

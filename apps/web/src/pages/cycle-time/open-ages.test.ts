import { expect, test } from 'vitest';

import { countedOf, type PullRequest } from '../../api/pull-requests.ts';
import { hourOf, openByAge, openedIn, stageNow } from './open-ages.ts';

const asOf = new Date('2026-11-25T03:00:00Z');

function open(openedAt: string, parts: Partial<PullRequest> = {}): PullRequest {
  return {
    repository: 'acme/api',
    number: 1,
    title: null,
    state: 'open',
    draft: false,
    authorship: 'unmarked',
    firstCommitAt: openedAt,
    openedAt,
    readyAt: openedAt,
    firstReviewAt: null,
    firstAiReviewAt: null,
    approvedAt: null,
    mergedAt: null,
    closedAt: null,
    additions: null,
    deletions: null,
    changedFiles: null,
    commits: null,
    revertsNumber: null,
    reviewCycles: 0,
    cycleTimeSeconds: null,
    stages: { coding: 0, pickup: 0, review: 0, merge: 0, deploy: null },
    flags: [],
    ...parts,
  };
}

test('an open pull request is in one stage by the first rule that holds', () => {
  const at = '2026-11-20T00:00:00Z';

  expect(stageNow(open(at, { draft: true, approvedAt: at }))).toBe('coding');
  expect(stageNow(open(at, { readyAt: null }))).toBe('coding');
  expect(stageNow(open(at))).toBe('pickup');
  expect(stageNow(open(at, { firstReviewAt: at }))).toBe('review');
  expect(stageNow(open(at, { firstReviewAt: at, approvedAt: at }))).toBe('merge');
});

test('ages are half-open: what was opened a day ago to the second is under a day old', () => {
  const {
    '1d': day,
    '3d': days,
    older,
  } = openByAge(
    [
      open('2026-11-25T03:20:00Z'),
      open('2026-11-24T03:00:00Z'),
      open('2026-11-24T02:59:59Z'),
      open('2026-01-01T00:00:00Z', { draft: true }),
    ],
    asOf,
  );

  expect(day.pickup).toBe(2);
  expect(days.pickup).toBe(1);
  expect(older.coding).toBe(1);
});

test('the list of an age asks for what its bar counts', () => {
  expect(openedIn('1d', asOf)).toEqual({ from: '2026-11-24T03:00:00.000Z', to: '2026-11-26' });
  expect(openedIn('3d', asOf)).toEqual({
    from: '2026-11-22T03:00:00.000Z',
    to: '2026-11-24T03:00:00.000Z',
  });
  expect(openedIn('older', asOf)).toEqual({ from: '2008-01-01', to: '2026-10-28T03:00:00.000Z' });
  expect(hourOf(new Date('2026-11-25T03:59:59Z'))).toEqual(asOf);
});

test('pull requests of bots are counted only where they are asked for', () => {
  const items = [open('2026-11-24T00:00:00Z'), open('2026-11-24T00:00:00Z', { authorship: 'bot' })];

  expect(countedOf({ items, total: 7 }, {})).toEqual({ items: items.slice(0, 1), total: 6 });
  expect(countedOf({ items, total: 7 }, { authorship: 'bot' })).toEqual({ items, total: 7 });
});

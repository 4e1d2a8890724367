import { expect, test } from 'vitest';

import type { PullRequest } from '../../api/pull-requests.ts';
import { chooseWorked, exampleOf } from './worked.ts';

const merged: PullRequest = {
  repository: 'acme/web',
  number: 1,
  title: null,
  state: 'merged',
  draft: false,
  authorship: 'unmarked',
  firstCommitAt: '2026-11-02T08:00:00Z',
  openedAt: '2026-11-02T09:00:00Z',
  readyAt: '2026-11-02T09:00:00Z',
  firstReviewAt: '2026-11-02T10:30:00Z',
  firstAiReviewAt: '2026-11-02T09:02:05Z',
  approvedAt: '2026-11-02T11:00:00Z',
  mergedAt: '2026-11-02T11:00:10Z',
  closedAt: '2026-11-02T11:00:10Z',
  additions: 1200,
  deletions: 34,
  changedFiles: 3,
  commits: 2,
  revertsNumber: null,
  reviewCycles: 1,
  cycleTimeSeconds: 10_810,
  stages: { coding: 3600, pickup: 5400, review: 1800, merge: 10, deploy: null },
  flags: [],
};

const worked = (id: Parameters<typeof exampleOf>[0], changes: Partial<PullRequest> = {}) =>
  exampleOf(id)?.work({ ...merged, ...changes })?.words ?? null;

test('the stages of a pull request are added up', () => {
  expect(worked('cycle_time')).toBe(
    'coding 1:00:00 + pickup 1:30:00 + review 0:30:00 + merge 0:00:10 = 3:00:10',
  );
  expect(worked('time_to_merge')).toBe('pickup 1:30:00 + review 0:30:00 + merge 0:00:10 = 2:00:10');
});

test('other measures show what each of them counts', () => {
  expect(worked('ai_review_turnaround')).toBe('ready to first AI review 0:02:05');
  expect(worked('pr_size')).toBe('1,200 added + 34 deleted = 1,234 lines');
  expect(worked('review_cycles')).toBe('1 round');
  expect(worked('ai_share', { authorship: 'agent' })).toBe('agent: of the share');
});

test('what a measure leaves out is no example of it', () => {
  expect(worked('coding_time', { flags: ['commits_unknown'] })).toBeNull();
  expect(worked('review_turnaround', { firstReviewAt: null })).toBeNull();
  expect(worked('pr_size', { additions: null })).toBeNull();
  expect(worked('lead_time')).toBeNull();
  expect(exampleOf('seat_use')).toBeNull();
});

test('a small, a middle and a large one are chosen, and none of a bot', () => {
  const items = [9, 1, 5, 3, 7, 11].map((additions) => ({ ...merged, additions, deletions: 0 }));
  const bot: PullRequest = { ...merged, authorship: 'bot', additions: 100 };
  const { work } = exampleOf('pr_size') ?? { work: () => null };

  const chosen = chooseWorked([...items, bot], work).map((one) => one.worked.value);

  expect(chosen).toEqual([3, 7, 11]);
});

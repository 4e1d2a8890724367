import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

import type { OrganizationStory, PullRequestStory, StoryStep } from '../story.ts';
import { ada, api, bob, smallStory } from './small-story.ts';

const START_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;

/**
 * An organisation whose pull requests overlap at random, some steps in one second; the same seed
 * gives the same story.
 */
export function drawnStory(seed: number, pullRequests = 30): OrganizationStory {
  const rng = xoroshiro128plus(seed);
  let openedMs = START_MS;
  const drawn = Array.from({ length: pullRequests }, (_, index) => {
    openedMs += uniformInt(rng, 0, 5) * HOUR_MS;
    return drawnPullRequest(rng, index + 1, openedMs);
  });
  return { ...smallStory, pullRequests: drawn };
}

function drawnPullRequest(rng: RandomGenerator, number: number, openedMs: number) {
  const pull: PullRequestStory = {
    repository: api,
    number,
    id: 5000 + number,
    title: `Change ${number}`,
    body: '',
    author: ada,
    assignees: [],
    headRef: `change-${number}`,
    baseRef: 'main',
    additions: uniformInt(rng, 0, 500),
    deletions: 0,
    changedFiles: 1,
    openedAt: new Date(openedMs),
    draftAtOpening: uniformInt(rng, 0, 1) === 1,
    commits: [],
    steps: [],
  };
  const kinds = ['closed', 'reopened', 'review', 'requested', 'push', 'comment', 'merged'] as const;
  let atMs = openedMs;
  const steps = kinds.map((kind, index) => {
    atMs += uniformInt(rng, 0, 20) * 700_000;
    return stepOf(kind, new Date(atMs), { pull, index });
  });
  const pushed = steps.flatMap((step) => (step.kind === 'synchronize' ? [step] : []));
  const commits = pushed.map(({ sha, at }) => ({
    sha,
    authoredAt: at,
    committedAt: at,
    author: ada,
    message: 'More',
  }));
  return { ...pull, steps: steps.slice(0, uniformInt(rng, 0, steps.length)), commits };
}

type Kind = 'closed' | 'reopened' | 'review' | 'requested' | 'push' | 'comment' | 'merged';

function stepOf(
  kind: Kind,
  at: Date,
  { pull, index }: { pull: PullRequestStory; index: number },
): StoryStep {
  const id = pull.id * 100 + index;
  const by = { at, actor: bob };
  const steps: Record<Kind, StoryStep> = {
    closed: { ...by, kind: 'closed' },
    reopened: { ...by, kind: 'reopened' },
    review: { ...by, kind: 'review', reviewId: id, state: 'approved', body: '' },
    requested: { ...by, kind: 'review_requested', reviewer: bob },
    push: { ...by, kind: 'synchronize', sha: String(id).padStart(40, '0') },
    comment: { ...by, kind: 'issue_comment', commentId: id, body: 'Hm.' },
    merged: { ...by, kind: 'merged' },
  };
  return steps[kind];
}

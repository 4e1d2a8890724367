import { stateAt, type OrganizationStory, type PullRequestStory } from '@uplift/simulated-github';

import { STORY_TO } from './story.ts';

/** What the API must say of a pull request, told by its story alone. */
export type ExpectedPullRequest = {
  readonly repository: string;
  readonly number: number;
  readonly state: 'open' | 'merged' | 'closed';
  readonly openedAt: string;
  /** The first time that it was no draft. */
  readonly readyAt: string | null;
  /** By a person other than the author. */
  readonly firstReviewAt: string | null;
  /** The last approval that was not dismissed. */
  readonly approvedAt: string | null;
  readonly mergedAt: string | null;
  readonly closedAt: string | null;
};

/** What must be known of a story in the end, in the order of repository and number. */
export function expectedOf(story: OrganizationStory): ExpectedPullRequest[] {
  return story.pullRequests
    .map(expectedOne)
    .toSorted((a, b) =>
      a.repository === b.repository ? a.number - b.number : a.repository < b.repository ? -1 : 1,
    );
}

function expectedOne(story: PullRequestStory): ExpectedPullRequest {
  const { closedAt, merge } = stateAt(story, STORY_TO);
  const ready = story.steps.find(({ kind }) => kind === 'ready_for_review');
  const reviews = story.steps.flatMap((step) =>
    step.kind === 'review' && step.actor.type === 'User' ? [step] : [],
  );
  const dismissed = new Set(
    story.steps.flatMap((step) => (step.kind === 'review_dismissed' ? [step.reviewId] : [])),
  );
  const standing = reviews.filter(
    ({ state, reviewId }) => state === 'approved' && !dismissed.has(reviewId),
  );
  const ended = merge === null ? closedAt : merge.at;
  const state = merge !== null ? 'merged' : ended === null ? 'open' : 'closed';
  return {
    repository: story.repository.fullName,
    number: story.number,
    state,
    openedAt: story.openedAt.toISOString(),
    readyAt: textOf(story.draftAtOpening ? ready?.at : story.openedAt),
    firstReviewAt: textOf(reviews[0]?.at),
    approvedAt: textOf(standing.at(-1)?.at),
    mergedAt: textOf(merge?.at),
    closedAt: textOf(closedAt),
  };
}

function textOf(instant: Date | null | undefined): string | null {
  return instant?.toISOString() ?? null;
}

import type { PullRequestStory, StepOf } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId } from './node-id.ts';
import { pullPage, pullUrl } from './pulls.ts';
import { headShaAt, stepsUntil } from './state.ts';
import { associationOf, reviewerUser } from './users.ts';

/** A review as `GET …/pulls/{number}/reviews` shows it. */
export type RestReview = ReturnType<typeof reviewOf>;

/**
 * A review at an instant. Its state is in capitals, as REST has it (webhooks write it small), and
 * `DISMISSED` once it was dismissed; `submitted_at` stays.
 *
 * @param step - one of the story's steps
 * @param at - not before the review
 */
export function reviewOf(step: StepOf<'review'>, story: PullRequestStory, at: Date) {
  const page = `${pullPage(story)}#pullrequestreview-${step.reviewId}`;
  return {
    id: step.reviewId,
    node_id: nodeId('PRR', story.repository.id, step.reviewId),
    user: reviewerUser(step.actor),
    body: step.body,
    state: isDismissed(step, story, at) ? 'DISMISSED' : step.state.toUpperCase(),
    html_url: page,
    pull_request_url: pullUrl(story),
    author_association: associationOf(step.actor),
    _links: { html: { href: page }, pull_request: { href: pullUrl(story) } },
    submitted_at: timestamp(step.at),
    commit_id: headShaAt(story, step.at),
  };
}

function isDismissed(step: StepOf<'review'>, story: PullRequestStory, at: Date): boolean {
  return stepsUntil(story, at).some(
    (other) => other.kind === 'review_dismissed' && other.reviewId === step.reviewId,
  );
}

/**
 * The review that a dismissal undoes.
 *
 * @throws {RangeError} if the story has no such review
 */
export function dismissedReview(
  story: PullRequestStory,
  step: StepOf<'review_dismissed'>,
): StepOf<'review'> {
  for (const other of story.steps) {
    if (other.kind === 'review' && other.reviewId === step.reviewId) return other;
  }
  throw new RangeError(`no review ${step.reviewId} in pull request ${story.number}`);
}

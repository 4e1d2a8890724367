import type { PullRequestStory, StoryStep } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId, numericId } from './node-id.ts';
import { mergeCommitSha } from './pulls.ts';
import { repositoryUrl } from './repositories.ts';
import { dismissedReview } from './reviews.ts';
import { stepsUntil } from './state.ts';
import { shownUser } from './users.ts';

/** An entry of `GET …/issues/{number}/timeline` that is neither a commit, a review nor a comment. */
export type RestTimelineEvent = ReturnType<typeof timelineEvent>;

type Entry = { readonly event: string; readonly extra: object; readonly commitId?: string };

/**
 * The timeline entries of a pull request up to an instant, ascending. A merge is two entries of
 * the same second, `merged` and `closed`, as at GitHub.
 */
export function timelineOf(story: PullRequestStory, at: Date): readonly RestTimelineEvent[] {
  return stepsUntil(story, at).flatMap((step) => timelineEventsOf(step, story));
}

/** The entries that one step leaves in the timeline; none for pushes, reviews and comments. */
export function timelineEventsOf(
  step: StoryStep,
  story: PullRequestStory,
): readonly RestTimelineEvent[] {
  return entriesOf(step, story).map((entry) => timelineEvent(step, entry, story));
}

function entriesOf(step: StoryStep, story: PullRequestStory): readonly Entry[] {
  switch (step.kind) {
    case 'ready_for_review':
    case 'closed':
    case 'reopened':
      return [{ event: step.kind, extra: {} }];
    case 'converted_to_draft':
      return [{ event: 'convert_to_draft', extra: {} }];
    case 'merged':
      return [
        { event: 'merged', extra: {}, commitId: mergeCommitSha(story) },
        { event: 'closed', extra: {} },
      ];
    case 'review_requested':
      return [{ event: 'review_requested', extra: requestOf(step) }];
    case 'review_dismissed':
      return [{ event: 'review_dismissed', extra: dismissalOf(step, story) }];
    case 'synchronize':
    case 'review':
    case 'review_comment':
    case 'issue_comment':
      break;
  }
  return [];
}

function requestOf(step: Extract<StoryStep, { kind: 'review_requested' }>) {
  return {
    review_requester: shownUser(step.actor),
    requested_reviewer: shownUser(step.reviewer),
  };
}

function dismissalOf(
  step: Extract<StoryStep, { kind: 'review_dismissed' }>,
  story: PullRequestStory,
) {
  const review = dismissedReview(story, step);
  return {
    dismissed_review: {
      state: review.state,
      review_id: step.reviewId,
      dismissal_message: null,
    },
  };
}

function timelineEvent(step: StoryStep, entry: Entry, story: PullRequestStory) {
  const repository = repositoryUrl(story.repository);
  const subject = step.kind === 'review_requested' ? step.reviewer.id : 0;
  const id = numericId(`${story.id} ${entry.event} ${step.at.getTime()} ${subject}`);
  const commitId = entry.commitId ?? null;
  return {
    id,
    node_id: nodeId('TE', story.repository.id, id),
    url: `${repository}/issues/events/${id}`,
    actor: shownUser(step.actor),
    event: entry.event,
    commit_id: commitId,
    commit_url: commitId === null ? null : `${repository}/commits/${commitId}`,
    created_at: timestamp(step.at),
    performed_via_github_app: null,
    ...entry.extra,
  };
}

import { secondOf, timestamp } from '../../../rest/instants.ts';
import { dismissedReview, reviewOf } from '../../../rest/reviews.ts';
import { issueCommentOf } from '../../../rest/comments.ts';
import type { PullRequestState } from '../../../rest/state.ts';
import { pushedCommits, stateAt, stepsUntil } from '../../../rest/state.ts';
import type { RestTimelineEvent } from '../../../rest/timeline.ts';
import { timelineEventsOf } from '../../../rest/timeline.ts';
import type { PullRequestStory, StoryCommit, StoryStep } from '../../../story.ts';
import type { PageArguments } from '../connection.ts';
import { connectionOf } from '../connection.ts';
import type { Scene } from '../scene.ts';
import { namedSequence } from '../sequence.ts';
import { actorView } from './actors.ts';
import { mergeCommitView, pullCommitId, pullCommitView } from './commits.ts';
import { commentView, reviewView } from './reviews.ts';

/** Which entries of a timeline, and which page of them. */
export type TimelineArguments = PageArguments & {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
};

/** An entry that is rendered only if it is on the page. */
type Item = {
  readonly type: string;
  readonly id: string;
  readonly at: Date;
  readonly view: () => object;
};

/** The timeline of a pull request, oldest first; the same entries as REST's, by the same ids. */
export function timelineConnection(story: PullRequestStory, args: TimelineArguments, scene: Scene) {
  const { itemTypes = null, since = null } = args;
  const items = itemsOf(story, scene).filter(
    ({ type, at }) =>
      (itemTypes === null || itemTypes.includes(type)) &&
      (since === null || secondOf(at) >= Date.parse(since)),
  );
  const sequence = namedSequence(items, ({ id }) => id);
  const page = connectionOf(sequence, args, { scene, node: ({ view }) => view() });
  return {
    ...page,
    filteredCount: items.length,
    pageCount: Math.min(items.length, args.first ?? args.last ?? items.length),
    updatedAt: timestamp(stateAt(story, scene.at).updatedAt),
  };
}

function itemsOf(story: PullRequestStory, scene: Scene): readonly Item[] {
  const pushed = pushedCommits(story);
  const commitsBy = (push: StoryStep | null): readonly Item[] =>
    pushed.flatMap((one) =>
      one.push === push
        ? [commitItem(one.commit, push?.at ?? story.openedAt, { story, scene })]
        : [],
    );
  const later = stepsUntil(story, scene.at).flatMap((step) =>
    step.kind === 'synchronize' ? commitsBy(step) : stepItems(step, story, scene),
  );
  return [...commitsBy(null), ...later];
}

type Place = { readonly story: PullRequestStory; readonly scene: Scene };

function commitItem(commit: StoryCommit, at: Date, { story, scene }: Place): Item {
  const id = pullCommitId(commit, story);
  return { type: 'PULL_REQUEST_COMMIT', id, at, view: () => pullCommitView(commit, story, scene) };
}

function stepItems(step: StoryStep, story: PullRequestStory, scene: Scene): readonly Item[] {
  const { at } = step;
  if (step.kind === 'review') {
    const { node_id: id } = reviewOf(step, story, at);
    return [{ type: 'PULL_REQUEST_REVIEW', id, at, view: () => reviewView(step, story, scene) }];
  }
  if (step.kind === 'issue_comment') {
    const { node_id: id } = issueCommentOf(step, story);
    return [{ type: 'ISSUE_COMMENT', id, at, view: () => commentView(step, story) }];
  }
  return timelineEventsOf(step, story).map((rest) => {
    const name = `${rest.event}_event`;
    const view = () => ({ ...eventView(name, rest, step), ...extrasOf(step, story, scene) });
    return { type: name.toUpperCase(), id: rest.node_id, at, view };
  });
}

function eventView(name: string, rest: RestTimelineEvent, step: StoryStep) {
  return {
    __typename: name.replaceAll(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
    id: rest.node_id,
    createdAt: rest.created_at,
    actor: () => actorView(step.actor),
  };
}

/** What an event tells beside its time and actor. */
function extrasOf(step: StoryStep, story: PullRequestStory, scene: Scene): object {
  switch (step.kind) {
    case 'merged': {
      const merge: PullRequestState['merge'] = { at: step.at, by: step.actor };
      const commit = () => mergeCommitView(merge, story, scene);
      return { commit, mergeRefName: story.baseRef };
    }
    case 'review_requested':
      return { requestedReviewer: () => actorView(step.reviewer) };
    case 'review_dismissed': {
      const review = dismissedReview(story, step);
      return {
        databaseId: null,
        dismissalMessage: null,
        previousReviewState: review.state.toUpperCase(),
        review: () => reviewView(review, story, scene),
      };
    }
    case 'closed':
    case 'converted_to_draft':
    case 'issue_comment':
    case 'ready_for_review':
    case 'reopened':
    case 'review':
    case 'review_comment':
    case 'synchronize':
      break;
  }
  return {};
}

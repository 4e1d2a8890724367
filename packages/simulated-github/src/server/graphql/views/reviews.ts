import { issueCommentOf, reviewCommentOf } from '../../../rest/comments.ts';
import { reviewOf } from '../../../rest/reviews.ts';
import { stepsUntil } from '../../../rest/state.ts';
import type { PullRequestStory, StepOf, StoryStep } from '../../../story.ts';
import type { PageArguments } from '../connection.ts';
import { connectionOf } from '../connection.ts';
import type { Scene } from '../scene.ts';
import { spared } from '../scene.ts';
import { namedSequence } from '../sequence.ts';
import { actorView } from './actors.ts';
import { headCommitView } from './commits.ts';
import { smallId } from './values.ts';

/** Which reviews, and which page of them. */
export type ReviewArguments = PageArguments & {
  readonly author?: string | null;
  readonly states?: readonly string[] | null;
};

/** The reviews of a pull request, in the order of their submission. */
export function reviewsConnection(story: PullRequestStory, args: ReviewArguments, scene: Scene) {
  const { author = null, states = null } = args;
  const steps = stepsOf('review', story, scene.at).filter(
    (step) =>
      (author === null || actorView(step.actor)?.login === author) &&
      (states === null || states.includes(reviewOf(step, story, scene.at).state)),
  );
  const sequence = namedSequence(steps, ({ reviewId }) => reviewId);
  return connectionOf(sequence, args, {
    scene,
    node: (step) => {
      const view = reviewView(step, story, scene);
      return spared(view, { id: view.id, of: 'review' }, scene);
    },
  });
}

/** A review as it stands; one that was dismissed says so, and keeps its time. */
export function reviewView(step: StepOf<'review'>, story: PullRequestStory, scene: Scene) {
  const rest = reviewOf(step, story, scene.at);
  return {
    __typename: 'PullRequestReview',
    id: rest.node_id,
    databaseId: smallId(rest.id),
    fullDatabaseId: String(rest.id),
    state: rest.state,
    body: rest.body,
    url: rest.html_url,
    createdAt: rest.submitted_at,
    publishedAt: rest.submitted_at,
    submittedAt: rest.submitted_at,
    updatedAt: rest.submitted_at,
    author: () => actorView(step.actor),
    authorAssociation: rest.author_association,
    pullRequest: () => scene.owners.pullRequest(story, scene),
    commit: () => headCommitView(story, step.at, scene),
    comments: (args: PageArguments) => {
      const comments = stepsOf('review_comment', story, scene.at).filter(
        (one) => reviewCommentOf(one, story).pull_request_review_id === rest.id,
      );
      const sequence = namedSequence(comments, ({ commentId }) => commentId);
      return connectionOf(sequence, args, { scene, node: (one) => commentView(one, story) });
    },
  };
}

/** The conversation of a pull request. */
export function commentsConnection(story: PullRequestStory, args: PageArguments, scene: Scene) {
  const steps = stepsOf('issue_comment', story, scene.at);
  const sequence = namedSequence(steps, ({ commentId }) => commentId);
  return connectionOf(sequence, args, { scene, node: (step) => commentView(step, story) });
}

/** A comment: in the conversation, or on a line. */
export function commentView(
  step: StepOf<'review_comment' | 'issue_comment'>,
  story: PullRequestStory,
) {
  const isLine = step.kind === 'review_comment';
  const rest = isLine ? reviewCommentOf(step, story) : issueCommentOf(step, story);
  return {
    __typename: isLine ? 'PullRequestReviewComment' : 'IssueComment',
    id: rest.node_id,
    databaseId: smallId(rest.id),
    fullDatabaseId: String(rest.id),
    body: rest.body,
    createdAt: rest.created_at,
    updatedAt: rest.updated_at,
    author: () => actorView(step.actor),
    authorAssociation: rest.author_association,
  };
}

function stepsOf<Kind extends StoryStep['kind']>(
  kind: Kind,
  story: PullRequestStory,
  at: Date,
): readonly StepOf<Kind>[] {
  const isOfKind = (step: StoryStep): step is StepOf<Kind> => step.kind === kind;
  return stepsUntil(story, at).filter(isOfKind);
}

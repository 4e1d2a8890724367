import type { PullRequestStory, StepOf } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId } from './node-id.ts';
import { pullPage, pullUrl } from './pulls.ts';
import { repositoryUrl } from './repositories.ts';
import { headShaAt } from './state.ts';
import { reactionsAt } from './reactions.ts';
import { associationOf, shownUser } from './users.ts';

type CommentStep = StepOf<'review_comment' | 'issue_comment'>;

/** A comment in the conversation, as `GET …/issues/{number}/comments` shows it. */
export type RestIssueComment = ReturnType<typeof issueCommentOf>;

/** A comment on a line, as `GET …/pulls/{number}/comments` shows it. */
export type RestReviewComment = ReturnType<typeof reviewCommentOf>;

/** A comment in the conversation of a pull request. */
export function issueCommentOf(step: CommentStep, story: PullRequestStory) {
  const repository = repositoryUrl(story.repository);
  return {
    id: step.commentId,
    node_id: nodeId('IC', story.repository.id, step.commentId),
    url: `${repository}/issues/comments/${step.commentId}`,
    html_url: `${pullPage(story)}#issuecomment-${step.commentId}`,
    issue_url: `${repository}/issues/${story.number}`,
    ...writingOf(step),
    reactions: reactionsAt(`${repository}/issues/comments/${step.commentId}`),
    performed_via_github_app: null,
  };
}

/**
 * A comment on a line of the change. It belongs to the last review that its author had given by
 * then, if there is one.
 */
export function reviewCommentOf(step: CommentStep, story: PullRequestStory) {
  const url = `${repositoryUrl(story.repository)}/pulls/comments/${step.commentId}`;
  const page = `${pullPage(story)}#discussion_r${step.commentId}`;
  const head = headShaAt(story, step.at);
  return {
    url,
    pull_request_review_id: reviewAround(step, story),
    id: step.commentId,
    node_id: nodeId('PRRC', story.repository.id, step.commentId),
    diff_hunk: '@@ -1 +1 @@',
    path: 'README.md',
    position: 1,
    original_position: 1,
    commit_id: head,
    original_commit_id: head,
    html_url: page,
    pull_request_url: pullUrl(story),
    _links: {
      self: { href: url },
      html: { href: page },
      pull_request: { href: pullUrl(story) },
    },
    ...ON_ONE_LINE,
    ...writingOf(step),
    reactions: reactionsAt(url),
  };
}

/** Every comment here is on the first line of a file, as it is after the change. */
const ON_ONE_LINE = {
  line: 1,
  original_line: 1,
  side: 'RIGHT',
  start_line: null,
  original_start_line: null,
  start_side: null,
} as const;

function writingOf(step: CommentStep) {
  return {
    user: shownUser(step.actor),
    body: step.body,
    created_at: timestamp(step.at),
    updated_at: timestamp(step.at),
    author_association: associationOf(step.actor),
  };
}

function reviewAround(step: CommentStep, story: PullRequestStory): number | null {
  let reviewId: number | null = null;
  for (const other of story.steps) {
    const before = other.at <= step.at && other.actor.id === step.actor.id;
    if (before && other.kind === 'review') reviewId = other.reviewId;
  }
  return reviewId;
}

import type { Router } from 'express';

import { commitOf } from '../../rest/commits.ts';
import { issueCommentOf, reviewCommentOf } from '../../rest/comments.ts';
import { reviewOf } from '../../rest/reviews.ts';
import { commitsAt, stepsUntil } from '../../rest/state.ts';
import { timelineEntriesOf } from '../../rest/timeline-entries.ts';
import type { PullRequestStory, StepOf, StoryStep } from '../../story.ts';
import type { ServerContext } from '../context.ts';
import { createRoutes } from '../http/routes.ts';
import { pullOf } from './pull-routes.ts';

const PULL = '/repos/:owner/:repo/pulls/:number';
const ISSUE = '/repos/:owner/:repo/issues/:number';

const pulls = { method: 'get', permission: 'pull_requests' } as const;
const issues = { method: 'get', permission: ['issues', 'pull_requests'] } as const;

/** GitHub lists no more commits of a pull request than this. */
const MOST_COMMITS = 250;

/** What is written to and said of a pull request, oldest first. */
export function conversationRoutes(context: ServerContext): Router {
  const { router, on } = createRoutes(context);
  on({ ...pulls, path: `${PULL}/commits` }, (call) => {
    const story = pullOf(call);
    const commits = commitsAt(story, call.at).slice(0, MOST_COMMITS);
    return call.page(commits, (commit) => commitOf(commit, story));
  });
  on({ ...pulls, path: `${PULL}/reviews` }, (call) => {
    const story = pullOf(call);
    const steps = reviewsOf(story, call.at);
    return call.page(steps, (step) => reviewOf(step, story, call.at));
  });
  on({ ...pulls, path: `${PULL}/comments` }, (call) => {
    const story = pullOf(call);
    const steps = commentsOf('review_comment', story, call.at);
    return call.page(steps, (step) => reviewCommentOf(step, story));
  });
  on({ ...issues, path: `${ISSUE}/comments` }, (call) => {
    const story = pullOf(call);
    const steps = commentsOf('issue_comment', story, call.at);
    return call.page(steps, (step) => issueCommentOf(step, story));
  });
  on({ ...issues, path: `${ISSUE}/timeline` }, (call) =>
    call.page(timelineEntriesOf(pullOf(call), call.at), (entry) => entry),
  );
  return router;
}

function reviewsOf(story: PullRequestStory, at: Date): readonly StepOf<'review'>[] {
  return stepsUntil(story, at).flatMap((step) => (step.kind === 'review' ? [step] : []));
}

type CommentStep = StepOf<'review_comment' | 'issue_comment'>;

function commentsOf(
  kind: CommentStep['kind'],
  story: PullRequestStory,
  at: Date,
): readonly CommentStep[] {
  const isComment = (step: StoryStep): step is CommentStep => step.kind === kind;
  return stepsUntil(story, at).filter(isComment);
}

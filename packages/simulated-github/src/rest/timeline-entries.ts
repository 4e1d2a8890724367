import type { PullRequestStory, StoryCommit, StoryStep } from '../story.ts';
import { issueCommentOf } from './comments.ts';
import { commitOf, commitPage } from './commits.ts';
import { reviewOf } from './reviews.ts';
import { pushedCommits, stepsUntil } from './state.ts';
import { timelineEventsOf } from './timeline.ts';
import { HTML_URL, shownUser } from './users.ts';

/**
 * All of `GET …/issues/{number}/timeline` at an instant: changes, commits, reviews and comments,
 * each in a shape of its own, in the order in which GitHub learned of them. A commit has no
 * `created_at`, a review has `submitted_at` and its state in small letters; comments on lines are
 * not in the timeline.
 */
export function timelineEntriesOf(story: PullRequestStory, at: Date): readonly object[] {
  const pushed = pushedCommits(story);
  const first = pushed.filter(({ push }) => push === null);
  const later = stepsUntil(story, at).flatMap((step) =>
    step.kind === 'synchronize'
      ? pushed.filter(({ push }) => push === step).map(({ commit }) => committed(commit, story))
      : entriesOf(step, story, at),
  );
  return [...first.map(({ commit }) => committed(commit, story)), ...later];
}

function entriesOf(step: StoryStep, story: PullRequestStory, at: Date): readonly object[] {
  if (step.kind === 'review') {
    const review = reviewOf(step, story, at);
    return [{ event: 'reviewed', ...review, state: review.state.toLowerCase() }];
  }
  if (step.kind === 'issue_comment') {
    const comment = issueCommentOf(step, story);
    return [{ event: 'commented', actor: shownUser(step.actor), ...comment }];
  }
  return timelineEventsOf(step, story);
}

function committed(commit: StoryCommit, story: PullRequestStory) {
  const { sha, node_id, commit: git, parents } = commitOf(commit, story);
  return {
    event: 'committed',
    sha,
    node_id,
    url: git.url,
    html_url: commitPage(commit, story),
    author: git.author,
    committer: git.committer,
    tree: git.tree,
    message: git.message,
    parents: parents.map((parent) => ({ ...parent, html_url: parentPage(parent.sha, story) })),
    verification: UNSIGNED,
  };
}

const UNSIGNED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
} as const;

function parentPage(sha: string, story: PullRequestStory): string {
  return `${HTML_URL}/${story.repository.fullName}/commit/${sha}`;
}

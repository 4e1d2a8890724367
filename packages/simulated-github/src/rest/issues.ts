import type { PullRequestStory } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId } from './node-id.ts';
import { pullPage, pullUrl } from './pulls.ts';
import { reactionsAt } from './reactions.ts';
import { repositoryUrl } from './repositories.ts';
import { stateAt } from './state.ts';
import { associationOf, shownUser } from './users.ts';

/** The issues' ids are another series than the pull requests'; the two never meet in a receiver. */
const ISSUE_ID_OFFSET = 1_000_000_000;

/** A pull request as the issue that it also is. */
export type RestIssue = ReturnType<typeof issueAt>;

/** The issue behind a pull request: same number, another id, with the key `pull_request`. */
export function issueAt(story: PullRequestStory, at: Date) {
  const state = stateAt(story, at);
  const repository = repositoryUrl(story.repository);
  const id = story.id + ISSUE_ID_OFFSET;
  const url = `${repository}/issues/${story.number}`;
  return {
    url,
    repository_url: repository,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: pullPage(story),
    id,
    node_id: nodeId('I', story.repository.id, id),
    number: story.number,
    title: story.title,
    user: shownUser(story.author),
    labels: [],
    state: state.closedAt === null ? ('open' as const) : ('closed' as const),
    locked: false,
    active_lock_reason: null,
    assignee: story.assignees[0] === undefined ? null : shownUser(story.assignees[0]),
    assignees: story.assignees.map(shownUser),
    milestone: null,
    comments: state.comments,
    created_at: timestamp(story.openedAt),
    updated_at: timestamp(state.updatedAt),
    closed_at: state.closedAt === null ? null : timestamp(state.closedAt),
    author_association: associationOf(story.author),
    draft: state.draft,
    pull_request: {
      url: pullUrl(story),
      html_url: pullPage(story),
      merged_at: state.merge === null ? null : timestamp(state.merge.at),
    },
    body: story.body,
    reactions: reactionsAt(url),
  };
}

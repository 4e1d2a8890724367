import type { PullRequestStory, StoryOrganization } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId, objectName } from './node-id.ts';
import { repositoryOf, repositoryUrl } from './repositories.ts';
import type { PullRequestState } from './state.ts';
import { baseShaOf, commitsAt, headShaAt, stateAt } from './state.ts';
import { associationOf, HTML_URL, ownerOf, shownUser } from './users.ts';

/** A pull request as `GET /repos/{owner}/{repo}/pulls/{number}` and `pull_request` events show it. */
export type RestPull = ReturnType<typeof pullAt>;

/** A pull request as lists, reviews and review comments show it: without size, merger and counts. */
export type ShortPull = ReturnType<typeof shortPullAt>;

/**
 * The pull request as GitHub shows it at an instant, all of that instant's second included.
 *
 * @param at - not before the opening
 * @param organization - the owner of the repository
 */
export function pullAt(story: PullRequestStory, at: Date, organization: StoryOrganization) {
  const state = stateAt(story, at);
  return {
    ...shortPullAt(story, at, organization),
    merged: state.merge !== null,
    mergeable: state.closedAt === null ? true : null,
    rebaseable: state.closedAt === null ? true : null,
    mergeable_state: state.closedAt === null ? 'clean' : 'unknown',
    merged_by: state.merge === null ? null : shownUser(state.merge.by),
    comments: state.comments,
    review_comments: state.reviewComments,
    maintainer_can_modify: false,
    commits: commitsAt(story, at).length,
    additions: story.additions,
    deletions: story.deletions,
    changed_files: story.changedFiles,
  };
}

/**
 * The short form of {@link pullAt}. It has `merged_at`, but no `merged`, `merged_by`, `additions`,
 * `deletions`, `changed_files`, `commits` and comment counts: absent, not null.
 *
 * @param at - not before the opening
 * @param organization - the owner of the repository
 */
export function shortPullAt(story: PullRequestStory, at: Date, organization: StoryOrganization) {
  const state = stateAt(story, at);
  return {
    ...identityOf(story),
    state: state.closedAt === null ? ('open' as const) : ('closed' as const),
    locked: false,
    title: story.title,
    user: shownUser(story.author),
    body: story.body,
    ...datesOf(story, state),
    merge_commit_sha: state.merge === null ? null : mergeCommitSha(story),
    assignee: story.assignees[0] === undefined ? null : shownUser(story.assignees[0]),
    assignees: story.assignees.map(shownUser),
    requested_reviewers: state.requestedReviewers.map(shownUser),
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: state.draft,
    ...branchesOf(story, at, organization),
    _links: linksOf(story),
    author_association: associationOf(story.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** The REST address of a pull request. */
export function pullUrl(story: PullRequestStory): string {
  return `${repositoryUrl(story.repository)}/pulls/${story.number}`;
}

/** The page of a pull request. */
export function pullPage(story: PullRequestStory): string {
  return `${HTML_URL}/${story.repository.fullName}/pull/${story.number}`;
}

/** The commit that the merge made on the base branch. */
export function mergeCommitSha(story: PullRequestStory): string {
  return objectName(`merge of ${story.id}`);
}

function identityOf(story: PullRequestStory) {
  return {
    url: pullUrl(story),
    id: story.id,
    node_id: nodeId('PR', story.repository.id, story.id),
    html_url: pullPage(story),
    number: story.number,
  };
}

function datesOf(story: PullRequestStory, state: PullRequestState) {
  return {
    created_at: timestamp(story.openedAt),
    updated_at: timestamp(state.updatedAt),
    closed_at: state.closedAt === null ? null : timestamp(state.closedAt),
    merged_at: state.merge === null ? null : timestamp(state.merge.at),
  };
}

function branchesOf(story: PullRequestStory, at: Date, organization: StoryOrganization) {
  const repo = repositoryOf(story.repository, organization);
  const owner = ownerOf(organization);
  const branch = (ref: string, sha: string) => ({
    label: `${organization.login}:${ref}`,
    ref,
    sha,
    user: owner,
    repo,
  });
  return {
    head: branch(story.headRef, headShaAt(story, at)),
    base: branch(story.baseRef, baseShaOf(story)),
  };
}

function linksOf(story: PullRequestStory) {
  const self = pullUrl(story);
  const issue = `${repositoryUrl(story.repository)}/issues/${story.number}`;
  return {
    self: { href: self },
    html: { href: pullPage(story) },
    issue: { href: issue },
    comments: { href: `${issue}/comments` },
    review_comments: { href: `${self}/comments` },
    commits: { href: `${self}/commits` },
  };
}

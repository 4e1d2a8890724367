import { commitOf } from '../../../rest/commits.ts';
import { nodeId, numericId } from '../../../rest/node-id.ts';
import { mergeCommitSha } from '../../../rest/pulls.ts';
import type { PullRequestState } from '../../../rest/state.ts';
import { headShaAt } from '../../../rest/state.ts';
import type { PullRequestStory, StoryAccount, StoryCommit } from '../../../story.ts';
import type { Scene } from '../scene.ts';
import { demand } from '../scene.ts';
import { personView } from './actors.ts';

/** A commit; who wrote it in GitHub's eyes is a person or null, bots are known by their e-mail. */
function commitView(commit: StoryCommit, story: PullRequestStory) {
  const { sha, node_id, html_url, commit: git } = commitOf(commit, story);
  const [headline = '', ...rest] = git.message.split('\n');
  return {
    __typename: 'Commit',
    id: node_id,
    oid: sha,
    url: html_url,
    message: git.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trimStart(),
    authoredDate: git.author.date,
    committedDate: git.committer.date,
    author: { ...git.author, user: () => personView(commit.author) },
    committer: { ...git.committer, user: () => personView(commit.author) },
  };
}

/** A commit's place in a pull request. @throws from `commit`, without the right to read contents */
export function pullCommitView(commit: StoryCommit, story: PullRequestStory, scene: Scene) {
  return {
    __typename: 'PullRequestCommit',
    id: pullCommitId(commit, story),
    pullRequest: () => scene.owners.pullRequest(story, scene),
    commit: () => {
      demand('contents', scene);
      return commitView(commit, story);
    },
  };
}

/** The node id of a commit's place in a pull request. */
export function pullCommitId({ sha }: StoryCommit, { id, repository }: PullRequestStory): string {
  return nodeId('PURC', repository.id, id, numericId(sha));
}

/** The commit that was the head when something happened. */
export function headCommitView(story: PullRequestStory, then: Date, scene: Scene) {
  demand('contents', scene);
  const sha = headShaAt(story, then);
  const commit = story.commits.find((one) => one.sha === sha) ?? unwritten(sha, story);
  return commitView(commit, story);
}

/** The commit that the merge made; null before it. */
export function mergeCommitView(
  merge: PullRequestState['merge'],
  story: PullRequestStory,
  scene: Scene,
) {
  if (merge === null) return null;
  demand('contents', scene);
  return commitView(merged(merge.at, merge.by, story), story);
}

function merged(at: Date, author: StoryAccount, story: PullRequestStory): StoryCommit {
  const message = `${story.title} (#${story.number})`;
  return { sha: mergeCommitSha(story), authoredAt: at, committedAt: at, author, message };
}

/** The head of a branch of which the story tells no commits. */
function unwritten(sha: string, { author, openedAt, title }: PullRequestStory): StoryCommit {
  return { sha, author, authoredAt: openedAt, committedAt: openedAt, message: title };
}

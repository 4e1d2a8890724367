import type { PullRequestStory, StoryAccount, StoryCommit } from '../story.ts';
import { timestamp } from './instants.ts';
import { nodeId, numericId, objectName } from './node-id.ts';
import { repositoryUrl } from './repositories.ts';
import { baseShaOf } from './state.ts';
import { HTML_URL, shownUser } from './users.ts';

/** A commit as `GET …/pulls/{number}/commits` shows it. */
export type RestCommit = ReturnType<typeof commitOf>;

/**
 * A commit of a pull request. Its e-mail is the private address that GitHub gives out,
 * `ID+login@users.noreply.github.com`.
 */
export function commitOf(commit: StoryCommit, story: PullRequestStory) {
  const { repository } = story;
  const url = `${repositoryUrl(repository)}/commits/${commit.sha}`;
  const parent = parentOf(commit, story);
  return {
    url,
    sha: commit.sha,
    node_id: nodeId('C', repository.id, numericId(commit.sha)),
    html_url: commitPage(commit, story),
    comments_url: `${url}/comments`,
    commit: {
      url: `${repositoryUrl(repository)}/git/commits/${commit.sha}`,
      author: { ...gitPersonOf(commit.author), date: timestamp(commit.authoredAt) },
      committer: { ...gitPersonOf(commit.author), date: timestamp(commit.committedAt) },
      message: commit.message,
      tree: treeOf(commit, story),
      comment_count: 0,
    },
    author: shownUser(commit.author),
    committer: shownUser(commit.author),
    parents: [{ url: `${repositoryUrl(repository)}/commits/${parent}`, sha: parent }],
  };
}

/** A person as git writes them. */
export function gitPersonOf(account: StoryAccount): { name: string; email: string } {
  const { login } = shownUser(account);
  return { name: login, email: `${account.id}+${login}@users.noreply.github.com` };
}

/** The page of a commit. */
export function commitPage(commit: StoryCommit, story: PullRequestStory): string {
  return `${HTML_URL}/${story.repository.fullName}/commit/${commit.sha}`;
}

/** The name of a commit's tree. */
export function treeSha(commit: StoryCommit): string {
  return objectName(`tree of ${commit.sha}`);
}

function treeOf(commit: StoryCommit, story: PullRequestStory) {
  const sha = treeSha(commit);
  return { url: `${repositoryUrl(story.repository)}/git/trees/${sha}`, sha };
}

function parentOf(commit: StoryCommit, story: PullRequestStory): string {
  const index = story.commits.indexOf(commit);
  return story.commits[index - 1]?.sha ?? baseShaOf(story);
}

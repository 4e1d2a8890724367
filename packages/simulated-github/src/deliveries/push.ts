import { commitPage, gitPersonOf, treeSha } from '../rest/commits.ts';
import { secondOf, timestamp } from '../rest/instants.ts';
import { repositoryOf } from '../rest/repositories.ts';
import { baseShaOf, pushedCommits } from '../rest/state.ts';
import { HTML_URL } from '../rest/users.ts';
import type { PullRequestStory, StepOf, StoryCommit, StoryOrganization } from '../story.ts';

/** The heads of the branch before and after a push. */
export function pushedHeads(step: StepOf<'synchronize'>, story: PullRequestStory) {
  const index = story.commits.findIndex(({ sha }) => sha === step.sha);
  const first = index - commitsOfPush(step, story).length + 1;
  return { before: story.commits[first - 1]?.sha ?? baseShaOf(story), after: step.sha };
}

/** What a `push` event tells of a later push to the branch of a pull request. */
export function pushOf(
  step: StepOf<'synchronize'>,
  story: PullRequestStory,
  organization: StoryOrganization,
) {
  const { before, after } = pushedHeads(step, story);
  const commits = commitsOfPush(step, story).map((commit) => pushedCommit(commit, story));
  return {
    ref: `refs/heads/${story.headRef}`,
    before,
    after,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    compare: `${HTML_URL}/${story.repository.fullName}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: commits.at(-1) ?? null,
    pusher: gitPersonOf(step.actor),
    repository: pushedRepository(story, organization, step.at),
  };
}

/** In `push` events alone a repository's times are seconds since the epoch, not text. */
function pushedRepository(story: PullRequestStory, organization: StoryOrganization, at: Date) {
  const repository = repositoryOf(story.repository, organization);
  return {
    ...repository,
    created_at: Date.parse(repository.created_at) / 1000,
    pushed_at: secondOf(at) / 1000,
  };
}

function commitsOfPush(
  step: StepOf<'synchronize'>,
  story: PullRequestStory,
): readonly StoryCommit[] {
  const pushed = pushedCommits(story).filter(({ push }) => push === step);
  return pushed.map(({ commit }) => commit);
}

function pushedCommit(commit: StoryCommit, story: PullRequestStory) {
  const person = { ...gitPersonOf(commit.author), username: gitPersonOf(commit.author).name };
  return {
    id: commit.sha,
    tree_id: treeSha(commit),
    distinct: true,
    message: commit.message,
    timestamp: timestamp(commit.committedAt),
    url: commitPage(commit, story),
    author: person,
    committer: person,
    added: [],
    removed: [],
    modified: [],
  };
}

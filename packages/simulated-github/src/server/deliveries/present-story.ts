import { secondOf } from '../../rest/instants.ts';
import type { OrganizationStory, PullRequestStory } from '../../story.ts';
import type { OrganizationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/**
 * An organisation's story under its present names, with the people, teams and pull requests that
 * came beside the story, and without pull requests to which nothing happened at or after `from`.
 */
export function presentStory(
  organization: OrganizationRecord,
  state: SimulatedGitHubState,
  from: Date,
): OrganizationStory {
  const { id, login, story } = organization;
  const repositories = state.repositoriesOf(id);
  const pullRequests = repositories.flatMap((repository) =>
    state
      .pullRequests(repository, { state: 'all', sort: 'created', direction: 'asc' })
      .filter((one) => isMovedSince(one, from))
      .map((one) => state.renamed(one, repository)),
  );
  return {
    ...story,
    organization: { id, login },
    repositories: repositories.map(state.storyRepositoryOf),
    people: [...organization.members.values()].map(({ account, from: came, to }) => ({
      ...account,
      from: came,
      to,
    })),
    teams: [...organization.teams.values()],
    pullRequests: pullRequests.toSorted((a, b) => secondOf(a.openedAt) - secondOf(b.openedAt)),
    deployments: repositories
      .flatMap((repository) => {
        const present = state.storyRepositoryOf(repository);
        const all = repository.deployments.list(state.clock());
        return all.map((one) => ({ ...one, repository: present }));
      })
      .toSorted((a, b) => secondOf(a.createdAt) - secondOf(b.createdAt)),
  };
}

function isMovedSince({ openedAt, steps }: PullRequestStory, from: Date): boolean {
  return secondOf(steps.at(-1)?.at ?? openedAt) >= from.getTime();
}

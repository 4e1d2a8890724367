import type {
  OrganizationStory,
  PullRequestStory,
  StoryDeployment,
  StoryRepository,
} from '../../story.ts';
import { createChanges } from './changes.ts';
import type { Changes } from './changes.ts';
import { createDeploymentIndex } from './deployment-index.ts';
import { createLookups } from './lookups.ts';
import type { Lookups } from './lookups.ts';
import { createPullIndex } from './pull-index.ts';
import type {
  AppRecord,
  EnterpriseRecord,
  InstallationRecord,
  OrganizationRecord,
  RepositoryRecord,
} from './records.ts';

/** All that this GitHub holds; names are in small letters, as GitHub compares them. */
export type Tables = {
  readonly organizations: Map<number, OrganizationRecord>;
  readonly organizationIds: Map<string, number>;
  readonly repositories: Map<number, RepositoryRecord>;
  /** Of `owner/name`, present and former. */
  readonly repositoryIds: Map<string, number>;
  readonly enterprises: Map<number, EnterpriseRecord>;
  readonly apps: Map<number, AppRecord>;
  readonly installations: Map<number, InstallationRecord>;
};

/** What the state is made of. */
export type StateOptions = {
  readonly organizations: readonly OrganizationStory[];
  /** The time of the story: what happened later is not there yet. */
  readonly clock: () => Date;
  /** What all that looks random follows from. */
  readonly seed: string;
};

/** The world that the server tells of: what is in it, and what can happen to it. */
export type SimulatedGitHubState = Lookups & Changes & { readonly clock: () => Date };

/** A state without Apps; everything in it stands as the stories tell it. */
export function createState(options: StateOptions): SimulatedGitHubState {
  const tables: Tables = {
    organizations: new Map(),
    organizationIds: new Map(),
    repositories: new Map(),
    repositoryIds: new Map(),
    enterprises: new Map(),
    apps: new Map(),
    installations: new Map(),
  };
  for (const story of options.organizations) addOrganization(story, tables);
  const { clock, seed } = options;
  return {
    clock,
    ...createLookups(tables, clock),
    ...createChanges({ tables, clock, seed }),
  };
}

function addOrganization(story: OrganizationStory, tables: Tables): void {
  const { id, login } = story.organization;
  const [owner] = story.people;
  tables.organizations.set(id, {
    id,
    login,
    story,
    members: new Map(
      story.people.map(({ from, to, ...account }) => {
        const role = account.id === owner?.id ? 'admin' : 'member';
        return [account.id, { account, from, to, role }];
      }),
    ),
    teams: new Map(story.teams.map((team) => [team.id, { ...team, parentId: null }])),
  });
  tables.organizationIds.set(login.toLowerCase(), id);
  const origin: RepositoryOrigin = {
    tables,
    ownerId: id,
    pulls: byRepository(story.pullRequests),
    deployments: byRepository(story.deployments ?? []),
  };
  for (const repository of story.repositories) addRepository(repository, origin);
}

type RepositoryOrigin = {
  readonly tables: Tables;
  readonly ownerId: number;
  readonly pulls: ReadonlyMap<number, readonly PullRequestStory[]>;
  readonly deployments: ReadonlyMap<number, readonly StoryDeployment[]>;
};

function addRepository(repository: StoryRepository, origin: RepositoryOrigin): void {
  const { id, fullName, archived = false, isPublic = false } = repository;
  const { tables, ownerId, pulls, deployments } = origin;
  tables.repositories.set(id, {
    id,
    name: fullName.slice(fullName.indexOf('/') + 1),
    ownerId,
    archived,
    isPublic,
    deleted: false,
    pulls: createPullIndex(pulls.get(id) ?? []),
    deployments: createDeploymentIndex(deployments.get(id) ?? []),
  });
  tables.repositoryIds.set(fullName.toLowerCase(), id);
}

function byRepository<Item extends { readonly repository: StoryRepository }>(
  items: readonly Item[],
): ReadonlyMap<number, readonly Item[]> {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const group = groups.get(item.repository.id) ?? [];
    group.push(item);
    groups.set(item.repository.id, group);
  }
  return groups;
}

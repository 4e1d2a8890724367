import { dayOf, secondOf, startOfDay } from '../../rest/instants.ts';
import { membersOn } from '../../rest/teams.ts';
import type { StoryTeamMember } from '../../rest/teams.ts';
import type { PullRequestStory, StoryAccount, StoryRepository } from '../../story.ts';
import type { PullOrder } from './pull-index.ts';
import type {
  AppRecord,
  EnterpriseRecord,
  InstallationRecord,
  MemberRecord,
  OrganizationRecord,
  RepositoryRecord,
  TeamRecord,
} from './records.ts';
import type { Tables } from './state.ts';

/** What an owner-and-name leads to: a repository, perhaps by a name that it has no longer. */
type FoundRepository = { readonly repository: RepositoryRecord; readonly moved: boolean };

/** What can be asked of the state; everything as it is at the clock's present instant. */
export type Lookups = {
  readonly organizations: () => readonly OrganizationRecord[];
  /** Null for null, so that it can be asked of any installation. */
  readonly organizationById: (id: number | null) => OrganizationRecord | null;
  /** By its present login only: GitHub does not forward former logins of organisations. */
  readonly organizationByLogin: (login: string) => OrganizationRecord | null;
  readonly enterpriseById: (id: number | null) => EnterpriseRecord | null;
  readonly enterpriseBySlug: (slug: string) => EnterpriseRecord | null;
  /** The enterprise that an organisation is in. */
  readonly enterpriseOf: (organizationId: number) => EnterpriseRecord | null;
  /** Ascending by id, without those that are deleted; none for null. */
  readonly repositoriesOf: (organizationId: number | null) => readonly RepositoryRecord[];
  readonly repositoryById: (id: number) => RepositoryRecord | null;
  /** By its present or a former name, while nobody else took that name. */
  readonly repositoryByName: (owner: string, name: string) => FoundRepository | null;
  /** The repository under its present name, as the renderers of REST objects take it. */
  readonly storyRepositoryOf: (repository: RepositoryRecord) => StoryRepository;
  /** A pull request that is opened by now, told under the repository's present name. */
  readonly pullRequest: (repository: RepositoryRecord, number: number) => PullRequestStory | null;
  /** Those opened by now, in an order; render with {@link Lookups.renamed}. */
  readonly pullRequests: (
    repository: RepositoryRecord,
    order: PullOrder,
  ) => readonly PullRequestStory[];
  /** The same pull request under the present name of its repository. */
  readonly renamed: (story: PullRequestStory, repository: RepositoryRecord) => PullRequestStory;
  /** The people who are members now. */
  readonly membersOf: (organization: OrganizationRecord) => readonly MemberRecord[];
  readonly memberOf: (organization: OrganizationRecord, personId: number) => MemberRecord | null;
  /** The teams that exist by now. */
  readonly teamsOf: (organization: OrganizationRecord) => readonly TeamRecord[];
  readonly teamMembers: (team: TeamRecord) => readonly StoryTeamMember[];
  /** A person or bot of any organisation, members past and future included. */
  readonly accountByLogin: (login: string) => StoryAccount | null;
  readonly accountById: (id: number) => StoryAccount | null;
  readonly apps: () => readonly AppRecord[];
  /** By its id or its client id. */
  readonly appBy: (id: number | string) => AppRecord | null;
  readonly installations: () => readonly InstallationRecord[];
  readonly installationById: (id: number) => InstallationRecord | null;
};

/** Lookups over tables that may change between any two of them. */
export function createLookups(tables: Tables, clock: () => Date): Lookups {
  return {
    ...placesOf(tables, clock),
    ...peopleOf(tables, clock),
    ...enterprisesOf(tables),
    apps: () => [...tables.apps.values()],
    appBy: (id) =>
      [...tables.apps.values()].find(
        (app) => String(app.id) === String(id) || app.clientId === id,
      ) ?? null,
    installations: () => [...tables.installations.values()],
    installationById: (id) => tables.installations.get(id) ?? null,
  };
}

function placesOf(tables: Tables, clock: () => Date) {
  const { organizations, organizationIds, repositories } = tables;
  const { storyRepositoryOf, living, byName } = namesOf(tables);
  const renamed = (story: PullRequestStory, repository: RepositoryRecord): PullRequestStory => ({
    ...story,
    repository: storyRepositoryOf(repository),
  });
  return {
    storyRepositoryOf,
    renamed,
    organizations: () => [...organizations.values()],
    organizationById: (id: number | null) => organizations.get(id ?? Number.NaN) ?? null,
    organizationByLogin: (login: string) =>
      organizations.get(organizationIds.get(login.toLowerCase()) ?? Number.NaN) ?? null,
    repositoriesOf: (organizationId: number | null) =>
      [...repositories.values()]
        .filter(({ ownerId, deleted }) => ownerId === organizationId && !deleted)
        .toSorted((a, b) => a.id - b.id),
    repositoryById: living,
    repositoryByName: byName,
    pullRequest: (repository: RepositoryRecord, number: number) => {
      const story = repository.pulls.get(number, clock());
      return story === null ? null : renamed(story, repository);
    },
    pullRequests: (repository: RepositoryRecord, order: PullOrder) =>
      repository.pulls.list(order, clock()),
  };
}

function enterprisesOf({ enterprises }: Tables) {
  const first = (isIt: (one: EnterpriseRecord) => boolean) =>
    [...enterprises.values()].find(isIt) ?? null;
  return {
    enterpriseById: (id: number | null) => enterprises.get(id ?? Number.NaN) ?? null,
    enterpriseBySlug: (slug: string) => first((one) => one.slug === slug.toLowerCase()),
    enterpriseOf: (organizationId: number) =>
      first(({ organizationIds }) => organizationIds.includes(organizationId)),
  };
}

function namesOf({ organizations, repositories, repositoryIds }: Tables) {
  const storyRepositoryOf = ({
    id,
    name,
    ownerId,
    archived,
    isPublic,
  }: RepositoryRecord): StoryRepository => ({
    id,
    archived,
    isPublic,
    fullName: `${organizations.get(ownerId)?.login ?? ''}/${name}`,
  });
  const living = (id: number): RepositoryRecord | null => {
    const found = repositories.get(id);
    return found === undefined || found.deleted ? null : found;
  };
  const byName = (owner: string, name: string): FoundRepository | null => {
    const asked = `${owner}/${name}`.toLowerCase();
    const repository = living(repositoryIds.get(asked) ?? Number.NaN);
    if (repository === null) return null;
    const moved = storyRepositoryOf(repository).fullName.toLowerCase() !== asked;
    return { repository, moved };
  };
  return { storyRepositoryOf, living, byName };
}

function peopleOf({ organizations }: Tables, clock: () => Date) {
  const accounts = accountsOf(organizations.values());
  const isMember = ({ from, to }: MemberRecord): boolean => {
    const now = secondOf(clock());
    return secondOf(from) <= now && (to === null || secondOf(to) > now);
  };
  return {
    membersOf: ({ members }: OrganizationRecord) => [...members.values()].filter(isMember),
    memberOf: ({ members }: OrganizationRecord, personId: number) => {
      const member = members.get(personId);
      return member !== undefined && isMember(member) ? member : null;
    },
    teamsOf: ({ teams }: OrganizationRecord) =>
      [...teams.values()].filter((team) => isFounded(team, clock())),
    teamMembers: (team: TeamRecord) => membersOn({ ...team }, dayOf(clock())),
    accountByLogin: (login: string) => accounts().byLogin.get(login.toLowerCase()) ?? null,
    accountById: (id: number) => accounts().byId.get(id) ?? null,
  };
}

/** A team is created on its first member's first day; one that never had any is always there. */
function isFounded({ members }: TeamRecord, at: Date): boolean {
  return members.length === 0 || members.some(({ from }) => startOfDay(from) <= at);
}

type Accounts = {
  readonly byId: Map<number, StoryAccount>;
  readonly byLogin: Map<string, StoryAccount>;
};

/** Gathered anew when someone came: members are added, never taken out. */
function accountsOf(organizations: Iterable<OrganizationRecord>): () => Accounts {
  const all = [...organizations];
  let size = -1;
  let found: Accounts = { byId: new Map(), byLogin: new Map() };
  return () => {
    const now = all.reduce((sum, { members }) => sum + members.size, 0);
    if (now !== size) found = gathered(all);
    size = now;
    return found;
  };
}

function gathered(organizations: readonly OrganizationRecord[]): Accounts {
  const found: Accounts = { byId: new Map(), byLogin: new Map() };
  const note = (account: StoryAccount): void => {
    found.byId.set(account.id, account);
    found.byLogin.set(account.login.toLowerCase(), account);
  };
  for (const { story, members } of organizations) {
    story.bots.forEach(note);
    for (const { account } of members.values()) note(account);
  }
  return found;
}

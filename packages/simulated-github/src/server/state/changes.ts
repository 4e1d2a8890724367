import { dayOf } from '../../rest/instants.ts';
import type { PullRequestStory, StoryAccount } from '../../story.ts';
import type { AppWishes } from './apps.ts';
import { createDeploymentIndex } from './deployment-index.ts';
import { createPullIndex } from './pull-index.ts';
import { createApp, FIRST_APP } from './apps.ts';
import type {
  AppRecord,
  EnterpriseRecord,
  InstallationRecord,
  Permissions,
  RepositoryRecord,
  TeamRecord,
} from './records.ts';
import { found } from './found.ts';
import { installed } from './installed.ts';
import type { InstallationWishes } from './installed.ts';
import type { Tables } from './state.ts';

/** A repository that the story does not have. */
type NewRepository = { readonly id: number; readonly name: string };

/** What can happen to the world beside the story. Each is visible from the next request on. */
export type Changes = {
  /** An empty one; it takes the name over from any that had it before. */
  readonly addRepository: (organizationId: number, repository: NewRepository) => void;
  /** The former name leads to the repository with a 301 from now on. */
  readonly renameRepository: (id: number, name: string) => void;
  /** The new owner's installation sees it from now on, the former owner's no longer. */
  readonly transferRepository: (id: number, organizationId: number) => void;
  readonly archiveRepository: (id: number, archived?: boolean) => void;
  readonly publicizeRepository: (id: number, isPublic?: boolean) => void;
  readonly deleteRepository: (id: number) => void;
  /** The organisation's former login leads nowhere, its repositories' former names do. */
  readonly renameOrganization: (id: number, login: string) => void;
  /** An enterprise that its organisations belong to from now on. */
  readonly addEnterprise: (enterprise: EnterpriseRecord) => void;
  readonly addMember: (organizationId: number, account: StoryAccount) => void;
  readonly removeMember: (organizationId: number, personId: number) => void;
  readonly setRole: (organizationId: number, personId: number, role: 'admin' | 'member') => void;
  readonly addTeamMember: (teamId: number, account: StoryAccount) => void;
  readonly removeTeamMember: (teamId: number, personId: number) => void;
  readonly putTeam: (organizationId: number, team: TeamRecord) => void;
  readonly deleteTeam: (teamId: number) => void;
  /** Adds a pull request, or tells more of the life of one. */
  readonly putPullRequest: (story: PullRequestStory) => void;
  readonly registerApp: (wishes: AppWishes) => Promise<AppRecord>;
  readonly installApp: (wishes: InstallationWishes) => InstallationRecord;
  readonly suspendInstallation: (id: number, suspended?: boolean) => void;
  /** Its tokens are worth nothing from now on. */
  readonly uninstallApp: (id: number) => void;
  readonly setPermissions: (installationId: number, permissions: Permissions) => void;
  /** Null for all repositories. */
  readonly selectRepositories: (installationId: number, ids: readonly number[] | null) => void;
};

/** What changes work on. */
export type ChangeDeps = {
  readonly tables: Tables;
  readonly clock: () => Date;
  readonly seed: string;
};

/** @throws {RangeError} from any change, if what it names is not there */
export function createChanges(deps: ChangeDeps): Changes {
  return {
    ...repositoryChanges(deps),
    ...memberChanges(deps),
    ...teamChanges(deps),
    ...appChanges(deps),
  };
}

function repositoryChanges({ tables }: ChangeDeps) {
  const repository = (id: number) => found(tables.repositories, id);
  const noteName = (id: number): void => {
    const { ownerId, name } = repository(id);
    const { login } = found(tables.organizations, ownerId);
    tables.repositoryIds.set(`${login}/${name}`.toLowerCase(), id);
  };
  return {
    addRepository: (organizationId: number, { id, name }: NewRepository) => {
      const ownerId = found(tables.organizations, organizationId).id;
      tables.repositories.set(id, emptyRepository({ id, name }, ownerId));
      noteName(id);
    },
    renameRepository: (id: number, name: string) => {
      repository(id).name = name;
      noteName(id);
    },
    transferRepository: (id: number, organizationId: number) => {
      repository(id).ownerId = found(tables.organizations, organizationId).id;
      noteName(id);
    },
    ...standingChanges(tables),
    renameOrganization: (id: number, login: string) => {
      const organization = found(tables.organizations, id);
      tables.organizationIds.delete(organization.login.toLowerCase());
      tables.organizationIds.set(login.toLowerCase(), id);
      organization.login = login;
      for (const one of tables.repositories.values()) if (one.ownerId === id) noteName(one.id);
    },
    addEnterprise: (enterprise: EnterpriseRecord) => {
      tables.enterprises.set(enterprise.id, enterprise);
    },
    putPullRequest: (story: PullRequestStory) => repository(story.repository.id).pulls.put(story),
  };
}

function standingChanges({ repositories }: Tables) {
  return {
    archiveRepository: (id: number, archived = true) => {
      found(repositories, id).archived = archived;
    },
    publicizeRepository: (id: number, isPublic = true) => {
      found(repositories, id).isPublic = isPublic;
    },
    deleteRepository: (id: number) => {
      found(repositories, id).deleted = true;
    },
  };
}

function emptyRepository({ id, name }: NewRepository, ownerId: number): RepositoryRecord {
  const [pulls, deployments] = [createPullIndex([]), createDeploymentIndex([])];
  return {
    id,
    name,
    ownerId,
    archived: false,
    isPublic: false,
    deleted: false,
    pulls,
    deployments,
  };
}

function memberChanges({ tables, clock }: ChangeDeps) {
  const membersOf = (id: number) => found(tables.organizations, id).members;
  return {
    addMember: (organizationId: number, account: StoryAccount) => {
      const member = { account, from: clock(), to: null, role: 'member' as const };
      membersOf(organizationId).set(account.id, member);
    },
    removeMember: (organizationId: number, personId: number) => {
      found(membersOf(organizationId), personId).to = clock();
    },
    setRole: (organizationId: number, personId: number, role: 'admin' | 'member') => {
      found(membersOf(organizationId), personId).role = role;
    },
  };
}

function teamChanges({ tables, clock }: ChangeDeps) {
  const holderOf = (teamId: number) => {
    const all = [...tables.organizations.values()];
    const holder = all.find(({ teams }) => teams.has(teamId));
    if (holder === undefined) throw new RangeError(`there is no team ${teamId}`);
    return holder;
  };
  const team = (id: number) => found(holderOf(id).teams, id);
  const today = () => dayOf(clock());
  return {
    addTeamMember: (teamId: number, { id, login }: StoryAccount) => {
      const { members } = team(teamId);
      team(teamId).members = [...members, { id, login, from: today(), to: null }];
    },
    removeTeamMember: (teamId: number, personId: number) => {
      team(teamId).members = team(teamId).members.map((member) =>
        member.id === personId && member.to === null ? { ...member, to: today() } : member,
      );
    },
    putTeam: (organizationId: number, one: TeamRecord) => {
      found(tables.organizations, organizationId).teams.set(one.id, one);
    },
    deleteTeam: (teamId: number) => {
      holderOf(teamId).teams.delete(teamId);
    },
  };
}

function appChanges(deps: ChangeDeps) {
  const { tables, clock, seed } = deps;
  const installation = (id: number) => found(tables.installations, id);
  return {
    registerApp: async (wishes: AppWishes) => {
      const id = FIRST_APP.id + tables.apps.size;
      const app = await createApp(wishes, { id, seed, createdAt: clock() });
      tables.apps.set(id, app);
      return app;
    },
    installApp: (wishes: InstallationWishes) => {
      const made = installed(wishes, deps);
      tables.installations.set(made.id, made);
      return made;
    },
    suspendInstallation: (id: number, suspended = true) => {
      installation(id).suspendedAt = suspended ? clock() : null;
    },
    uninstallApp: (id: number) => {
      tables.installations.delete(installation(id).id);
    },
    setPermissions: (installationId: number, permissions: Permissions) => {
      installation(installationId).permissions = permissions;
    },
    selectRepositories: (installationId: number, ids: readonly number[] | null) => {
      installation(installationId).repositoryIds = ids === null ? null : new Set(ids);
    },
  };
}

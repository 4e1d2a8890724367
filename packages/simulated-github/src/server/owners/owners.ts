import { dayOf } from '../../rest/instants.ts';
import type { StoryAccount, StoryOrganization } from '../../story.ts';
import type { Apps } from '../app/apps.ts';
import type { Deliveries } from '../deliveries/deliverer.ts';
import { storyOrganizationOf } from '../http/call.ts';
import type { InstallationRecord, RepositoryRecord, TeamRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import {
  memberTelling,
  membershipTelling,
  organizationRenamed,
  releaseTelling,
  renamedFrom,
  repositoryTelling,
  targetRenamed,
  teamTelling,
  transferredFrom,
} from './messages.ts';
import type { Deed, NewRelease, Telling } from './messages.ts';

/**
 * What owners do with their organisation. Each does what the change of the state with this name
 * does, and tells the Apps that are installed there, listen to it and may know of it.
 *
 * Each throws a `RangeError` if what it names is not there.
 */
export type Owners = Pick<
  SimulatedGitHubState,
  | 'addRepository'
  | 'renameRepository'
  | 'transferRepository'
  | 'archiveRepository'
  | 'publicizeRepository'
  | 'deleteRepository'
  | 'renameOrganization'
  | 'deleteTeam'
  | 'addTeamMember'
  | 'removeTeamMember'
> & {
  readonly createTeam: SimulatedGitHubState['putTeam'];
  readonly renameTeam: (
    teamId: number,
    to: { readonly name: string; readonly slug: string },
  ) => void;
  /** Tells of it only: who may write to a repository beside its teams is known nowhere here. */
  readonly addCollaborator: (repositoryId: number, person: StoryAccount) => void;
  readonly removeCollaborator: (repositoryId: number, person: StoryAccount) => void;
  /** Tells of it only: nothing else of this GitHub knows releases. */
  readonly publishRelease: (repositoryId: number, release: NewRelease) => void;
};

/** What owners work on. */
export type OwnersDeps = {
  readonly state: SimulatedGitHubState;
  readonly deliveries: Deliveries;
  readonly apps: Apps;
};

/** The hands of owners. */
export function createOwners(deps: OwnersDeps): Owners {
  const scene = sceneOf(deps);
  return {
    ...repositoryDeeds(deps, scene),
    ...releaseDeeds(deps, scene),
    ...collaboratorDeeds(deps, scene),
    ...teamDeeds(deps, scene),
    renameOrganization: (id, login) => {
      const { login: former } = scene.organization(id);
      deps.state.renameOrganization(id, login);
      const deed = scene.deedAt(id);
      scene.tell(deed, null, organizationRenamed(former, deed));
      scene.tell(deed, null, targetRenamed(former, deed));
    },
  };
}

type OwnersScene = ReturnType<typeof sceneOf>;

function sceneOf({ state, deliveries }: OwnersDeps) {
  let serial = 0;
  const organization = (id: number): StoryOrganization => {
    const found = state.organizationById(id);
    if (found === null) throw new RangeError(`there is no organisation ${id}`);
    return storyOrganizationOf(found);
  };
  return {
    organization,
    repository: (id: number): RepositoryRecord => {
      const found = state.repositoryById(id);
      if (found === null) throw new RangeError(`there is no repository ${id}`);
      return found;
    },
    deedAt: (organizationId: number): Deed => {
      serial += 1;
      return { at: state.clock(), organization: organization(organizationId), serial };
    },
    /** Tells whoever may know of a repository, or of the organisation if it is null. */
    tell: ({ organization: { id } }: Deed, repositoryId: number | null, telling: Telling): void => {
      for (const installation of state.installations()) {
        const app = state.appBy(installation.appId);
        const message = telling(installation.id);
        const isThere = installation.organizationId === id;
        if (app === null || !isThere || !hears(installation, message.event, repositoryId)) continue;
        deliveries.tell(app, installation.id, message);
      }
    },
  };
}

/** Sent to every App, whether it listens or not. */
const UNASKED: ReadonlySet<string> = new Set(['installation_target']);

function hears(
  { events, suspendedAt, repositoryIds }: InstallationRecord,
  event: string,
  repositoryId: number | null,
): boolean {
  const isHidden = repositoryId !== null && repositoryIds?.has(repositoryId) === false;
  return (UNASKED.has(event) || events.includes(event)) && suspendedAt === null && !isHidden;
}

function repositoryDeeds({ state, apps }: OwnersDeps, scene: OwnersScene) {
  const tell = (id: number, what: Parameters<typeof repositoryTelling>[0]): void => {
    const record = scene.repository(id);
    const deed = scene.deedAt(record.ownerId);
    scene.tell(deed, id, repositoryTelling(what, state.storyRepositoryOf(record), deed));
  };
  return {
    addRepository: (
      organizationId: number,
      one: { readonly id: number; readonly name: string },
    ) => {
      state.addRepository(organizationId, one);
      tell(one.id, { action: 'created' });
    },
    renameRepository: (id: number, name: string) => {
      const { name: former } = scene.repository(id);
      state.renameRepository(id, name);
      tell(id, renamedFrom(former));
    },
    transferRepository: (id: number, organizationId: number) => {
      const former = scene.organization(scene.repository(id).ownerId);
      state.transferRepository(id, organizationId);
      apps.noteTransfer(id, former.id);
      tell(id, transferredFrom(former));
    },
    archiveRepository: (id: number, archived = true) => {
      state.archiveRepository(scene.repository(id).id, archived);
      tell(id, { action: archived ? 'archived' : 'unarchived' });
    },
    publicizeRepository: (id: number, isPublic = true) => {
      state.publicizeRepository(scene.repository(id).id, isPublic);
      tell(id, { action: isPublic ? 'publicized' : 'privatized' });
    },
    deleteRepository: (id: number) => {
      tell(id, { action: 'deleted' });
      state.deleteRepository(id);
    },
  };
}

function collaboratorDeeds({ state }: OwnersDeps, scene: OwnersScene) {
  const tell = (id: number, what: Parameters<typeof memberTelling>[0]): void => {
    const record = scene.repository(id);
    const deed = scene.deedAt(record.ownerId);
    scene.tell(deed, id, memberTelling(what, state.storyRepositoryOf(record), deed));
  };
  return {
    addCollaborator: (id: number, person: StoryAccount) => tell(id, { action: 'added', person }),
    removeCollaborator: (id: number, person: StoryAccount) =>
      tell(id, { action: 'removed', person }),
  };
}

function releaseDeeds({ state }: OwnersDeps, scene: OwnersScene) {
  return {
    publishRelease: (repositoryId: number, release: NewRelease) => {
      const record = scene.repository(repositoryId);
      const deed = scene.deedAt(record.ownerId);
      const told = { ...release, repository: state.storyRepositoryOf(record) };
      const last = release.prerelease === true ? 'prereleased' : 'released';
      for (const action of ['created', 'published', last] as const) {
        scene.tell(deed, repositoryId, releaseTelling(action, told, deed));
      }
    },
  };
}

function teamsOf({ state }: OwnersDeps, scene: OwnersScene) {
  const placeOf = (teamId: number) => {
    for (const { id, teams } of state.organizations()) {
      const team = teams.get(teamId);
      if (team !== undefined) return { team, organizationId: id };
    }
    throw new RangeError(`there is no team ${teamId}`);
  };
  const tell = (teamId: number, what: Parameters<typeof teamTelling>[0]): void => {
    const { team, organizationId } = placeOf(teamId);
    const deed = scene.deedAt(organizationId);
    scene.tell(deed, null, teamTelling(what, team, deed));
  };
  const tellMember = (
    action: 'added' | 'removed',
    teamId: number,
    member: { readonly id: number; readonly login: string },
  ): void => {
    const { team, organizationId } = placeOf(teamId);
    const deed = { ...scene.deedAt(organizationId), day: dayOf(state.clock()) };
    scene.tell(deed, null, membershipTelling(action, { ...member, team }, deed));
  };
  return { placeOf, tell, tellMember };
}

function teamDeeds(deps: OwnersDeps, scene: OwnersScene) {
  const { state } = deps;
  const { placeOf, tell, tellMember } = teamsOf(deps, scene);
  return {
    createTeam: (organizationId: number, team: TeamRecord) => {
      state.putTeam(organizationId, team);
      tell(team.id, { action: 'created' });
    },
    renameTeam: (teamId: number, to: { readonly name: string; readonly slug: string }) => {
      const { team, organizationId } = placeOf(teamId);
      state.putTeam(organizationId, { ...team, ...to });
      tell(teamId, { action: 'edited', changes: { name: { from: team.name } } });
    },
    deleteTeam: (teamId: number) => {
      tell(teamId, { action: 'deleted' });
      state.deleteTeam(teamId);
    },
    addTeamMember: (teamId: number, account: StoryAccount) => {
      state.addTeamMember(teamId, account);
      tellMember('added', teamId, account);
    },
    removeTeamMember: (teamId: number, personId: number) => {
      const { team } = placeOf(teamId);
      const member = team.members.find(({ id, to }) => id === personId && to === null);
      if (member === undefined) throw new RangeError(`${personId} is not in team ${teamId}`);
      state.removeTeamMember(teamId, personId);
      tellMember('removed', teamId, member);
    },
  };
}

import type {
  AppRecord,
  InstallationRecord,
  OrganizationRecord,
  RepositoryRecord,
} from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';
import type { Caller, InstallationCaller, UserCaller } from './caller.ts';

/**
 * Whether a caller may know that a repository is there. A public one is not shown to more callers
 * here than a private one.
 */
export function canSee(
  caller: Caller,
  repository: RepositoryRecord,
  state: SimulatedGitHubState,
): boolean {
  if (caller.kind === 'installation') return isInstalledOn(caller, repository);
  if (caller.kind === 'app') return coveringOf(caller.app, repository, state) !== null;
  return caller.kind === 'user' && userSees(caller, repository, state);
}

function isInstalledOn(caller: InstallationCaller, repository: RepositoryRecord): boolean {
  const { installation, repositoryIds } = caller;
  const chosen = installation.repositoryIds?.has(repository.id) ?? true;
  const asked = repositoryIds?.has(repository.id) ?? true;
  return installation.organizationId === repository.ownerId && chosen && asked;
}

/** A person sees what their organisation has; through an App, what the App sees of it. */
function userSees(
  { account, app }: UserCaller,
  repository: RepositoryRecord,
  state: SimulatedGitHubState,
): boolean {
  const owner = state.organizationById(repository.ownerId);
  if (owner === null || state.memberOf(owner, account.id) === null) return false;
  if (app === null) return true;
  const installation = coveringOf(app, repository, state);
  return installation !== null && installation.suspendedAt === null;
}

/** The installation through which an App was given a repository. */
function coveringOf(
  app: AppRecord,
  repository: RepositoryRecord,
  state: SimulatedGitHubState,
): InstallationRecord | null {
  const covers = ({ appId, organizationId, repositoryIds }: InstallationRecord): boolean =>
    appId === app.id &&
    organizationId === repository.ownerId &&
    (repositoryIds?.has(repository.id) ?? true);
  return state.installations().find(covers) ?? null;
}

/** Whether a caller belongs to an organisation: is installed there, or is a member. */
export function belongsTo(
  caller: Caller,
  organization: OrganizationRecord,
  state: SimulatedGitHubState,
): boolean {
  if (caller.kind === 'installation') return caller.installation.organizationId === organization.id;
  return caller.kind === 'user' && state.memberOf(organization, caller.account.id) !== null;
}

/** What a caller may do, by GitHub's keys: null for people, who are asked by membership instead. */
export function lacks(caller: Caller, permission: string): boolean {
  return caller.kind === 'installation' && caller.permissions[permission] === undefined;
}

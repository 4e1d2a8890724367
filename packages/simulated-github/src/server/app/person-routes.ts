import type { StoryAccount } from '../../story.ts';
import type { UserCaller } from '../access/caller.ts';
import { canSee } from '../access/sight.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { GitHubError, notAccessible, notFound } from '../http/errors.ts';
import type { Routes } from '../http/routes.ts';
import { restInstallation } from '../rest/app-routes.ts';
import { restMembership } from '../rest/organization.ts';
import { restRepository } from '../rest/repository-routes.ts';
import { restProfile } from '../rest/user-routes.ts';
import type { InstallationRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

const callers = ['user'] as const;

/** What a person who signed in is told: who they are, and what they and the App both see. */
export function addPersonRoutes({ on }: Routes, { state }: ServerContext): void {
  on({ method: 'get', path: '/user', callers }, (call) => ({
    body: restProfile(personOf(call).account),
  }));
  on({ method: 'get', path: '/user/installations', callers }, (call) =>
    call.page(installationsFor(call), (one) => restInstallation(one, state), {
      wrap: (installations, total_count) => ({ total_count, installations }),
    }),
  );
  on({ method: 'get', path: '/user/installations/:id/repositories', callers }, (call) => {
    const id = call.id('id');
    const found = installationsFor(call).find((one) => one.id === id);
    if (found === undefined) throw notFound();
    const seen = state
      .repositoriesOf(found.organizationId)
      .filter((one) => canSee(personOf(call), one, state));
    const repository_selection = found.repositoryIds === null ? 'all' : 'selected';
    return call.page(seen, (one) => restRepository(one, state), {
      wrap: (repositories, total_count) => ({ total_count, repository_selection, repositories }),
    });
  });
  on({ method: 'get', path: '/user/memberships/orgs', callers }, (call) =>
    call.page(membershipsOf(personOf(call).account, state), ({ member, organization }) =>
      restMembership(member, organization),
    ),
  );
  on({ method: 'get', path: '/user/memberships/orgs/:org', callers }, (call) => {
    const organization = call.organization();
    const member = state.memberOf(organization, personOf(call).account.id);
    if (member === null) throw notFound();
    return { body: restMembership(member, organization) };
  });
}

function personOf({ caller }: Call): UserCaller {
  if (caller.kind !== 'user') throw notAccessible();
  return caller;
}

/** The App's installations at organisations of which the person is a member. */
function installationsFor(call: Call): readonly InstallationRecord[] {
  const { account, app } = personOf(call);
  const { state } = call.context;
  if (app === null) {
    const message =
      'You must authenticate with an access token authorized to a GitHub App in order to list installations';
    throw new GitHubError(403, message);
  }
  const isMember = (organizationId: number | null) => {
    const organization = state.organizationById(organizationId);
    return organization !== null && state.memberOf(organization, account.id) !== null;
  };
  return state
    .installations()
    .filter(({ appId, organizationId }) => appId === app.id && isMember(organizationId));
}

function membershipsOf({ id }: StoryAccount, state: SimulatedGitHubState) {
  return state.organizations().flatMap((organization) => {
    const member = state.memberOf(organization, id);
    return member === null ? [] : [{ member, organization }];
  });
}

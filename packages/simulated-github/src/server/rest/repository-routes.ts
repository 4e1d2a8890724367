import type { Router } from 'express';

import { ownerOf } from '../../rest/users.ts';
import { repositoryOf } from '../../rest/repositories.ts';
import { canSee } from '../access/sight.ts';
import type { ServerContext } from '../context.ts';
import { storyOrganizationOf } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';
import { selectionOf } from './app-routes.ts';
import type { RepositoryRecord } from '../state/records.ts';
import type { SimulatedGitHubState } from '../state/state.ts';

/** Repositories: each by its name or id, and all that an installation token sees. */
export function repositoryRoutes(context: ServerContext): Router {
  const { state } = context;
  const { router, on } = createRoutes(context);
  on({ method: 'get', path: '/repos/:owner/:repo', permission: 'metadata' }, (call) => {
    const owner = storyOrganizationOf(call.organization());
    const organization = ownerOf(owner);
    return { body: { ...restRepository(call.repository(), state), ...WHOLE, organization } };
  });
  on({ method: 'get', path: '/installation/repositories', callers: ['installation'] }, (call) => {
    const { caller } = call;
    const installation = caller.kind === 'installation' ? caller.installation : null;
    const seen = state
      .repositoriesOf(installation?.organizationId ?? null)
      .filter((repository) => canSee(caller, repository, state));
    const repository_selection = installation === null ? 'all' : selectionOf(installation);
    return call.page(seen, (one) => restRepository(one, state), {
      wrap: (repositories, total_count) => ({ total_count, repository_selection, repositories }),
    });
  });
  return router;
}

/** Told of a repository only when it is asked for alone. */
const WHOLE = { network_count: 0, subscribers_count: 0, has_discussions: false } as const;

/** A repository under its present name and owner. */
export function restRepository(repository: RepositoryRecord, state: SimulatedGitHubState) {
  const owner = state.organizationById(repository.ownerId);
  if (owner === null) throw notFound();
  return repositoryOf(state.storyRepositoryOf(repository), storyOrganizationOf(owner));
}

import { PullRequestListQuery, PullRequestPath, PullRequestQuery } from '@uplift/contracts';
import { Router, type Request } from 'express';

import { accessOf } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { invalidRequest, parse } from '../http/parse.ts';
import { getPullRequest } from './get-pull-request.ts';
import { listPullRequests } from './list-pull-requests.ts';

/** The pull requests behind the numbers. */
export function pullRequestRoutes(deps: ApiDeps): Router {
  const router = Router();

  router.get('/organizations/:org/pull-requests', async (request, response) => {
    const query = parse(PullRequestListQuery, request.query, 'query');
    const { id } = await organizationOf(request, deps);
    const ownGithubId = query.author === 'me' ? ownIdOf(request) : null;
    response.json(await listPullRequests({ organizationId: id, query, ownGithubId }, deps));
  });

  router.get(
    '/organizations/:org/pull-requests/:owner/:name/:number',
    async (request, response) => {
      const { owner, name, number } = parse(PullRequestPath, request.params, 'path');
      const { clock } = parse(PullRequestQuery, request.query, 'query');
      const { id } = await organizationOf(request, deps);
      const asked = { organizationId: id, repository: `${owner}/${name}`, number, clock };
      response.json(await getPullRequest(asked, deps));
    },
  );
  return router;
}

/** GitHub's id of whoever asks: tokens, and sessions that were made from them, have none. */
function ownIdOf(request: Request): number {
  const { githubUserId } = accessOf(request);
  if (githubUserId !== null) return githubUserId;
  throw invalidRequest([{ in: 'query', name: 'author', detail: 'needs a signed-in person' }]);
}

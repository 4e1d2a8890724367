import type { Router } from 'express';

import { pullAt, shortPullAt } from '../../rest/pulls.ts';
import type { PullRequestStory } from '../../story.ts';
import type { ServerContext } from '../context.ts';
import type { Call } from '../http/call.ts';
import { storyOrganizationOf } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { createRoutes } from '../http/routes.ts';
import type { PullOrder } from '../state/pull-index.ts';

const PULLS = '/repos/:owner/:repo/pulls';
const permission = 'pull_requests';

/** Pull requests: the list in its short form, and each in its long form. */
export function pullRoutes(context: ServerContext): Router {
  const { state } = context;
  const { router, on } = createRoutes(context);
  on({ method: 'get', path: PULLS, permission }, (call) => {
    const repository = call.repository();
    const owner = storyOrganizationOf(call.organization());
    const stories = matching(state.pullRequests(repository, orderOf(call)), call);
    return call.page(stories, (story) =>
      shortPullAt(state.renamed(story, repository), call.at, owner),
    );
  });
  on({ method: 'get', path: `${PULLS}/:number`, permission }, (call) => ({
    body: pullAt(pullOf(call), call.at, storyOrganizationOf(call.organization())),
  }));
  return router;
}

/** The pull request that a call names. @throws {GitHubError} 404 if it is not opened yet */
export function pullOf(call: Call): PullRequestStory {
  const story = call.context.state.pullRequest(call.repository(), call.id('number'));
  if (story === null) throw notFound();
  return story;
}

/** Newest first by creation unless told, as at GitHub; descending by update when asked for. */
function orderOf(call: Call): PullOrder {
  const asked = call.query('state');
  const sort = call.query('sort') === 'updated' ? 'updated' : 'created';
  const direction = call.query('direction') === 'asc' ? 'asc' : 'desc';
  const state = asked === 'closed' || asked === 'all' ? asked : 'open';
  return { state, sort, direction };
}

/** Those into the branch `base`, and from the branch `head` (`owner:branch`), where asked for. */
function matching(stories: readonly PullRequestStory[], call: Call): readonly PullRequestStory[] {
  const base = call.query('base');
  const head = call.query('head')?.replace(/^[^:]*:/, '');
  if (base === undefined && head === undefined) return stories;
  return stories.filter(
    ({ baseRef, headRef }) => (base ?? baseRef) === baseRef && (head ?? headRef) === headRef,
  );
}

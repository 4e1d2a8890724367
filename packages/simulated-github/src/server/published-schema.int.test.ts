import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { departures } from '../testing/departures.ts';
import { readPublishedSchema } from '../testing/published-schema.ts';
import { deployedStory } from './testing/deployed-story.ts';
import { appToken, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

const published = readPublishedSchema();

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer({ organizations: [deployedStory] });
});

afterAll(() => server.github.close());

const PULL = '/repos/{owner}/{repo}/pulls/{pull_number}';
const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
const TEAM = '/orgs/{org}/teams/{team_slug}';
const DEPLOYMENT = '/repos/{owner}/{repo}/deployments/{deployment_id}';

/** Every operation that the REST routes answer, and where an answer is to be had. */
const operations: readonly (readonly [operation: string, path: string])[] = [
  ['/meta', '/meta'],
  ['/rate_limit', '/rate_limit'],
  ['/installation/repositories', '/installation/repositories'],
  ['/orgs/{org}', '/orgs/acme'],
  ['/orgs/{org}/members', '/orgs/acme/members'],
  ['/orgs/{org}/memberships/{username}', '/orgs/acme/memberships/ada'],
  ['/orgs/{org}/repos', '/orgs/acme/repos'],
  ['/orgs/{org}/teams', '/orgs/acme/teams'],
  [TEAM, '/orgs/acme/teams/payments'],
  [`${TEAM}/teams`, '/orgs/acme/teams/payments/teams'],
  [`${TEAM}/members`, '/orgs/acme/teams/payments/members'],
  ['/users/{username}', '/users/ada'],
  ['/users/{username}', '/user/1001'],
  ['/repos/{owner}/{repo}', '/repos/acme/api'],
  ['/repos/{owner}/{repo}', '/repositories/7'],
  ['/repos/{owner}/{repo}/pulls', '/repos/acme/api/pulls?state=all'],
  [PULL, '/repos/acme/api/pulls/12'],
  [PULL, '/repos/acme/billing/pulls/3'],
  [`${PULL}/commits`, '/repos/acme/api/pulls/12/commits'],
  [`${PULL}/reviews`, '/repos/acme/api/pulls/12/reviews'],
  [`${PULL}/comments`, '/repos/acme/api/pulls/12/comments'],
  [`${ISSUE}/comments`, '/repos/acme/api/issues/12/comments'],
  [`${ISSUE}/timeline`, '/repos/acme/api/issues/12/timeline'],
  ['/repos/{owner}/{repo}/deployments', '/repos/acme/api/deployments'],
  [DEPLOYMENT, '/repos/acme/api/deployments/61'],
  [`${DEPLOYMENT}/statuses`, '/repos/acme/api/deployments/61/statuses'],
];

/** The same for those that only an App is answered, by its JSON web token. */
const appOperations: typeof operations = [
  ['/app', '/app'],
  ['/app/installations', '/app/installations'],
  ['/app/installations/{installation_id}', '/app/installations/INSTALLATION'],
  ['/orgs/{org}/installation', '/orgs/acme/installation'],
  ['/repos/{owner}/{repo}/installation', '/repos/acme/api/installation'],
];

/** And for answers that are no success, of which GitHub publishes the shape too. */
const refusals: readonly (readonly [status: number, operation: string, path: string])[] = [
  [401, '/app/installation-requests', '/app/installations'],
  [403, '/repos/{owner}/{repo}', '/repos/acme/api'],
  [404, '/orgs/{org}', '/orgs/nobody'],
  [301, '/repos/{owner}/{repo}', '/repos/acme/old-billing'],
];

/** Routes of other parts, which have tests of their own. */
const elsewhere =
  /copilot|enterprises|hook|graphql|login|manifest|settings|token|report|\/user$|\/user\//;

/**
 * Where the published types contradict GitHub itself: its form for new Apps has a permission that
 * they do not know, and in the list of installations (only there) they take `account` for a
 * person and an enterprise at once, and know fewer permissions than in a single installation.
 */
const contradictions: Readonly<Record<string, readonly string[]>> = {
  '/app/installations': [
    '-[].account.name',
    '-[].account.slug',
    '-[].account.created_at',
    '-[].account.updated_at',
    '+[].permissions.organization_copilot_metrics',
    '+[].permissions.organization_copilot_seat_management',
  ],
  '/app/installations/{installation_id}': ['+.permissions.organization_copilot_metrics'],
  '/repos/{owner}/{repo}/installation': ['+.permissions.organization_copilot_metrics'],
  '/orgs/{org}/installation': ['+.permissions.organization_copilot_metrics'],
};

describe('what GitHub publishes of its answers', () => {
  it.each(operations)('%s describes the answer to %s', async (operation, path) => {
    const answer = await server.get(path);

    expect(answer.status).toBe(200);
    expect(await strangeIn(answer, `GET ${operation}`)).toStrictEqual([]);
  });

  it.each(appOperations)('%s describes the answer to %s', async (operation, path) => {
    const { app, state } = server.github;
    const [installation] = state.installations();
    const authorization = app === null ? '' : `Bearer ${appToken(app)}`;
    const address = path.replace('INSTALLATION', String(installation?.id));

    const answer = await server.get(address, { authorization });

    expect(answer.status).toBe(200);
    const known = contradictions[operation] ?? [];
    expect(await strangeIn(answer, `GET ${operation}`)).toStrictEqual(known);
  });

  it.each(refusals)('with %i, %s describes the answer to %s', async (status, operation, path) => {
    const { state } = server.github;
    const [installation] = state.installations();
    state.renameRepository(8, 'old-billing');
    state.renameRepository(8, 'billing');
    if (status === 403) state.setPermissions(installation?.id ?? 0, {});

    const answer = await server.get(path, status === 401 ? { authorization: 'token x' } : {});

    expect(answer.status).toBe(status);
    expect(await strangeIn(answer, `GET ${operation}`)).toStrictEqual([]);
  });

  it('has been held against every route that is read', async () => {
    await server.get('/orgs/acme/members/ada');
    const unasked = [...server.github.stats.byRoute()].filter(
      ([route, { requests }]) =>
        requests === 0 && route.startsWith('GET ') && !elsewhere.test(route),
    );

    expect(unasked.map(([route]) => route)).toStrictEqual([]);
  });
});

async function strangeIn(answer: Response, operation: string): Promise<readonly string[]> {
  const schema = published.answerOf(operation, answer.status);
  return schema === null ? [] : departures(await answer.json(), schema);
}

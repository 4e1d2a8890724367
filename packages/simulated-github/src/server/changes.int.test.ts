import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { acme, ada, api, eventful, january, smallStory } from '../testing/small-story.ts';
import { jsonOf, listOf, openTestServer } from './testing/open-server.ts';
import type { TestServer } from './testing/open-server.ts';

let server: TestServer;

const other = {
  ...smallStory,
  organization: { id: 10, login: 'other' },
  repositories: [],
  pullRequests: [],
  teams: [],
};

beforeEach(async () => {
  server = await openTestServer({ organizations: [smallStory, other] });
});

afterEach(() => server.github.close());

describe('a renamed repository', () => {
  it('is found under its former name by a 301 to its id', async () => {
    server.github.state.renameRepository(api.id, 'core');

    const moved = await server.get('/repos/acme/api/pulls/12?x=1');
    const location = moved.headers.get('location') ?? '';
    const pull = await jsonOf(await server.get(location));

    expect(moved.status).toBe(301);
    expect(location).toBe(`${server.github.apiUrl}/repositories/7/pulls/12?x=1`);
    expect(await jsonOf(moved)).toMatchObject({ message: 'Moved Permanently', url: location });
    expect(pull).toMatchObject({
      id: 5012,
      url: 'https://api.github.com/repos/acme/core/pulls/12',
      base: { repo: { id: 7, full_name: 'acme/core' } },
    });
  });

  it('is no longer found there once another has taken the name', async () => {
    const { state } = server.github;
    state.renameRepository(api.id, 'core');
    state.addRepository(acme.id, { id: 77, name: 'api' });

    expect(await jsonOf(await server.get('/repos/acme/api'))).toMatchObject({ id: 77 });
    expect(await listOf(await server.get('/repos/acme/api/pulls'))).toStrictEqual([]);
    expect((await server.get('/repositories/7/pulls/12')).status).toBe(200);
  });

  it('is the same repository under any spelling of its name', async () => {
    expect((await server.get('/repos/ACME/Api')).status).toBe(200);
  });
});

describe('a transferred repository', () => {
  it('is lost to the installation of its former owner, and seen by that of the new one', async () => {
    const { state, tokens } = server.github;
    state.transferRepository(api.id, 10);
    const installation = state.installations().find(({ organizationId }) => organizationId === 10);
    const { token } = tokens.issueForInstallation({ installationId: installation?.id ?? 0 });
    const authorization = `Bearer ${token}`;

    expect((await server.get('/repos/acme/api')).status).toBe(404);
    expect((await server.get('/repositories/7')).status).toBe(404);
    expect((await server.get('/repos/acme/api', { authorization })).status).toBe(301);
    const found = await jsonOf(await server.get('/repositories/7', { authorization }));
    expect(found).toMatchObject({ full_name: 'other/api', owner: { login: 'other' } });
  });
});

describe('a repository', () => {
  it('can be archived, and is gone when it is deleted', async () => {
    const { state } = server.github;

    state.archiveRepository(api.id);
    expect(await jsonOf(await server.get('/repos/acme/api'))).toMatchObject({ archived: true });
    state.deleteRepository(api.id);
    expect((await server.get('/repos/acme/api')).status).toBe(404);
    expect(await listOf(await server.get('/orgs/acme/repos'))).toHaveLength(1);
  });

  it('gets pull requests that no story told of', async () => {
    server.github.state.putPullRequest({ ...eventful, number: 13, id: 5013 });

    expect(await jsonOf(await server.get('/repos/acme/api/pulls/13'))).toMatchObject({ id: 5013 });
    expect(await listOf(await server.get('/repos/acme/api/pulls?state=all'))).toHaveLength(2);
  });
});

describe('a renamed organisation', () => {
  it('is not forwarded, but its repositories are', async () => {
    server.github.state.renameOrganization(acme.id, 'ajax');

    expect((await server.get('/orgs/acme')).status).toBe(404);
    expect(await jsonOf(await server.get('/orgs/ajax'))).toMatchObject({ id: 9, login: 'ajax' });
    expect((await server.get('/repos/acme/api')).status).toBe(301);
    expect((await server.get('/repos/ajax/api')).status).toBe(200);
  });
});

describe('people and teams', () => {
  const carol = { id: 1003, login: 'carol', type: 'User' } as const;
  const logins = async (path: string) =>
    (await listOf(await server.get(path))).map((one) => one['login']);

  it('come and go', async () => {
    const { state } = server.github;

    state.addMember(acme.id, carol);
    expect(await logins('/orgs/acme/members')).toStrictEqual(['ada', 'carol']);
    expect((await server.get('/user/1003')).status).toBe(200);
    state.removeMember(acme.id, ada.id);
    expect(await logins('/orgs/acme/members')).toStrictEqual(['carol']);
    expect((await server.get('/orgs/acme/members/ada')).status).toBe(404);
    expect((await server.get('/orgs/acme/members/carol')).status).toBe(204);
  });

  it('has the first person of the story for its owner until told', async () => {
    expect(await logins('/orgs/acme/members?role=admin')).toStrictEqual(['ada']);
    server.github.state.setRole(acme.id, ada.id, 'member');
    expect(await logins('/orgs/acme/members?role=admin')).toStrictEqual([]);
  });

  it('are in the teams above theirs by inheritance', async () => {
    const { state } = server.github;
    const crew = { id: 4, slug: 'crew', name: 'Crew', members: [], parentId: 3 };
    state.putTeam(acme.id, crew);
    state.addTeamMember(4, carol);
    state.addTeamMember(4, ada);

    const members = await listOf(await server.get('/orgs/acme/teams/payments/members'));
    expect(members).toMatchObject([
      { login: 'ada', inherited: false },
      { login: 'carol', inherited: true },
    ]);
    state.removeTeamMember(4, carol.id);
    expect(await logins('/orgs/acme/teams/payments/members')).toStrictEqual(['ada']);
    expect(await listOf(await server.get('/orgs/acme/teams'))).toMatchObject([
      { slug: 'payments', parent: null },
      { slug: 'crew', parent: { slug: 'payments' } },
    ]);
  });

  it('are there from their first day on', async () => {
    server.setClock(january(2, '23:59:59'));
    expect(await logins('/orgs/acme/teams/payments/members')).toStrictEqual(['ada']);
    server.setClock(january(3));
    expect(await logins('/orgs/acme/teams/payments/members')).toStrictEqual(['ada', 'bob']);
  });
});

import { verify } from '@octokit/webhooks-methods';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { OrganizationStory } from '../../story.ts';
import { ada, january, smallStory } from '../../testing/small-story.ts';
import { jsonOf, listOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';
import { openTestReceiver } from '../testing/receiver.ts';
import type { TestReceiver } from '../testing/receiver.ts';

const bits: OrganizationStory = {
  ...smallStory,
  organization: { id: 10, login: 'bits' },
  repositories: [{ id: 70, fullName: 'bits/parts', archived: true }],
  teams: [],
  pullRequests: [],
};

let receiver: TestReceiver;
let server: TestServer;

beforeEach(async () => {
  receiver = await openTestReceiver();
  const app = { webhookUrl: receiver.url, webhookSecret: 'secret' };
  server = await openTestServer({ organizations: [smallStory, bits], app });
});

afterEach(async () => {
  await server.github.close();
  await receiver.close();
});

/** What has arrived, as event and action, with the installation. */
async function heard() {
  await server.github.deliveries.settled();
  return receiver.received.map(({ event, body }) => {
    const { action, installation } = JSON.parse(body);
    return [`${event} ${String(action)}`, installation.id];
  });
}

function installationIds(): readonly number[] {
  return server.github.state.installations().map(({ id }) => id);
}

describe('what owners do', () => {
  it('happens, and is told signed, with what it was before', async () => {
    const [atAcme] = installationIds();

    server.github.owners.renameRepository(7, 'core');

    expect(await heard()).toStrictEqual([['repository renamed', atAcme]]);
    const [told] = receiver.received;
    expect(JSON.parse(told?.body ?? '')).toMatchObject({
      changes: { repository: { name: { from: 'api' } } },
      repository: { id: 7, full_name: 'acme/core' },
    });
    const signature = told?.headers['x-hub-signature-256'] ?? '';
    expect(await verify('secret', told?.body ?? '', signature)).toBe(true);
    expect((await server.get('/repos/acme/core')).status).toBe(200);
    expect((await server.get('/repos/acme/api')).status).toBe(301);
  });

  it('shows a repository to everybody, and to few again', async () => {
    const { owners } = server.github;

    owners.publicizeRepository(7);
    const shown = await jsonOf(await server.get('/repos/acme/api'));
    owners.publicizeRepository(7, false);

    expect(shown).toMatchObject({ private: false, visibility: 'public' });
    expect(await jsonOf(await server.get('/repos/acme/api'))).toMatchObject({ private: true });
    expect((await heard()).map(([what]) => what)).toStrictEqual([
      'repository publicized',
      'repository privatized',
    ]);
  });

  it('is in the log of deliveries', async () => {
    const { github } = server;
    github.owners.archiveRepository(7);
    await heard();

    const [attempt] = github.deliveries.attempts(github.app?.id ?? 0);

    expect(attempt?.delivery).toMatchObject({ event: 'repository', action: 'archived' });
    expect(attempt?.delivery.repositoryId).toBe(7);
  });

  it('is told to nobody who is suspended, does not see it or does not listen', async () => {
    const { state, owners } = server.github;
    const [atAcme = 0] = installationIds();

    state.selectRepositories(atAcme, [8]);
    owners.renameRepository(7, 'core');
    state.suspendInstallation(atAcme);
    owners.renameRepository(8, 'bills');
    state.suspendInstallation(atAcme, false);
    owners.publishRelease(8, { id: 1, tag: 'v1', by: ada });
    owners.archiveRepository(8);

    expect(await heard()).toStrictEqual([['repository archived', atAcme]]);
  });

  it('is told to both sides of a transfer', async () => {
    const [atAcme, atBits] = installationIds();

    server.github.owners.transferRepository(7, 10);

    expect(await heard()).toStrictEqual([
      ['installation_repositories removed', atAcme],
      ['repository transferred', atBits],
    ]);
    expect(JSON.parse(receiver.received[1]?.body ?? '')).toMatchObject({
      changes: { owner: { from: { organization: { id: 9, login: 'acme' } } } },
      repository: { full_name: 'bits/api', owner: { login: 'bits' } },
    });
  });

  it('tells of a new login twice, the second time to every App', async () => {
    const [atAcme] = installationIds();

    server.github.owners.renameOrganization(9, 'apex');

    expect(await heard()).toStrictEqual([
      ['organization renamed', atAcme],
      ['installation_target renamed', atAcme],
    ]);
    expect(JSON.parse(receiver.received[1]?.body ?? '')).toMatchObject({
      account: { id: 9, login: 'apex' },
      changes: { login: { from: 'acme' } },
      target_type: 'Organization',
    });
  });

  it('forms teams, whose members are told under the names that the story gives', async () => {
    const { owners, deliveries } = server.github;
    server.setClock(january(25, '12:00:00'));
    deliveries.rewind(january(25));
    const core = { id: 30, slug: 'core', name: 'Core', parentId: null, members: [] };

    owners.createTeam(9, core);
    owners.addTeamMember(30, ada);
    owners.renameTeam(30, { slug: 'kernel', name: 'Kernel' });
    await heard();
    const added = receiver.received.find(({ event }) => event === 'membership');
    await deliveries.catchUp();

    const again = receiver.received.filter(({ guid }) => guid === added?.guid);
    expect(again).toHaveLength(2);
    owners.removeTeamMember(30, ada.id);
    owners.deleteTeam(30);
    const all = (await heard()).map(([what]) => what);
    expect(all).toContain('team edited');
    expect(all.slice(-2)).toStrictEqual(['membership removed', 'team deleted']);
    expect((await server.get('/orgs/acme/teams/kernel')).status).toBe(404);
  });

  it('needs what it is done to', () => {
    const { owners } = server.github;

    expect(() => owners.renameRepository(404, 'x')).toThrow(RangeError);
    expect(() => owners.renameTeam(404, { slug: 'x', name: 'X' })).toThrow(RangeError);
    expect(() => owners.removeTeamMember(3, 404)).toThrow(RangeError);
    expect(() => owners.renameOrganization(404, 'x')).toThrow(RangeError);
  });
});

describe('a repository that was archived before the story', () => {
  it('says so alone, in lists and over GraphQL', async () => {
    const { github } = server;
    const [, atBits = 0] = installationIds();
    const { token } = github.tokens.issueForInstallation({ installationId: atBits });
    const headers = { authorization: `Bearer ${token}` };

    const alone = await jsonOf(await server.get('/repos/bits/parts', headers));
    const listed = await listOf(await server.get('/orgs/bits/repos', headers));
    const seen = await jsonOf(await server.get('/installation/repositories', headers));
    const query = '{ repository(owner: "bits", name: "parts") { isArchived } }';
    const answer = await fetch(github.graphqlUrl, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });

    expect(alone['archived']).toBe(true);
    expect(listed).toMatchObject([{ archived: true }]);
    expect(seen).toMatchObject({ repositories: [{ archived: true }] });
    expect(await jsonOf(answer)).toMatchObject({ data: { repository: { isArchived: true } } });
  });
});

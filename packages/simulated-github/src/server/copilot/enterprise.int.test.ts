import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ada, api, january, smallStory } from '../../testing/small-story.ts';
import type { OrganizationStory } from '../../story.ts';
import type { InstallationRecord } from '../state/records.ts';
import { appToken, jsonOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';
import { seated } from '../testing/seated-story.ts';

const bits: OrganizationStory = {
  ...smallStory,
  organization: { id: 10, login: 'bits' },
  repositories: [{ ...api, id: 70, fullName: 'bits/api' }],
  teams: [],
  pullRequests: [],
};

let server: TestServer;
let installation: InstallationRecord;

beforeAll(async () => {
  server = await openTestServer({ organizations: [seated, bits] });
  const { state, app } = server.github;
  state.addEnterprise({ id: 77, slug: 'acme-group', organizationIds: [9, 10] });
  installation = state.installApp({
    appId: app?.id ?? 0,
    enterpriseId: 77,
    permissions: {
      enterprise_copilot_metrics: 'read',
      enterprise_copilot_seat_management: 'read',
    },
  });
});

afterAll(() => server.github.close());

const BASE = '/enterprises/acme-group/copilot';
const USERS = `${BASE}/metrics/reports/users-1-day?day=2026-01-09`;
const SEATS = `${BASE}/billing/seats`;

function get(path: string, id = installation.id): Promise<Response> {
  const { token } = server.github.tokens.issueForInstallation({ installationId: id });
  return server.get(path, { authorization: `Bearer ${token}` });
}

function getAs(login: string, path: string): Promise<Response> {
  const { state, tokens } = server.github;
  const { token } = tokens.issuePersonal(state.accountByLogin(login) ?? ada);
  return server.get(path, { authorization: `Bearer ${token}` });
}

describe('an App at an enterprise', () => {
  it('is listed with the enterprise as its account, and found by its name', async () => {
    const { app } = server.github;
    const authorization = app === null ? '' : `Bearer ${appToken(app)}`;

    const found = await server.get('/enterprises/acme-group/installation', { authorization });
    const unknown = await server.get('/enterprises/nobody/installation', { authorization });

    expect(await jsonOf(found)).toMatchObject({
      id: installation.id,
      account: { id: 77, slug: 'acme-group' },
      target_id: 77,
      target_type: 'Enterprise',
      repository_selection: 'selected',
      permissions: { enterprise_copilot_metrics: 'read' },
    });
    expect(unknown.status).toBe(404);
  });

  it('sees no repository, and nothing of the organisations as such', async () => {
    expect(await jsonOf(await get('/installation/repositories'))).toMatchObject({
      total_count: 0,
      repositories: [],
    });
    expect((await get('/orgs/acme/copilot/billing/seats')).status).toBe(403);
    expect((await get('/repos/acme/api')).status).toBe(404);
  });

  it('is given what enterprises can give, and at organisations the rest', async () => {
    const { apps } = server.github;
    const app = await apps.register({
      name: 'Both',
      ownerId: 9,
      permissions: { members: 'read', enterprise_copilot_metrics: 'read' },
    });

    const above = apps.install({ appId: app.id, enterpriseId: 77 });
    const below = apps.install({ appId: app.id, organizationId: 9 });

    expect(above.permissions).toStrictEqual({ enterprise_copilot_metrics: 'read' });
    expect(below.permissions).toStrictEqual({ members: 'read' });
  });
});

describe('reports of an enterprise', () => {
  it('tell of its organisations together, and of a person once', async () => {
    const { download_links: links } = await jsonOf(await get(USERS));
    const files = Array.isArray(links) ? links : [];
    const texts = await Promise.all(files.map(async (link) => (await fetch(link)).text()));
    const rows = texts.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line));

    expect(rows).toHaveLength(5);
    expect(new Set(rows.map(({ user_id: id }) => id))).toHaveProperty('size', 5);
    expect(rows[0]).toMatchObject({ enterprise_id: '77' });
    expect(rows[0]).not.toHaveProperty('organization_id');
  });

  it('begin in October 2025, two months before those of organisations', async () => {
    server.setClock(january(5));
    const statusOf = async (day: string) => (await get(USERS.replace('2026-01-09', day))).status;

    expect(await statusOf('2025-10-09')).toBe(204);
    expect(await statusOf('2025-10-10')).toBe(200);
    expect(await statusOf('2026-01-05')).toBe(204);
    server.setClock(january(31));
  });

  it('are for owners, and for Apps that are installed there and have the permission', async () => {
    const { state } = server.github;
    const [atAcme] = state.installations();
    const all = installation.permissions;

    expect((await getAs('ada', USERS)).status).toBe(200);
    expect((await getAs('bob', USERS)).status).toBe(404);
    expect((await get(USERS, atAcme?.id)).status).toBe(403);
    expect((await get(USERS.replace('acme-group', 'elsewhere'))).status).toBe(404);
    state.setPermissions(installation.id, { enterprise_copilot_seat_management: 'read' });
    expect((await get(USERS)).status).toBe(403);
    state.setPermissions(installation.id, all);
  });

  it('follow the policy and the plan of the enterprise, not those of its organisations', async () => {
    const { copilot } = server.github;
    copilot.configure(9, { metricsPolicy: false });
    const organizationOff = await get(USERS);
    copilot.configureEnterprise(77, { metricsPolicy: false });
    const off = await get(USERS);
    copilot.configureEnterprise(77, { metricsPolicy: true, plan: null });
    const none = await get(USERS);
    const seatless = await get(SEATS);
    copilot.configureEnterprise(77, { plan: 'enterprise' });
    copilot.configure(9, { metricsPolicy: true });

    expect(organizationOff.status).toBe(200);
    expect(off.status).toBe(403);
    expect(await jsonOf(off)).toMatchObject({
      message: "The 'Copilot usage metrics' policy must be enabled to use this API",
    });
    expect([none.status, seatless.status]).toStrictEqual([404, 404]);
  });
});

describe('seats of an enterprise', () => {
  it('are one for each organisation that grants it, while a person is counted once', async () => {
    const body = await jsonOf(await get(SEATS));

    const seats = Array.isArray(body['seats']) ? body['seats'] : [];
    const places = seats.map(({ assignee, organization }) => [assignee.id, organization.login]);
    expect(places).toContainEqual([1001, 'acme']);
    expect(places).toContainEqual([1001, 'bits']);
    expect(body['total_seats']).toBe(new Set(places.map(([id]) => id)).size);
  });

  it('are for owners, and for Apps with the permission of their own', async () => {
    const { state } = server.github;
    const all = installation.permissions;

    expect((await getAs('ada', SEATS)).status).toBe(200);
    expect((await getAs('bob', SEATS)).status).toBe(404);
    state.setPermissions(installation.id, { enterprise_copilot_metrics: 'read' });
    expect((await get(SEATS)).status).toBe(403);
    state.setPermissions(installation.id, all);
  });
});

import { verify } from '@octokit/webhooks-methods';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';

import type { Shape } from '../../testing/shapes.ts';
import { addShape, strangenesses } from '../../testing/shapes.ts';
import { appToken, jsonOf, listOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';
import { openTestReceiver } from '../testing/receiver.ts';
import type { TestReceiver } from '../testing/receiver.ts';

type Published = { readonly name: string; readonly examples: readonly object[] };

const examples: readonly Published[] = createRequire(import.meta.url)('@octokit/webhooks-examples');

const opened: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

let nowMs = Date.now();

type Setting = { readonly server: TestServer; readonly receiver: TestReceiver };

/** A GitHub without Apps, and a receiver for the webhooks of one to come. */
async function open(): Promise<Setting> {
  nowMs = Date.now();
  const receiver = await openTestReceiver();
  const server = await openTestServer({ app: null, now: () => new Date(nowMs) });
  opened.push(server.github, receiver);
  return { server, receiver };
}

const HOME = 'http://127.0.0.1:1/setup';

function manifestFor({ receiver }: Setting, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    name: 'Acme Metrics',
    url: 'https://metrics.acme.example',
    public: false,
    hook_attributes: { url: receiver.url, active: true },
    redirect_url: `${HOME}/created`,
    callback_urls: [`${HOME}/callback`],
    setup_url: `${HOME}/installed`,
    setup_on_update: true,
    default_permissions: { metadata: 'read', pull_requests: 'read', contents: 'read' },
    default_events: ['pull_request', 'push'],
    ...changes,
  };
}

/** Posts the form of the page that registers an App. */
function post({ server }: Setting, manifest: object | string, path?: string): Promise<Response> {
  const url = `${server.github.webUrl}${path ?? '/organizations/acme/settings/apps/new'}?state=s1`;
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  const body = new URLSearchParams({ manifest: text });
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}

function goalOf(answer: Response): URL {
  return new URL(answer.headers.get('location') ?? 'http://nowhere.example');
}

function convert({ server }: Setting, code: string): Promise<Response> {
  return fetch(`${server.github.apiUrl}/app-manifests/${code}/conversions`, { method: 'POST' });
}

/** Registers the App of the manifest and hands it over. */
async function register(setting: Setting, changes: Readonly<Record<string, unknown>> = {}) {
  const code = goalOf(await post(setting, manifestFor(setting, changes))).searchParams.get('code');
  await convert(setting, code ?? '');
  const app = setting.server.github.state.apps().at(-1);
  if (app === undefined) throw new Error('no App was registered');
  return app;
}

function visit({ server }: Setting, path: string): Promise<Response> {
  return fetch(`${server.github.webUrl}${path}`, { redirect: 'manual' });
}

describe('registering an App from a manifest', () => {
  it('leads back with a code and the state, and the code gives the App away once', async () => {
    const setting = await open();

    const answer = await post(setting, manifestFor(setting));
    const goal = goalOf(answer);
    const conversion = await convert(setting, goal.searchParams.get('code') ?? '');
    const again = await convert(setting, goal.searchParams.get('code') ?? '');

    expect(answer.status).toBe(302);
    expect(`${goal.origin}${goal.pathname}`).toBe(`${HOME}/created`);
    expect(goal.searchParams.get('state')).toBe('s1');
    expect(conversion.status).toBe(201);
    expect(again.status).toBe(404);
    const app = await jsonOf(conversion);
    expect(app).toMatchObject({
      slug: 'acme-metrics',
      html_url: `${setting.server.github.webUrl}/apps/acme-metrics`,
      pem: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
      permissions: { metadata: 'read', pull_requests: 'read', contents: 'read' },
      events: ['pull_request', 'push'],
      owner: { login: 'acme' },
    });
  });

  it('gives a key by which the App speaks for itself', async () => {
    const setting = await open();
    const app = await register(setting);

    const answer = await fetch(`${setting.server.github.apiUrl}/app`, {
      headers: { authorization: `Bearer ${appToken(app)}` },
    });

    expect(await jsonOf(answer)).toMatchObject({ id: app.id, name: 'Acme Metrics' });
  });

  it('forgets a code after an hour', async () => {
    const setting = await open();
    const goal = goalOf(await post(setting, manifestFor(setting)));

    nowMs += 3_600_000;

    const late = await convert(setting, goal.searchParams.get('code') ?? '');
    expect(late.status).toBe(404);
  });

  it('sends the address of the App a ping, signed by the secret that it has yet to learn', async () => {
    const setting = await open();
    const app = await register(setting);
    await setting.server.github.deliveries.settled();

    const [ping] = setting.receiver.received;
    expect(ping?.event).toBe('ping');
    const signature = ping?.headers['x-hub-signature-256'] ?? '';
    await expect(verify(app.webhookSecret, ping?.body ?? '', signature)).resolves.toBe(true);
  });

  it.each([
    ['no JSON', '{', 'not valid JSON'],
    ['no name', { name: '' }, 'Name can’t be blank'],
    ['no address', { url: 'metrics' }, 'Homepage URL'],
    ['an event that is always sent', { default_events: ['installation'] }, 'installation'],
    ['an event without its permission', { default_events: ['team'] }, 'not supported by'],
    ['a hook that is no address', { hook_attributes: { url: 'here' } }, 'Hook url'],
  ])('refuses a manifest with %s', async (_what, wrong, words) => {
    const setting = await open();
    const manifest = typeof wrong === 'string' ? wrong : manifestFor(setting, wrong);

    const answer = await post(setting, manifest);

    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
    expect(setting.server.github.state.apps()).toStrictEqual([]);
  });

  it('refuses a name that is taken, and hooks on the loopback where these are barred', async () => {
    const setting = await open();
    await register(setting);
    setting.server.github.visitors.allowLoopbackHooks(false);

    const barred = await post(setting, manifestFor(setting, { name: 'Another' }));
    const taken = await post(setting, manifestFor(setting, { hook_attributes: undefined }));

    expect(await barred.text()).toContain('public Internet');
    expect(await taken.text()).toContain('already taken');
  });

  it('is for owners, and asks others to sign in', async () => {
    const setting = await open();
    const { visitors } = setting.server.github;
    visitors.signIn(null);
    const nobody = await post(setting, manifestFor(setting));

    setting.server.setClock(new Date('2026-01-10T00:00:00Z'));
    visitors.signIn('bob');
    const member = await post(setting, manifestFor(setting));

    expect(nobody.headers.get('location')).toMatch(/^\/login\?return_to=/);
    expect(member.status).toBe(404);
  });
});

describe('installing an App', () => {
  const NEW = '/apps/acme-metrics/installations/new';

  it('leads to the set-up page and tells the App, in the shape of the published examples', async () => {
    const setting = await open();
    const app = await register(setting);

    const goal = goalOf(await visit(setting, `${NEW}?state=s2`));
    await setting.server.github.deliveries.settled();

    const [installation] = setting.server.github.state.installations();
    expect(`${goal.origin}${goal.pathname}`).toBe(`${HOME}/installed`);
    expect(Object.fromEntries(goal.searchParams)).toStrictEqual({
      installation_id: String(installation?.id),
      setup_action: 'install',
      state: 's2',
    });
    expect(installation).toMatchObject({ appId: app.id, events: ['pull_request', 'push'] });
    const told = setting.receiver.received.at(-1);
    expect(told?.event).toBe('installation');
    const payload: unknown = JSON.parse(told?.body ?? '');
    expect(payload).toMatchObject({
      action: 'created',
      installation: { id: installation?.id, app_id: app.id },
      repositories: [{ full_name: 'acme/api' }, { full_name: 'acme/billing' }],
      sender: { login: 'ada' },
    });
    expect(strangenesses(payload, shapeOf('installation'))).toStrictEqual([]);
  });

  it('installs on chosen repositories, and tells of a later choice', async () => {
    const setting = await open();
    await register(setting);
    await visit(setting, `${NEW}?repository_ids[]=7`);

    const goal = goalOf(await visit(setting, `${NEW}?repository_ids[]=8`));
    await setting.server.github.deliveries.settled();

    expect(goal.searchParams.get('setup_action')).toBe('update');
    const told = setting.receiver.received.filter(
      ({ event }) => event === 'installation_repositories',
    );
    expect(told.map(({ body }) => JSON.parse(body).action)).toStrictEqual(['added', 'removed']);
    for (const { body } of told) {
      const strange = strangenesses(JSON.parse(body), shapeOf('installation_repositories'));
      // Described by GitHub for every installation, though in no example of this event.
      expect(strange).toStrictEqual(['.installation.app_slug']);
    }
  });

  it('lets who is no owner ask for it only', async () => {
    const setting = await open();
    await register(setting);
    setting.server.setClock(new Date('2026-01-10T00:00:00Z'));
    setting.server.github.visitors.signIn('bob');

    const goal = goalOf(await visit(setting, NEW));

    expect(goal.searchParams.get('setup_action')).toBe('request');
    expect(goal.searchParams.get('installation_id')).toBeNull();
    expect(setting.server.github.state.installations()).toStrictEqual([]);
  });

  it('signs the owner in as well, where the App asks for it', async () => {
    const setting = await open();
    await register(setting, { request_oauth_on_install: true });

    const goal = goalOf(await visit(setting, NEW));

    expect(goal.pathname).toBe('/setup/callback');
    expect([...goal.searchParams.keys()]).toStrictEqual([
      'code',
      'installation_id',
      'setup_action',
    ]);
  });

  it('tells of its end, its pause, and of new permissions', async () => {
    const setting = await open();
    const app = await register(setting);
    const { apps, deliveries } = setting.server.github;
    const { id } = apps.install({ appId: app.id, organizationId: 9 });

    apps.suspend(id);
    apps.suspend(id, false);
    apps.acceptPermissions(id, { ...app.permissions, members: 'read' });
    apps.uninstall(id);
    await deliveries.settled();

    const told = setting.receiver.received.filter(({ event }) => event === 'installation');
    expect(told.map(({ body }) => JSON.parse(body).action)).toStrictEqual([
      'created',
      'suspend',
      'unsuspend',
      'new_permissions_accepted',
      'deleted',
    ]);
    expect(new Set(told.map(({ guid }) => guid)).size).toBe(5);
    const list = await fetch(`${setting.server.github.apiUrl}/app/hook/deliveries`, {
      headers: { authorization: `Bearer ${appToken(app)}` },
    });
    expect((await listOf(list)).at(-1)).toMatchObject({ event: 'ping', installation_id: null });
  });
});

/** What is in any published example of an event. */
function shapeOf(event: string): Shape {
  const shape: Shape = new Map();
  const all = examples.find(({ name }) => name === event)?.examples ?? [];
  for (const example of all) addShape(example, shape);
  return shape;
}

import { createHmac, randomUUID } from 'node:crypto';

import { Me } from '@uplift/contracts';
import {
  accessTokens,
  createAccessToken,
  deliveries,
  findGitHubApp,
  findInstalledOrganizations,
  findInstallationDetails,
  grantedRoles,
  withOrganization,
} from '@uplift/db';
import { createLogger } from '@uplift/runtime';
import { storeObservations } from '@uplift/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { handOverForm, openBrowser, type SeenPage, type TestBrowser } from '../testing/browser.ts';
import { openConnectedService, type ConnectedService } from '../testing/connected-service.ts';
import { openGitHubAccess } from './github.ts';
import { startService, type Service } from './service.ts';
import { createSetupLink } from './sign-in-link.ts';

const everywhere: TestBrowser[] = [];

function newBrowser(): TestBrowser {
  const browser = openBrowser();
  everywhere.push(browser);
  return browser;
}

async function administrator({ store, url }: ConnectedService): Promise<TestBrowser> {
  const browser = newBrowser();
  await browser.visit(await createSetupLink(store.db, url));
  return browser;
}

/** Goes through the pages of the set-up, as somebody who owns acme does. */
async function connect(
  { url }: ConnectedService,
  browser: TestBrowser,
  query = 'owner=acme&copilot=yes',
): Promise<SeenPage> {
  const page = await browser.visit(`${url}/setup/github?${query}`);
  const { action, manifest } = handOverForm(page);
  return browser.send(action, { manifest });
}

/** Another process on the same store. */
function startBeside({ settings, store }: ConnectedService): Promise<Service> {
  const logger = createLogger({ name: 'second', level: 'silent' });
  const parts = { api: true, worker: false };
  const github = openGitHubAccess(settings, store.db);
  return startService({ settings, store, logger, parts, webhookSecret: null, github });
}

async function deliver({ url }: Service, secret: string): Promise<number> {
  const body = '{"zen":"Approachable is better than simple."}';
  const { status } = await fetch(`${url}/webhooks/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'ping',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
  return status;
}

const meOf = async (url: string, browser: TestBrowser) => {
  const { status, text } = await browser.visit(`${url}/api/v1/me`);
  return status === 200 ? Me.parse(JSON.parse(text)) : status;
};

describe('connecting GitHub', () => {
  let place: ConnectedService;
  let browser: TestBrowser;
  let last: SeenPage;
  let second: Service;
  beforeAll(async () => {
    place = await openConnectedService();
    second = await startBeside(place);
    browser = await administrator(place);
  });
  afterAll(async () => {
    await second.close();
    await place.close();
  });

  it('begins with one page that says what is asked for, why, and what is lost without it', async () => {
    const { text, headers } = await browser.visit(`${place.url}/setup`);

    for (const words of [
      'pull_requests',
      'When pull requests were opened',
      'No teams, and nobody',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.match(/<script[^>]*>/g)).toEqual(['<script src="/assets/theme.js">']);
    expect(text).not.toContain('write"');
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
  });

  it.each([
    ['nobody', async () => newBrowser(), 401],
    [
      'an administrator of one organisation alone',
      async () => {
        const member = newBrowser();
        const token = await createAccessToken(place.store.db, {
          kind: 'token',
          name: 'manager',
          role: 'manager',
          organizationId: null,
          expiresAt: null,
        });
        await member.send(`${place.url}/sign-in`, { token });
        return member;
      },
      403,
    ],
  ])('is closed to %s', async (_who, open, status) => {
    const stranger = await open();
    for (const path of [
      '/setup',
      '/setup/github?owner=acme',
      '/setup/github/created?code=a&state=b',
    ]) {
      expect((await stranger.visit(`${place.url}${path}`)).status).toBe(status);
    }
  });

  it('refuses a name that is none, so that no form leads elsewhere', async () => {
    const { status } = await browser.visit(`${place.url}/setup/github?owner=../evil`);

    expect(status).toBe(400);
  });

  it('hands GitHub a manifest that only reads, by a form that may go nowhere else', async () => {
    const page = await browser.visit(`${place.url}/setup/github?owner=acme&copilot=yes`);
    const { action, manifest } = handOverForm(page);
    const asked: Record<string, unknown> = JSON.parse(manifest);

    expect(action).toMatch(`${place.github.webUrl}/organizations/acme/settings/apps/new?state=`);
    expect(page.headers.get('content-security-policy')).toContain(
      `form-action 'self' ${place.github.webUrl};`,
    );
    expect(asked).toMatchObject({
      public: false,
      hook_attributes: { url: `${place.url}/webhooks/github`, active: true },
      redirect_url: `${place.url}/setup/github/created`,
      default_permissions: {
        metadata: 'read',
        pull_requests: 'read',
        contents: 'read',
        deployments: 'read',
        members: 'read',
        organization_copilot_metrics: 'read',
        organization_copilot_seat_management: 'read',
      },
    });
  });

  it('turns away a return that another browser began, or nobody', async () => {
    const { action, manifest } = handOverForm(
      await browser.visit(`${place.url}/setup/github?owner=acme`),
    );
    const stranger = await administrator(place);
    await stranger.visit(`${place.url}/setup/github?owner=acme`);
    const stolen = await stranger.send(action, { manifest: manifest.replace('uplift-', 'other-') });
    const invented = await browser.visit(`${place.url}/setup/github/created?code=a&state=b`);

    expect([stolen.status, invented.status]).toEqual([400, 400]);
    expect(await findGitHubApp(place.store.db)).toBeNull();
  });

  it('takes no webhook before there is a secret', async () => {
    expect(await deliver(second, 'any secret')).toBe(503);
  });

  it('takes the App over, encrypted, and installs it', async () => {
    last = await connect(place, browser);

    const kept = await findGitHubApp(place.store.db);
    const app = place.github.state.apps().at(-1);
    expect(kept).toMatchObject({ id: app?.id, slug: 'uplift-acme' });
    for (const secret of [app?.privateKey, app?.clientSecret, app?.webhookSecret]) {
      expect(Buffer.from(kept?.credentials ?? []).includes(secret ?? '')).toBe(false);
    }
    expect(last.url.pathname).toBe('/setup/github/installed');
    expect(last.text).toContain('Installed for acme');
  });

  it('stores where it is installed and what it may do there, by GitHub and not by the address', async () => {
    const [acme] = await findInstalledOrganizations(place.store.db);
    const details = await withOrganization(
      place.store.db,
      acme?.organizationId ?? 0,
      findInstallationDetails,
    );
    const claimed = await browser.visit(`${place.url}/setup/github/installed?installation_id=4711`);

    expect(acme).toMatchObject({ login: 'acme', githubId: 9, status: 'active' });
    expect(details).toMatchObject({ permissions: { members: 'read' }, repositorySelection: 'all' });
    expect(claimed.text).toContain('does not say that the App was installed');
  });

  it('takes the webhooks of the new App at once, without a restart', async () => {
    await place.github.deliveries.settled();
    const taken = await place.store.db.select({ event: deliveries.event }).from(deliveries);
    const app = place.github.state.apps().at(-1);

    expect(taken.map(({ event }) => event)).toContain('installation');
    expect(
      place.github.deliveries.attempts(app?.id ?? 0).map(({ answer }) => answer.statusCode),
    ).toContain(202);
  });

  it('takes them in another process too, which had found no secret a moment ago', async () => {
    const app = place.github.state.apps().at(-1);

    expect(await deliver(second, app?.webhookSecret ?? '')).toBe(202);
    expect(await deliver(second, 'any secret')).toBe(401);
  });

  it('does not take the same return twice', async () => {
    const back = browser.seen.findLast(({ url }) => url.pathname === '/setup/github/created');
    const { status } = await browser.visit(back?.url.href ?? '');

    expect(status).toBe(400);
  });

  it('shows a checklist from then on', async () => {
    const { text } = await browser.visit(`${place.url}/setup`);

    expect(text).toContain('speaks for itself');
    expect(text).toContain('reads all repositories');
    expect(text).toContain('Forget this App');
  });

  it('lets an owner in as administrator and a member as member, by GitHub', async () => {
    const [owner, member] = [newBrowser(), newBrowser()];
    place.github.visitors.signIn('ada');
    await owner.visit(`${place.url}/auth/github`);
    place.github.visitors.signIn('grace');
    await member.visit(`${place.url}/auth/github`);

    expect(await meOf(place.url, owner)).toMatchObject({
      role: 'admin',
      person: { login: 'ada' },
      organization: { login: 'acme' },
    });
    expect(await meOf(place.url, member)).toMatchObject({ role: 'member', kind: 'session' });
  });

  it('leads to the page that was asked for before signing in', async () => {
    place.github.visitors.signIn('grace');
    const member = newBrowser();
    member.hold(place.url, 'uplift_goal', encodeURIComponent('/o/acme/cycle-time?team=payments'));
    const { url } = await member.visit(`${place.url}/auth/github`);

    expect(url.href).toBe(`${place.url}/o/acme/cycle-time?team=payments`);
  });

  it('gives a role that an owner chose, at once', async () => {
    place.github.visitors.signIn('grace');
    const member = newBrowser();
    await member.visit(`${place.url}/auth/github`);
    const token = await createAccessToken(place.store.db, {
      kind: 'token',
      name: 'admin',
      role: 'admin',
      organizationId: null,
      expiresAt: null,
    });
    const grant = (login: string, role: string) =>
      fetch(`${place.url}/api/v1/organizations/acme/roles`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ login, role }),
      });

    expect((await grant('grace', 'champion')).status).toBe(200);
    expect((await grant('nobody', 'champion')).status).toBe(422);
    expect(await meOf(place.url, member)).toMatchObject({ role: 'champion' });
    expect(
      await withOrganization(place.store.db, 1, (tx) => tx.select().from(grantedRoles)),
    ).toHaveLength(1);
  });

  it('ends the sessions of who was removed, and of who is found to have left', async () => {
    place.github.visitors.signIn('grace');
    const told = newBrowser();
    await told.visit(`${place.url}/auth/github`);
    const organization = { githubId: 9, login: 'acme' };
    const departure = { kind: 'organization_departure', githubUserId: 2 } as const;
    const { db } = place.store;
    await storeObservations([{ organization, observations: [departure] }], { db });

    const unnoticed = newBrowser();
    await unnoticed.visit(`${place.url}/auth/github`);
    const before = await meOf(place.url, unnoticed);
    place.github.state.removeMember(9, 2);
    const soon = await meOf(place.url, unnoticed);
    await db.update(accessTokens).set({ membershipCheckedAt: new Date(Date.now() - 3_700_000) });

    expect(await meOf(place.url, told)).toBe(401);
    expect(before).toMatchObject({ role: 'champion' });
    expect(soon).toMatchObject({ role: 'champion' });
    expect(await meOf(place.url, unnoticed)).toBe(401);
    expect((await newBrowser().visit(`${place.url}/auth/github`)).status).toBe(403);
  });

  it('turns away who declines, and who did not begin here', async () => {
    place.github.visitors.signIn('grace');
    place.github.visitors.agree(false);
    const declining = await newBrowser().visit(`${place.url}/auth/github`);
    place.github.visitors.agree(true);
    const invented = await newBrowser().visit(`${place.url}/auth/github/callback?code=a&state=b`);

    expect([declining.status, invented.status]).toEqual([401, 400]);
  });

  it('wrote no secret anywhere: not in the log, on a page, in an address or an error', async () => {
    const apps = place.github.state.apps();
    const secrets = apps.flatMap(({ privateKey, clientSecret, webhookSecret }) => [
      privateKey.split('\n')[1] ?? '',
      clientSecret,
      webhookSecret,
    ]);
    const pages = everywhere.flatMap(({ seen }) =>
      seen.flatMap(({ text, url, headers }) => [
        text,
        url.href,
        JSON.stringify([...headers].filter(([name]) => name !== 'set-cookie')),
      ]),
    );
    const written = [...place.logged, ...pages].join('\n');

    expect(secrets.every((secret) => secret.length > 10)).toBe(true);
    for (const secret of [...secrets, place.settings.secret ?? '']) {
      expect(written).not.toContain(secret);
    }
    expect(place.logged.join('')).not.toMatch(/gh[us]_[^[]|code=[^[]/);
  });
});

import { verify } from '@octokit/webhooks-methods';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { january } from '../../testing/small-story.ts';
import type { DeliverySettings } from './deliverer.ts';
import { appToken, jsonOf, listOf, openTestServer } from '../testing/open-server.ts';
import type { TestServer } from '../testing/open-server.ts';
import { openTestReceiver } from '../testing/receiver.ts';
import type { TestReceiver } from '../testing/receiver.ts';

const opened: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

type Setting = {
  readonly server: TestServer;
  readonly receiver: TestReceiver;
  readonly asApp: (path: string, method?: string) => Promise<Response>;
};

/** A server whose App was installed on the first of January, and a receiver of its webhooks. */
async function open(deliveries: DeliverySettings = {}): Promise<Setting> {
  const receiver = await openTestReceiver();
  let at = january(1);
  const server = await openTestServer({
    clock: () => at,
    app: { webhookUrl: receiver.url },
    deliveries,
  });
  opened.push(receiver, server.github);
  const { app, apiUrl } = server.github;
  const authorization = app === null ? '' : `Bearer ${appToken(app)}`;
  const asApp = (path: string, method = 'GET') =>
    fetch(path.startsWith('http') ? path : `${apiUrl}${path}`, {
      method,
      headers: { authorization },
    });
  const setClock = (next: Date) => {
    at = next;
  };
  return { server: { ...server, setClock }, receiver, asApp };
}

describe('webhooks as the clock advances', () => {
  it('arrive when the clock has passed them, each once, signed by the secret of the App', async () => {
    const { server, receiver } = await open();
    const { deliveries, app } = server.github;

    server.setClock(january(5, '09:59:59'));
    await deliveries.catchUp();
    const before = receiver.received.filter(({ event }) => event === 'pull_request').length;
    server.setClock(january(5, '10:00:00'));
    const counts = await deliveries.catchUp();
    const again = await deliveries.catchUp();

    expect(before).toBe(0);
    expect(counts).toStrictEqual({ sent: 1, accepted: 1, failed: 0 });
    expect(again.sent).toBe(0);
    expect(receiver.received.at(-1)).toMatchObject({ event: 'pull_request' });
    for (const { body, headers } of receiver.received) {
      const signature = headers['x-hub-signature-256'] ?? '';
      await expect(verify(app?.webhookSecret ?? '', body, signature)).resolves.toBe(true);
    }
    expect(receiver.received[0]?.headers).toMatchObject({
      'x-github-hook-installation-target-id': String(app?.id),
      'x-github-hook-installation-target-type': 'integration',
    });
  });

  it('are the same however the time is cut, also late, twice and lost', async () => {
    const disturbances = { lateMs: 7_200_000, duplicateShare: 0.3, lossShare: 0.2 };
    const whole = await open({ disturbances });
    const cut = await open({ disturbances });

    whole.server.setClock(january(31));
    await whole.server.github.deliveries.catchUp();
    for (let day = 2; day <= 31; day += 1) {
      cut.server.setClock(january(day, day === 31 ? '00:00:00' : '10:30:00'));
      await cut.server.github.deliveries.catchUp();
    }

    const guids = ({ receiver }: Setting) => receiver.received.map(({ guid }) => guid).toSorted();
    expect(guids(cut)).toStrictEqual(guids(whole));
    expect(new Set(guids(whole)).size).toBeLessThan(guids(whole).length);
  });

  it('come out of order when they may be late', async () => {
    const { server, receiver } = await open({
      concurrency: 1,
      disturbances: { lateMs: 86_400_000 },
    });
    const steady = await open({ concurrency: 1 });

    for (const one of [server, steady.server]) {
      one.setClock(january(31));
      await one.github.deliveries.catchUp();
    }

    const guids = (of: TestReceiver) => of.received.map(({ guid }) => guid);
    expect(guids(receiver)).not.toStrictEqual(guids(steady.receiver));
    expect(guids(receiver).toSorted()).toStrictEqual(guids(steady.receiver).toSorted());
  });

  it('stop at a suspended installation, and tell of chosen repositories only', async () => {
    const { server, receiver } = await open();
    const { deliveries, state } = server.github;
    const [installation] = state.installations();
    state.selectRepositories(installation?.id ?? 0, [8]);

    server.setClock(january(8));
    await deliveries.catchUp();
    const about = receiver.received.flatMap(({ body }) => {
      const { repository } = JSON.parse(body);
      return repository === undefined ? [] : [repository.name];
    });
    state.suspendInstallation(installation?.id ?? 0);
    server.setClock(january(31));
    const counts = await deliveries.catchUp();

    expect(new Set(about)).toStrictEqual(new Set(['billing']));
    expect(counts.sent).toBe(0);
  });

  it('tell of a pull request that was added beside the story, under the present names', async () => {
    const { server, receiver } = await open();
    const { deliveries, state } = server.github;
    server.setClock(january(20));
    await deliveries.catchUp();
    const [repository] = state.repositoriesOf(9);
    const [known] =
      repository?.pulls.list({ state: 'all', sort: 'created', direction: 'asc' }, january(20)) ??
      [];
    if (known === undefined) throw new Error('there is no pull request');
    state.renameRepository(7, 'interface');
    state.putPullRequest({ ...known, number: 13, id: 5013, openedAt: january(21), steps: [] });

    server.setClock(january(22));
    receiver.received.length = 0;
    await deliveries.catchUp();

    const pulls = receiver.received.filter(({ event }) => event === 'pull_request');
    expect(pulls.map(({ body }) => JSON.parse(body).repository.full_name)).toStrictEqual([
      'acme/interface',
    ]);
  });
});

describe('following the clock', () => {
  it('sends what happens without being asked, until it is stopped', async () => {
    const { server, receiver } = await open();
    const stop = server.github.deliveries.follow(2);

    server.setClock(january(5, '10:00:00'));

    await vi.waitFor(() => expect(receiver.received.at(-1)?.event).toBe('pull_request'));
    await stop();
    const { length } = receiver.received;
    server.setClock(january(7));
    await server.github.deliveries.settled();
    expect(receiver.received).toHaveLength(length);
  });

  it('tells the story again from where it is rewound to, under the same GUIDs', async () => {
    const { server, receiver } = await open();
    const { deliveries } = server.github;
    server.setClock(january(7));
    await deliveries.catchUp();
    const first = receiver.received.splice(0).map(({ guid }) => guid);

    deliveries.rewind(january(1));
    await deliveries.catchUp();

    expect(new Set(receiver.received.map(({ guid }) => guid))).toStrictEqual(new Set(first));
  });
});

describe('the log of deliveries', () => {
  const LIST = '/app/hook/deliveries';

  it('is what GitHub publishes, and pages by cursor from the newest on', async () => {
    const { server, asApp } = await open();
    server.setClock(january(7));
    await server.github.deliveries.catchUp();
    const all = await listOf(await asApp(`${LIST}?per_page=100`));

    const ids: unknown[] = [];
    let next: string | undefined = `${LIST}?per_page=7`;
    while (next !== undefined) {
      const answer: Response = await asApp(next);
      ids.push(...(await listOf(answer)).map(({ id }) => id));
      next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }

    expect(all.length).toBeGreaterThan(7);
    expect(ids).toStrictEqual(all.map(({ id }) => id));
    expect(ids).toStrictEqual(ids.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('tells each attempt with its request and response', async () => {
    const { server, receiver, asApp } = await open();
    server.setClock(january(7));
    await server.github.deliveries.catchUp();
    const [newest] = await listOf(await asApp(LIST));

    const attempt = await jsonOf(await asApp(`${LIST}/${String(newest?.['id'])}`));

    const sent = receiver.received.find(({ guid }) => guid === attempt['guid']);
    expect(attempt['request']).toMatchObject({ payload: JSON.parse(sent?.body ?? '') });
    expect(attempt['request']).toHaveProperty('headers.X-GitHub-Delivery', sent?.guid);
    expect(attempt['response']).toMatchObject({ payload: 'noted' });
    expect(attempt).toMatchObject({ status: 'OK', status_code: 202, url: receiver.url });
  });

  it('knows failed from refused, and redelivers under the same GUID as a new attempt', async () => {
    const { server, receiver, asApp } = await open({ disturbances: { dropShare: 1 } });
    const { deliveries } = server.github;
    server.setClock(january(5, '12:00:00'));
    await deliveries.catchUp();
    receiver.answer(500);
    deliveries.disturb({});
    server.setClock(january(5, '14:00:00'));
    await deliveries.catchUp();
    const failed = await listOf(await asApp(`${LIST}?status=failure`));
    const all = await listOf(await asApp(LIST));
    const dropped = all.find(({ status_code: code }) => code === 0);

    receiver.answer(202);
    receiver.received.length = 0;
    const accepted = await asApp(`${LIST}/${String(dropped?.['id'])}/attempts`, 'POST');
    await deliveries.settled();

    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ status_code: code }) => code === 500)).toBe(true);
    expect(accepted.status).toBe(202);
    expect(receiver.received.map(({ guid }) => guid)).toStrictEqual([dropped?.['guid']]);
    const [newest] = await listOf(await asApp(LIST));
    expect(newest).toMatchObject({ guid: dropped?.['guid'], redelivery: true, status: 'OK' });
    expect(Number(newest?.['id'])).toBeGreaterThan(Number(all[0]?.['id']));
  });

  it('signs a redelivery by the present secret', async () => {
    const { server, receiver, asApp } = await open();
    const { deliveries, app } = server.github;
    server.setClock(january(5, '12:00:00'));
    await deliveries.catchUp();
    const [newest] = await listOf(await asApp(LIST));
    if (app !== null) app.webhookSecret = 'another';

    await asApp(`${LIST}/${String(newest?.['id'])}/attempts`, 'POST');
    await deliveries.settled();

    const last = receiver.received.at(-1);
    const signature = last?.headers['x-hub-signature-256'] ?? '';
    await expect(verify('another', last?.body ?? '', signature)).resolves.toBe(true);
  });

  it('forgets attempts after three days', async () => {
    const { server, asApp } = await open();
    server.setClock(january(5, '12:00:00'));
    await server.github.deliveries.catchUp();
    const [newest] = await listOf(await asApp(LIST));

    server.setClock(january(8, '12:00:01'));

    expect(await listOf(await asApp(LIST))).toStrictEqual([]);
    const gone = await asApp(`${LIST}/${String(newest?.['id'])}/attempts`, 'POST');
    expect(gone.status).toBe(404);
  });

  it('says when a delivery was throttled, and holds it back for as long', async () => {
    const { server, receiver, asApp } = await open({
      disturbances: { throttleShare: 1, throttleMs: 3_600_000 },
    });
    server.setClock(january(5, '10:30:00'));
    await server.github.deliveries.catchUp();
    const early = receiver.received.filter(({ event }) => event === 'pull_request').length;

    server.setClock(january(5, '11:00:30'));
    await server.github.deliveries.catchUp();

    expect(early).toBe(0);
    const [newest] = await listOf(await asApp(LIST));
    expect(newest).toMatchObject({
      delivered_at: '2026-01-05T11:00:00Z',
      throttled_at: '2026-01-05T10:00:00Z',
    });
  });

  it('refuses a token that is no App’s, and a cursor that it did not give', async () => {
    const { server, asApp } = await open();

    expect((await server.get(LIST)).status).toBe(401);
    expect((await asApp(`${LIST}?cursor=nonsense`)).status).toBe(400);
    expect((await asApp(`${LIST}?status=odd`)).status).toBe(422);
  });
});

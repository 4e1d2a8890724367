import { Comparison, ComparisonAccepted, Problem } from '@uplift/contracts';
import {
  cancelComparison,
  claimComparison,
  noteProgress,
  settleComparison,
  withOrganization,
} from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { answer } from '../testing/answer.ts';
import { NOW, openTestApi, type TestApi } from '../testing/open-test-api.ts';
import { seedOrganization } from '../testing/seed.ts';

const BASE = '/api/v1/organizations/acme/comparisons';
const timing = { pollMilliseconds: 5, heartbeatMilliseconds: 20, longestMilliseconds: 30_000 };

describe.each(dialects)('the life of a comparison on %s', (dialect) => {
  let api: TestApi;
  let organizationId: number;
  let champion: string;
  let member: string;
  const stopping = new AbortController();
  beforeAll(async () => {
    api = await openTestApi(dialect, { timing, stopping: stopping.signal });
    organizationId = (await seedOrganization(api.db, 'acme')).id;
    champion = await api.token('champion', organizationId);
    member = await api.token('member', organizationId);
  });
  afterAll(() => api.close());

  const call = async (method: string, path: string, { body, token = champion }: Call = {}) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${api.url}${BASE}${path}`, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...sent,
    });
    const json: unknown = await response.json();
    return { status: response.status, body: json, location: response.headers.get('location') };
  };
  const ask = async (body: Readonly<Record<string, unknown>> = { measure: 'cycle_time' }) =>
    ComparisonAccepted.parse((await call('POST', '', { body })).body).id;
  const inAcme = <Result>(work: Parameters<typeof withOrganization<Result>>[2]) =>
    withOrganization(api.db, organizationId, work);
  const settle = (id: number) =>
    inAcme(async (tx) => {
      await claimComparison(tx, id);
      const outcome = { status: 'done', result: answer, dataVersion: 7 } as const;
      await settleComparison(tx, { id, outcome, at: NOW });
    });
  const askAndSettle = async () => {
    const id = await ask();
    await settle(id);
    return id;
  };
  const read = async (id: number) => Comparison.parse((await call('GET', `/${id}`)).body);

  describe('cancelling', () => {
    test('ends one that waits, for good, and says so the second time', async () => {
      const id = await ask();

      const cancelled = await call('POST', `/${id}/cancel`);
      const again = await call('POST', `/${id}/cancel`);

      expect(cancelled).toMatchObject({ status: 200, body: { id, status: 'cancelled' } });
      expect(again.status).toBe(409);
      expect(Problem.parse(again.body).detail).toContain('is cancelled already');
      await settle(id);
      expect(await read(id)).toMatchObject({ status: 'cancelled', finishedAt: NOW.toISOString() });
    });

    test('ends one that runs', async () => {
      const id = await ask();
      await inAcme((tx) => claimComparison(tx, id));

      expect((await call('POST', `/${id}/cancel`)).status).toBe(200);
      expect(await inAcme((tx) => noteProgress(tx, { id, progress: 0.5 }))).toBe(false);
      expect((await read(id)).verdict).toBeUndefined();
    });

    test('is refused for what is done, what is not there, and to members', async () => {
      const id = await askAndSettle();

      expect((await call('POST', `/${id}/cancel`)).status).toBe(409);
      expect((await call('POST', '/999999/cancel')).status).toBe(404);
      expect((await call('POST', `/${id}/cancel`, { token: member })).status).toBe(403);
    });
  });

  describe('changing', () => {
    test('renames, and leaves the rest as it is', async () => {
      const id = await askAndSettle();

      const changed = await call('PATCH', `/${id}`, { body: { name: ' Pilot teams ' } });

      expect(changed.status).toBe(200);
      expect(Comparison.parse(changed.body)).toMatchObject({
        name: 'Pilot teams',
        frozen: false,
        primary: false,
        effect: { percent: -12 },
      });
    });

    test('freezes an answer; only managers and administrators thaw it', async () => {
      const id = await askAndSettle();
      const manager = await api.token('manager', organizationId);
      const thaw = { frozen: false };

      expect((await call('PATCH', `/${id}`, { body: { frozen: true } })).status).toBe(200);
      expect((await call('PATCH', `/${id}`, { body: { frozen: true } })).status).toBe(200);
      expect((await call('PATCH', `/${id}`, { body: thaw })).status).toBe(403);
      expect((await read(id)).frozen).toBe(true);
      expect((await call('PATCH', `/${id}`, { body: thaw, token: manager })).status).toBe(200);
      expect((await read(id)).frozen).toBe(false);
    });

    test('freezes nothing that has no answer', async () => {
      const refused = await call('PATCH', `/${await ask()}`, { body: { frozen: true } });

      expect(refused.status).toBe(409);
      expect(Problem.parse(refused.body).detail).toContain('only one that is done can be frozen');
    });

    test('lets one comparison stand for each measure, however many ask at once', async () => {
      const ids = [await askAndSettle(), await askAndSettle(), await askAndSettle()];
      const other = await ask({ measure: 'throughput' });
      await call('PATCH', `/${other}`, { body: { primary: true } });

      const answers = await Promise.all(
        ids.map((id) => call('PATCH', `/${id}`, { body: { primary: true } })),
      );

      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const primaries = await Promise.all(ids.map(async (id) => (await read(id)).primary));
      expect(primaries.filter(Boolean)).toHaveLength(1);
      expect((await read(other)).primary).toBe(true);
    });

    test('makes nothing primary that was cancelled', async () => {
      const id = await ask();
      await inAcme((tx) => cancelComparison(tx, { id, at: NOW }));

      expect((await call('PATCH', `/${id}`, { body: { primary: true } })).status).toBe(409);
    });

    test.each([
      [{ name: '' }, 400],
      [{ colour: 'red' }, 400],
      [{ frozen: 'yes' }, 400],
    ])('refuses %j', async (body, status) => {
      expect((await call('PATCH', `/${await ask()}`, { body })).status).toBe(status);
    });

    test('is not for members', async () => {
      const id = await ask();
      expect((await call('PATCH', `/${id}`, { body: { name: 'n' }, token: member })).status).toBe(
        403,
      );
    });
  });

  describe('asking again', () => {
    test('asks the same, and rings', async () => {
      const id = await ask({
        measure: 'cycle_time',
        teams: ['platform'],
        from: '2026-01-01',
        seed: 7,
      });
      const rung = api.rung.length;

      const copy = await call('POST', `/${id}/duplicate`);

      expect(copy.status).toBe(202);
      const accepted = ComparisonAccepted.parse(copy.body);
      expect(copy.location).toBe(`${BASE}/${accepted.id}`);
      expect(api.rung.slice(rung)).toEqual(['run-comparison']);
      const [original, asked] = [await read(id), await read(accepted.id)];
      expect(asked.question).toEqual(original.question);
      expect(asked).toMatchObject({ status: 'queued', name: `${original.name} (copy)` });
    });

    test('asks otherwise where told, under a name that fits', async () => {
      const id = await ask({ measure: 'cycle_time', teams: ['platform'], from: '2026-01-01' });
      const body = { measure: 'throughput', teams: null, from: null, seed: 3 };

      const { body: accepted } = await call('POST', `/${id}/duplicate`, { body });

      const asked = await read(ComparisonAccepted.parse(accepted).id);
      expect(asked).toMatchObject({
        measure: 'throughput',
        name: expect.stringMatching(/everybody$/),
      });
      expect(asked.question).toMatchObject({ teams: null, from: null, seed: 3 });
    });

    test('is not for members, nor of what is not there', async () => {
      const id = await ask();
      expect((await call('POST', `/${id}/duplicate`, { token: member })).status).toBe(403);
      expect((await call('POST', '/999999/duplicate')).status).toBe(404);
    });
  });

  describe('following', () => {
    const follow = async (id: number, signal?: AbortSignal) => {
      const response = await fetch(`${api.url}${BASE}/${id}/events`, {
        headers: { authorization: `Bearer ${member}` },
        ...(signal && { signal }),
      });
      return { response, texts: textsOf(response) };
    };

    test('tells of progress, keeps the line open and ends when the comparison is settled', async () => {
      const id = await ask();
      await inAcme((tx) => claimComparison(tx, id));
      const { response, texts } = await follow(id);
      let heard = '';
      for await (const text of texts) {
        heard += text;
        if (text.includes('still there')) {
          await inAcme((tx) => noteProgress(tx, { id, progress: 0.4 }));
        }
        if (text.includes('0.4')) await settle(id);
      }

      expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
      expect(eventsOf(heard)).toEqual([
        ['progress', { id, status: 'running', progress: 0 }],
        ['progress', { id, status: 'running', progress: 0.4 }],
        ['settled', { id, status: 'done', progress: 1 }],
      ]);
    });

    test('ends at once for what is settled', async () => {
      const id = await askAndSettle();
      const { response } = await follow(id);
      expect(eventsOf(await response.text())).toEqual([
        ['settled', { id, status: 'done', progress: 1 }],
      ]);
    });

    test('does without a reader who left, and ends for those who stayed when the service stops', async () => {
      const id = await ask();
      const leaving = new AbortController();
      const left = await follow(id, leaving.signal);
      const stayed = await follow(id);
      expect((await left.texts.next()).value).toContain('progress');
      leaving.abort();
      await expect(left.texts.next()).rejects.toThrow('abort');

      stopping.abort();

      let heard = '';
      for await (const text of stayed.texts) heard += text;
      expect(eventsOf(heard)).toEqual([['progress', { id, status: 'queued', progress: 0 }]]);
      expect(api.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
    });

    test('is refused like any other question where there is nothing to follow', async () => {
      const { response } = await follow(999999);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    });
  });
});

type Call = { readonly body?: unknown; readonly token?: string };

async function* textsOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) yield decoder.decode(bytes, { stream: true });
}

/** Names and data of the events in a stream, without its comments. */
function eventsOf(text: string): [string, unknown][] {
  return [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, name = '', data = '']) => [
    name,
    JSON.parse(data),
  ]);
}

import { Live, Problem, Ready } from '@uplift/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { openTestApi, type TestApi } from '../testing/open-test-api.ts';

describe('probes, metrics and the reference', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi('postgres');
  });
  afterAll(() => api.close());

  test('it lives, and is ready once the database is', async () => {
    const live = await api.get('/healthz');
    const ready = await api.get('/readyz');

    expect(Live.parse(live.body)).toEqual({ status: 'ok', version: '1.2.3' });
    expect(ready.status).toBe(200);
    expect(Ready.parse(ready.body).checks.map(({ id, passed }) => [id, passed])).toEqual([
      ['database', true],
      ['migrations', true],
      ['inbox', true],
    ]);
  });

  test('metrics tell requests by the pattern of their route, and the inbox', async () => {
    await api.get('/api/v1/organizations/anything/teams');
    const text = await (await fetch(`${api.url}/metrics`)).text();

    expect(text).toContain('uplift_inbox_deliveries{state="pending"} 0');
    expect(text).toContain('uplift_inbox_lag_seconds 0');
    expect(text).toMatch(/uplift_http_request_duration_seconds_count\{[^}]*route="\/healthz"/);
    expect(text).not.toContain('anything');
  });

  test('the reference and its page are served from here', async () => {
    const document = await api.get('/api/v1/openapi.json');
    const page = await fetch(`${api.url}/docs`);
    const script = await fetch(`${api.url}/docs/assets/swagger-ui-bundle.js`);

    expect(document.body).toMatchObject({ openapi: '3.1.0' });
    expect(await page.text()).not.toContain('https://');
    expect(script.status).toBe(200);
    await script.body?.cancel();
  });

  test('a request keeps a decent id of its own, and loses an odd one', async () => {
    const decent = await fetch(`${api.url}/nowhere`, { headers: { 'x-request-id': 'abc-1' } });
    const odd = await fetch(`${api.url}/nowhere`, { headers: { 'x-request-id': '<script>' } });

    expect(Problem.parse(await decent.json()).instance).toBe('abc-1');
    expect(Problem.parse(await odd.json()).instance).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('without its database it lives, is not ready, and an error says nothing of its cause', async () => {
  const api = await openTestApi('postgres', {});
  await api.breakDatabase();

  const ready = await api.get('/readyz');
  const broken = await api.get('/api/v1/me', 'upl_x');

  expect([ready.status, Ready.parse(ready.body).status]).toEqual([503, 'not_ready']);
  expect(broken.status).toBe(500);
  expect(Object.keys(Problem.parse(broken.body))).toEqual(['type', 'title', 'status', 'instance']);
  expect((await api.get('/healthz')).status).toBe(200);
  await api.close();
});

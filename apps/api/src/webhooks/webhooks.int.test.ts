import { createHmac } from 'node:crypto';

import { Problem, WebhookAnswer } from '@uplift/contracts';
import { deliveries } from '@uplift/db';
import { dialects } from '@uplift/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  brokenQueue,
  openTestApi,
  WEBHOOK_SECRET,
  type TestApi,
} from '../testing/open-test-api.ts';

type Sent = {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string | undefined>;
};

const payload = '{"zen":"Approachable is better than simple."}';

function sign(body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')}`;
}

async function send(url: string, { body = payload, headers = {} }: Sent) {
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-github-delivery': 'guid-1',
    'x-github-event': 'ping',
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const present = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  const response = await fetch(`${url}/webhooks/github`, {
    method: 'POST',
    body,
    headers: present,
  });
  return { status: response.status, body: await response.json() };
}

describe.each(dialects)('webhooks on %s', (dialect) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi(dialect);
  });
  afterAll(() => api.close());

  const guids = async (): Promise<string[]> => {
    const rows = await api.db.select({ guid: deliveries.guid }).from(deliveries);
    return rows.map(({ guid }) => guid);
  };
  const count = async (wanted: string): Promise<number> =>
    (await guids()).filter((guid) => guid === wanted).length;

  test('takes a signed delivery, pings too, and rings the bell', async () => {
    const answer = await send(api.url, { headers: { 'x-github-delivery': 'ping-1' } });

    expect(answer.status).toBe(202);
    expect(WebhookAnswer.parse(answer.body)).toEqual({ outcome: 'accepted' });
    expect(api.rung).toContain('process-inbox');
    expect(await count('ping-1')).toBe(1);
  });

  test('records a GUID once, however often and at once it is sent', async () => {
    const headers = { 'x-github-delivery': 'again-1' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(api.url, { headers })));

    const outcomes = answers.map(({ body }) => WebhookAnswer.parse(body).outcome);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(19);
    expect(await count('again-1')).toBe(1);
  });

  test('records every delivery of a burst once', async () => {
    const sent = Array.from({ length: 150 }, (_, index) => `burst-${index}`);
    const answers = await Promise.all(
      sent.map((guid) => send(api.url, { headers: { 'x-github-delivery': guid } })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const recorded = (await guids()).filter((guid) => guid.startsWith('burst-'));
    expect(recorded.toSorted()).toEqual(sent.toSorted());
  });

  test.each([
    ['x-github-delivery', { 'x-github-delivery': undefined }],
    ['x-github-event', { 'x-github-event': undefined, 'x-hub-signature-256': undefined }],
  ])('names a missing %s, before it looks at the signature', async (name, headers) => {
    const { status, body } = await send(api.url, { headers });

    expect(status).toBe(400);
    expect(Problem.parse(body).errors).toEqual([{ in: 'header', name, detail: 'is missing' }]);
  });

  test('refuses a GUID of more than 100 characters', async () => {
    const { status } = await send(api.url, { headers: { 'x-github-delivery': 'x'.repeat(101) } });

    expect(status).toBe(400);
  });

  test.each([
    ['a missing signature, also of a body that is no JSON', undefined],
    ['a signature of another body', sign('{}')],
    ['a signature without its prefix', sign('not json').slice(7)],
  ])('answers 401 to %s', async (_case, signature) => {
    const { status, body } = await send(api.url, {
      body: 'not json',
      headers: { 'x-hub-signature-256': signature, 'x-github-delivery': 'forged' },
    });

    expect(status).toBe(401);
    expect(Problem.parse(body).status).toBe(401);
    expect(await count('forged')).toBe(0);
  });

  test.each([
    ['text', 'not json'],
    ['nothing', ''],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('answers 400 to signed %s', async (_case, body) => {
    const answer = await send(api.url, { body });

    expect(answer.status).toBe(400);
    expect(Problem.parse(answer.body).detail).toContain('not JSON');
  });

  test('tells how to set the content type where a form came', async () => {
    const { status, body } = await send(api.url, {
      body: 'payload=%7B%7D',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

    expect(status).toBe(400);
    expect(Problem.parse(body).detail).toContain('application/json');
  });

  test('answers 413 above 25 MB', async () => {
    const { status, body } = await send(api.url, { body: new Uint8Array(25 * 1024 * 1024 + 1) });

    expect(status).toBe(413);
    expect(Problem.parse(body).title).toBe('Payload Too Large');
  });

  test('takes a signed body whatever its content type says', async () => {
    const { status } = await send(api.url, {
      headers: { 'content-type': 'text/plain', 'x-github-delivery': 'plain-1' },
    });

    expect(status).toBe(202);
  });
});

describe('webhooks in trouble', () => {
  test('a bell that cannot be reached costs no delivery', async () => {
    const api = await openTestApi('postgres', { queue: brokenQueue });

    const { status } = await send(api.url, {});

    expect(status).toBe(202);
    expect(api.logged.join('')).toContain('the inbox bell failed');
    await api.close();
  });

  test('without a secret nothing can be verified, and the answer says what to set', async () => {
    const api = await openTestApi('postgres', { webhookSecret: null });

    const { status, body } = await send(api.url, {});

    expect(status).toBe(503);
    expect(Problem.parse(body).detail).toContain('GITHUB_WEBHOOK_SECRET');
    await api.close();
  });
});

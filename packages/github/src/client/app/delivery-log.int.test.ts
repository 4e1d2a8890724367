import { createServer } from 'node:http';

import { afterEach, describe, expect, it } from 'vitest';

import { eventsIn, observationsOf } from '../../testing/reading.ts';
import type { Reading } from '../connection/github-client.ts';
import { pullRequest, storyOf } from '../testing/one-story.ts';
import { type OpenGitHub, openGitHub } from '../testing/open-github.ts';
import { type DeliveryAttempt, readDelivery, readDeliveryLog, redeliver } from './delivery-log.ts';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** Someone who answers every webhook with a status, and remembers the GUIDs. */
async function openReceiver() {
  const guids: string[] = [];
  let status = 202;
  const server = createServer((request, response) => {
    guids.push(String(request.headers['x-github-delivery']));
    request.resume().on('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const answerWith = (next: number) => {
    status = next;
  };
  return { guids, answerWith, url: `http://127.0.0.1:${port}/` };
}

type Told = OpenGitHub & { readonly reading: Reading; readonly guids: readonly string[] };

/** A GitHub that has told of some pull requests by webhook. */
async function open(pullRequests: number, status = 202): Promise<Told> {
  const { guids, answerWith, url } = await openReceiver();
  answerWith(status);
  const numbers = Array.from({ length: pullRequests }, (_, index) => index + 1);
  const one = await openGitHub({
    stories: [storyOf(numbers.map((number) => pullRequest(number)))],
    server: { app: { webhookUrl: url }, deliveries: { retentionDays: 1000 } },
  });
  cleanups.push(one.github.close);
  one.github.deliveries.rewind(new Date('2026-01-01T00:00:00Z'));
  await one.github.deliveries.catchUp();
  await one.github.deliveries.settled();
  answerWith(202);
  return { ...one, guids, reading: { github: one.app.asApp } };
}

async function wholeLog(reading: Reading): Promise<readonly DeliveryAttempt[]> {
  const all: DeliveryAttempt[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readDeliveryLog>> = await readDeliveryLog(
      { cursor },
      reading,
    );
    all.push(...page.attempts);
    ({ cursor } = page);
  } while (cursor !== null);
  return all;
}

describe('the log of deliveries', () => {
  it('tells every attempt, page after page', async () => {
    const { reading, guids, installationId } = await open(110);

    const log = await wholeLog(reading);

    expect(guids.length).toBeGreaterThan(100);
    expect(log.map(({ guid }) => guid).toSorted()).toEqual(guids.toSorted());
    expect(log.every(({ ok }) => ok)).toBe(true);
    expect(log.find(({ event }) => event === 'pull_request')).toMatchObject({
      action: 'opened',
      redelivery: false,
      statusCode: 202,
      installationId,
      repositoryId: 7,
    });
  });

  it('has what a delivery carried, in the words of the webhook', async () => {
    const { reading } = await open(1);
    const opened = (await wholeLog(reading)).find(({ event }) => event === 'pull_request');

    const { payload, body, event } = await readDelivery({ id: opened?.id ?? 0 }, reading);

    expect(JSON.parse(body)).toEqual(payload);
    expect(eventsIn(observationsOf(event, payload))).toMatchObject([{ kind: 'snapshot' }]);
    await expect(readDelivery({ id: 4711 }, reading)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('knows failures, which can be sent again under their GUID', async () => {
    const { reading, github, guids } = await open(1, 500);
    const { attempts } = await readDeliveryLog({ cursor: null, status: 'failure' }, reading);
    const failed = attempts.find(({ event }) => event === 'pull_request');
    const before = guids.length;

    await redeliver({ id: failed?.id ?? 0 }, reading);
    await github.deliveries.settled();

    const { attempts: after } = await readDeliveryLog({ cursor: null }, reading);
    expect(failed).toMatchObject({ ok: false, statusCode: 500 });
    expect(guids.slice(before)).toEqual([failed?.guid]);
    expect(after[0]).toMatchObject({ guid: failed?.guid, ok: true, redelivery: true });
  });
});

import { verify } from '@octokit/webhooks-methods';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';

import { deliveriesOf } from './deliveries/deliveries.ts';
import { createDeliveryLog } from './delivery-log.ts';
import { redeliver, sendDeliveries } from './send.ts';
import { january, smallStory } from './testing/small-story.ts';

const secret = 'It is a secret';
const deliveries = [
  ...deliveriesOf(smallStory, { from: january(1), to: january(31), secret, installationId: 77 }),
];
const ids = deliveries.map(({ id }) => id);

type Received = { readonly id: string; readonly body: string; readonly signature: string };
type Receiver = {
  readonly url: string;
  readonly received: Received[];
  most: number;
  sockets: number;
};

const servers: Server[] = [];

/** A receiver on a free loopback port that answers each delivery with what it is told to. */
async function startReceiver(statusOf: (id: string) => number | null): Promise<Receiver> {
  const receiver = { url: '', received: [] as Received[], most: 0, sockets: 0 };
  let underWay = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    receiver.most = Math.max(receiver.most, underWay);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name]);
      const id = header('x-github-delivery');
      const body = Buffer.concat(chunks).toString();
      receiver.received.push({ id, body, signature: header('x-hub-signature-256') });
      const status = statusOf(id);
      if (status === null) return;
      setImmediate(() => {
        underWay -= 1;
        response.writeHead(status).end();
      });
    });
  });
  server.on('connection', () => {
    receiver.sockets += 1;
  });
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return Object.assign(receiver, { url: `http://127.0.0.1:${port}/webhooks/github` });
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(stop));
});

describe('sendDeliveries', () => {
  it('posts every delivery once, signed, over no more connections than allowed', async () => {
    const receiver = await startReceiver(() => 202);
    const progress: number[] = [];

    const counts = await sendDeliveries({
      url: receiver.url,
      deliveries,
      concurrency: 3,
      onProgress: ({ sent }) => progress.push(sent),
    });

    const all = deliveries.length;
    expect(counts).toStrictEqual({ sent: all, accepted: all, failed: 0 });
    expect(receiver.received.map(({ id }) => id).toSorted()).toStrictEqual(ids.toSorted());
    expect(receiver.most).toBeLessThanOrEqual(3);
    expect(receiver.sockets).toBeLessThanOrEqual(3);
    expect(progress).toStrictEqual(deliveries.map((_, index) => index + 1));
    for (const { body, signature } of receiver.received) {
      await expect(verify(secret, body, signature)).resolves.toBe(true);
    }
  });

  it('keeps the order when one is sent at a time', async () => {
    const receiver = await startReceiver(() => 202);

    await sendDeliveries({ url: receiver.url, deliveries, concurrency: 1 });

    expect(receiver.received.map(({ id }) => id)).toStrictEqual(ids);
  });

  it('sends out of order and twice when asked, and loses none', async () => {
    const receiver = await startReceiver(() => 202);

    const counts = await sendDeliveries({
      url: receiver.url,
      deliveries,
      concurrency: 1,
      repeatShare: 0.5,
      shuffleWindow: 10,
    });

    const arrived = receiver.received.map(({ id }) => id);
    expect(counts.sent).toBeGreaterThan(ids.length);
    expect(arrived).toHaveLength(counts.sent);
    expect([...new Set(arrived)]).not.toStrictEqual(ids);
    expect([...new Set(arrived)].toSorted()).toStrictEqual(ids.toSorted());
  });

  it('writes refused connections, errors and silence down as failed, and sends them again', async () => {
    const [broken, silent] = ids;
    const receiver = await startReceiver((id) =>
      id === broken ? 503 : id === silent ? null : 202,
    );
    const log = createDeliveryLog({ now: () => january(31) });

    const counts = await sendDeliveries({ url: receiver.url, deliveries, log, timeoutMs: 200 });

    expect(counts).toMatchObject({ failed: 2, accepted: ids.length - 2 });
    const failed = log.attempts().filter(({ status }) => status !== 'OK');
    expect(failed.find(({ guid }) => guid === broken)).toMatchObject({
      status_code: 503,
      status: 'Service Unavailable',
      redelivery: false,
      delivered_at: '2026-01-31T00:00:00Z',
    });
    expect(failed.find(({ guid }) => guid === silent)).toMatchObject({
      status_code: 0,
      status: 'timed out',
    });

    const mended = await startReceiver(() => 202);
    const again = await redeliver({ url: mended.url, log });

    expect(again).toStrictEqual({ sent: 2, accepted: 2, failed: 0 });
    expect(new Set(mended.received.map(({ id }) => id))).toStrictEqual(new Set([broken, silent]));
    expect(log.missed()).toStrictEqual([]);
    expect(log.attempts()[0]).toMatchObject({ status: 'OK', redelivery: true });
  });

  it('gives nothing up when there is nobody to receive', async () => {
    const receiver = await startReceiver(() => 202);
    await Promise.all(servers.splice(0).map(stop));
    const log = createDeliveryLog();

    const counts = await sendDeliveries({ url: receiver.url, deliveries, log });

    expect(counts).toMatchObject({ accepted: 0, failed: ids.length });
    expect(log.attempts()[0]).toMatchObject({
      status_code: 0,
      status: 'failed to connect to host',
    });
    expect(
      log
        .missed()
        .map(({ id }) => id)
        .toSorted(),
    ).toStrictEqual(ids.toSorted());
  });

  it('stops when it is told to', async () => {
    const receiver = await startReceiver(() => 202);
    const stopping = new AbortController();

    const counts = await sendDeliveries({
      url: receiver.url,
      deliveries,
      concurrency: 1,
      signal: stopping.signal,
      onProgress: ({ sent }) => sent === 4 && stopping.abort(),
    });

    expect(counts.sent).toBe(4);
  });

  it('refuses a concurrency that is no positive integer', async () => {
    const options = { url: 'http://127.0.0.1:1/', deliveries, concurrency: 0 };

    await expect(sendDeliveries(options)).rejects.toThrow(RangeError);
  });
});

describe('createDeliveryLog', () => {
  it('forgets the oldest attempts beyond its limit, but no delivery that is missed', () => {
    const log = createDeliveryLog({ limit: 3 });
    for (const delivery of deliveries) {
      const answer = { statusCode: 500, status: 'Internal Server Error' };
      log.record({ delivery, answer, durationSeconds: 0.1234, isRedelivery: false });
    }

    expect(log.attempts().map(({ guid }) => guid)).toStrictEqual(ids.slice(-3).toReversed());
    expect(log.attempts()[0]).toMatchObject({ duration: 0.12, throttled_at: null });
    expect(log.missed()).toHaveLength(ids.length);
  });
});

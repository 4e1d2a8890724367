import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

import { createRedisPrefix, freePort } from '@uplift/testkit';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';

import { QueueUnavailableError, type JobHandlers } from '../port.ts';
import { describeQueueContract, idleHandlers } from '../testing/queue-contract.ts';
import { connectBullJobs } from './bull-jobs.ts';

const used: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const clean of used.splice(0)) await clean();
});

const newPrefix = () => {
  const redis = createRedisPrefix();
  used.push(redis.clean);
  return redis;
};

let current = newPrefix();

describeQueueContract({
  title: 'on Redis',
  open: (wishes) => {
    current = newPrefix();
    const { url, prefix } = current;
    return connectBullJobs({ url, prefix, onError: () => {}, ...wishes });
  },
  loseStore: () => current.clean(),
});

const handlers = (own: Partial<JobHandlers> = {}): JobHandlers => ({ ...idleHandlers, ...own });

/** Passes bytes on to Redis, and can be taken away. */
const startProxy = async (port: number) => {
  const target = new URL(current.url);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => sockets.add(socket) && socket.on('error', () => {});
  const server: Server = createServer((incoming) => {
    const outgoing = connect(Number(target.port), target.hostname);
    keep(incoming);
    keep(outgoing);
    incoming.pipe(outgoing).pipe(incoming);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
};

describe('the queue on Redis', () => {
  const stack: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of stack.splice(0).toReversed()) await close();
  });

  const open = (url: string, prefix: string) => {
    const jobs = connectBullJobs({ url, prefix, onError: () => {} });
    stack.push(() => jobs.close());
    return jobs;
  };

  it('says within 3 seconds, and then at once, that Redis is not there', async () => {
    const { queue } = open(`redis://127.0.0.1:${await freePort()}`, 'any');

    const startedAt = performance.now();
    await expect(queue.enqueue('sweep', {})).rejects.toBeInstanceOf(QueueUnavailableError);
    const firstAt = performance.now();
    await expect(queue.enqueue('sweep', {})).rejects.toBeInstanceOf(QueueUnavailableError);

    expect(firstAt - startedAt).toBeLessThan(3000);
    expect(performance.now() - firstAt).toBeLessThan(100);
  });

  it('hears bells and works again once Redis is back', async () => {
    // given
    const { prefix } = newPrefix();
    const port = await freePort();
    let stop = await startProxy(port);
    stack.push(() => stop());
    const url = new URL(current.url);
    url.hostname = '127.0.0.1';
    url.port = String(port);
    const jobs = open(url.href, prefix);
    let runs = 0;
    await jobs.work(handlers({ 'process-inbox': async () => void (runs += 1) }));
    await jobs.queue.enqueue('process-inbox', {});
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 5000 });

    // when
    await stop();
    await vi.waitFor(
      () =>
        expect(jobs.queue.enqueue('process-inbox', {})).rejects.toBeInstanceOf(
          QueueUnavailableError,
        ),
      { timeout: 5000 },
    );
    stop = await startProxy(port);

    // then
    await vi.waitFor(() => jobs.queue.enqueue('process-inbox', {}), { timeout: 10_000 });
    await vi.waitFor(() => expect(runs).toBeGreaterThanOrEqual(2), { timeout: 5000 });
  });

  it('shares work between processes without doing any of it twice', async () => {
    const { url, prefix } = newPrefix();
    const [one, other] = [open(url, prefix), open(url, prefix)];
    const seen: number[] = [];
    const handler = async ({ organizationId }: { organizationId: number }) => {
      seen.push(organizationId);
    };
    await one.work(handlers({ 'recompute-rollups': handler }));
    await other.work(handlers({ 'recompute-rollups': handler }));

    const ids = Array.from({ length: 30 }, (_, index) => index);
    await Promise.all(
      ids.map((organizationId) => one.queue.enqueue('recompute-rollups', { organizationId })),
    );
    await vi.waitFor(() => expect(seen).toHaveLength(30), { timeout: 5000 });

    expect(seen.toSorted((a, b) => a - b)).toEqual(ids);
  });

  it('keeps one schedule however many processes ask for it', async () => {
    const { url, prefix } = newPrefix();
    const [one, other] = [open(url, prefix), open(url, prefix)];

    await one.queue.schedule('sweep', { everySeconds: 60 });
    await other.queue.schedule('sweep', { everySeconds: 60 });

    const { waiting, delayed } = (await one.queue.counts()).sweep;
    expect(waiting + delayed).toBe(1);
  });

  it('runs a job that an older version asked for, and fails one it cannot read', async () => {
    // given
    const { url, prefix } = newPrefix();
    const connection = new Redis(url, { maxRetriesPerRequest: null });
    stack.push(() => connection.quit());
    const raw = new Queue('recompute-rollups', { connection, prefix });
    await raw.add('recompute-rollups', { organizationId: 7, repositoryId: 1 });
    await raw.add('recompute-rollups', { organizationId: 'acme' }, { attempts: 5 });

    // when
    const seen: unknown[] = [];
    const failures: unknown[] = [];
    const jobs = connectBullJobs({
      url,
      prefix,
      onError: (error, failed) => failures.push({ ...failed, reason: error.name }),
    });
    stack.push(() => jobs.close());
    await jobs.work(handlers({ 'recompute-rollups': async (payload) => void seen.push(payload) }));
    await vi.waitFor(() => expect([seen, failures]).toMatchObject([[{}], [{}]]), { timeout: 5000 });

    // then
    expect(seen).toEqual([{ organizationId: 7 }]);
    expect(failures).toMatchObject([{ reason: 'ZodError', attempt: 1, final: true }]);
  });
});

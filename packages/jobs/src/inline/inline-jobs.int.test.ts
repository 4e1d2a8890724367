import { describe, expect, it } from 'vitest';

import type { JobHandlers } from '../port.ts';
import { describeQueueContract, idleHandlers } from '../testing/queue-contract.ts';
import { createInlineJobs } from './inline-jobs.ts';

describeQueueContract({
  title: 'in one process',
  open: (wishes) => createInlineJobs({ onError: () => {}, ...wishes }),
  loseStore: async () => {},
});

const handlers = (own: Partial<JobHandlers> = {}): JobHandlers => ({ ...idleHandlers, ...own });

describe('draining the queue in one process', () => {
  it('waits for what waits, what that asks for, what is for later, and further attempts', async () => {
    // given
    const jobs = createInlineJobs({ onError: () => {} });
    const order: string[] = [];
    await jobs.work(
      handlers({
        'process-inbox': async () => {
          order.push('inbox');
          await jobs.queue.enqueue(
            'recompute-rollups',
            { organizationId: 1 },
            { delaySeconds: 60 },
          );
        },
        'recompute-rollups': async () => {
          order.push('rollups');
          if (order.length < 4) throw new Error('not yet');
        },
      }),
    );

    // when
    await jobs.queue.enqueue('process-inbox', {}, { delaySeconds: 3600 });
    await jobs.drain();

    // then
    expect(order).toEqual(['inbox', 'rollups', 'rollups', 'rollups']);
    await jobs.close();
  });

  it('does not wait for the next turn of a repeated job', async () => {
    const jobs = createInlineJobs({ onError: () => {} });
    let sweeps = 0;
    await jobs.work(handlers({ sweep: async () => void (sweeps += 1) }));
    await jobs.queue.schedule('sweep', { everySeconds: 3600 });

    await jobs.drain();

    expect(sweeps).toBe(1);
    await jobs.close();
  });

  it('ends when the queue closes', async () => {
    const jobs = createInlineJobs({ onError: () => {}, closeSeconds: 0.01 });
    await jobs.work(handlers({ sweep: () => new Promise(() => {}) }));
    await jobs.queue.enqueue('sweep', {});
    await jobs.queue.enqueue('maintain-inbox', {});

    const closed = jobs.close();

    await expect(jobs.drain()).rejects.toThrow(/nothing works/);
    await closed;
  });
});

describe('the queue in one process', () => {
  it('never runs a handler before the one who asked goes on', async () => {
    const jobs = createInlineJobs({ onError: () => {} });
    let runs = 0;
    await jobs.work(handlers({ sweep: async () => void (runs += 1) }));

    await jobs.queue.enqueue('sweep', {});

    expect(runs).toBe(0);
    await jobs.drain();
    expect(runs).toBe(1);
    await jobs.close();
  });

  it('gives timers their turn between two jobs', async () => {
    // given
    const jobs = createInlineJobs({ onError: () => {} });
    const order: string[] = [];
    await jobs.work(
      handlers({
        'process-inbox': async () => {
          order.push('job');
          if (order.length === 1) setImmediate(() => order.push('other'));
        },
      }),
    );

    // when
    for (let i = 0; i < 5; i += 1) await jobs.queue.enqueue('process-inbox', {});
    await jobs.drain();

    // then
    expect(order.indexOf('other')).toBeLessThan(3);
    await jobs.close();
  });

  it('refuses once closed', async () => {
    const jobs = createInlineJobs({ onError: () => {} });
    await jobs.close();

    await expect(jobs.queue.enqueue('sweep', {})).rejects.toThrow(/closed/);
  });
});

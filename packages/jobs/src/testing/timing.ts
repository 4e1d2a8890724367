import { expect, it } from 'vitest';

import { PermanentJobError, type FailedAttempt } from '../port.ts';
import { counter, openUntilFinal, type OpenQueue } from './probes.ts';

/** What follows a failed attempt. */
export function retrying(open: OpenQueue): void {
  it('tries again, waiting twice as long each time, until it succeeds', async () => {
    const attempts: number[] = [];
    const failed: (FailedAttempt | null)[] = [];
    const { jobs, work } = open({
      firstRetrySeconds: 0.15,
      onError: (_error, attempt) => failed.push(attempt),
    });
    const runs = counter();
    await work({
      'process-inbox': async () => {
        attempts.push(performance.now());
        if (runs.add() < 3) throw new Error('not yet');
      },
    });

    await jobs.queue.enqueue('process-inbox', {});
    await runs.reaches(3);

    const [first = 0, second = 0, third = 0] = attempts;
    expect(second - first).toBeGreaterThanOrEqual(145);
    expect(third - second).toBeGreaterThanOrEqual(295);
    expect(failed).toMatchObject([
      { name: 'process-inbox', attempt: 1, final: false },
      { name: 'process-inbox', attempt: 2, final: false },
    ]);
  });
}

/** When no attempt follows. */
export function givingUp(open: OpenQueue): void {
  it('gives up after the last attempt and says so', async () => {
    const { jobs, work, last } = openUntilFinal(open);
    const runs = counter();
    await work({
      'process-inbox': async () => {
        runs.add();
        throw new Error('never');
      },
    });

    await jobs.queue.enqueue('process-inbox', {});

    expect(await last()).toMatchObject({ error: new Error('never'), failed: { attempt: 3 } });
    expect(runs.count()).toBe(3);
  });

  it('does not try again where that cannot help, and tells the reason', async () => {
    const { jobs, work, last } = openUntilFinal(open);
    await work({
      'run-comparison': async () => {
        throw new PermanentJobError('the comparison was deleted');
      },
    });

    await jobs.queue.enqueue('run-comparison', { organizationId: 1, comparisonId: 2 });

    const failure = await last();
    expect(failure?.error).toBeInstanceOf(PermanentJobError);
    expect(failure?.failed.attempt).toBe(1);
  });
}

/** What holds of jobs for later. */
export function delaying(open: OpenQueue): void {
  it('runs a delayed job not before its time, and others meanwhile', async () => {
    const { jobs, work } = open();
    const order: number[] = [];
    const runs = counter();
    await work({
      'recompute-rollups': async ({ organizationId }) => {
        order.push(organizationId);
        runs.add();
      },
    });
    const askedAt = performance.now();

    await jobs.queue.enqueue('recompute-rollups', { organizationId: 1 }, { delaySeconds: 0.2 });
    await jobs.queue.enqueue('recompute-rollups', { organizationId: 2 });
    await runs.reaches(2);

    expect(performance.now() - askedAt).toBeGreaterThanOrEqual(195);
    expect(order).toEqual([2, 1]);
  });
}

/** What holds of jobs that the clock asks for. */
export function repeating(open: OpenQueue): void {
  it('repeats a job again and again, from now on', async () => {
    const { jobs, work } = open();
    const runs = counter();
    await work({ sweep: async () => void runs.add() });

    const askedAt = performance.now();
    await jobs.queue.schedule('sweep', { everySeconds: 60 });
    await runs.reaches(1);
    await jobs.queue.schedule('sweep', { everySeconds: 0.1 });
    await runs.reaches(4);

    expect(performance.now() - askedAt).toBeGreaterThanOrEqual(195);
  });

  it('repeats a job that fails', async () => {
    const { jobs, work } = open();
    const runs = counter();
    await work({
      sweep: async () => {
        runs.add();
        throw new Error('down');
      },
    });

    await jobs.queue.schedule('sweep', { everySeconds: 0.1 });

    expect(await runs.reaches(3)).toBeGreaterThanOrEqual(3);
  });
}

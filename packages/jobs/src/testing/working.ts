import { expect, it } from 'vitest';

import { counter, gate, type OpenQueue } from './probes.ts';

/** How much runs at once. */
export function working(open: OpenQueue): void {
  it('runs as many jobs of a name at once as it may, and no more', async () => {
    const { jobs, work } = open();
    const [runs, go, later] = [counter(), gate(), gate()];
    let [running, most] = [0, 0];
    await work({
      'recompute-rollups': async () => {
        running += 1;
        most = Math.max(most, running);
        runs.add();
        await go.opened;
        running -= 1;
      },
      sweep: async () => later.open(),
    });

    for (const organizationId of [1, 2, 3, 4, 5]) {
      await jobs.queue.enqueue('recompute-rollups', { organizationId });
    }
    await jobs.queue.enqueue('sweep', {}, { delaySeconds: 0.1 });
    await Promise.all([runs.reaches(2), later.opened]);
    const counts = await jobs.queue.counts();
    go.open();
    await runs.reaches(5);

    expect(counts['recompute-rollups']).toMatchObject({ waiting: 3, running: 2 });
    expect(most).toBe(2);
  });
}

/** What does not keep others from running. */
export function workingApart(open: OpenQueue): void {
  it('lets one job run while another of a different name does', async () => {
    const { jobs, work } = open();
    const swept = gate();
    const done = counter();
    await work({
      'process-inbox': async () => {
        await swept.opened;
        done.add();
      },
      sweep: async () => swept.open(),
    });

    await jobs.queue.enqueue('process-inbox', {});
    await jobs.queue.enqueue('sweep', {});

    expect(await done.reaches(1)).toBe(1);
  });
}

/** What holds of the end. */
export function closing(open: OpenQueue): void {
  it('lets a running job finish before it has closed, and starts no other', async () => {
    const { jobs, work } = open();
    const [runs, go] = [counter(), gate()];
    const finished = counter();
    const runner = await work({
      'process-inbox': async () => {
        runs.add();
        await go.opened;
        finished.add();
      },
    });
    await jobs.queue.enqueue('process-inbox', {});
    await runs.reaches(1);
    await jobs.queue.enqueue('process-inbox', {});

    const closed = runner.close();
    go.open();
    await closed;

    expect(finished.count()).toBe(1);
    expect(runs.count()).toBe(1);
  });

  it('leaves a job alone that does not end in time', async () => {
    const { jobs, work } = open({ closeSeconds: 0.1 });
    const [runs, never] = [counter(), gate()];
    const runner = await work({
      'process-inbox': async () => {
        runs.add();
        await never.opened;
      },
    });
    await jobs.queue.enqueue('process-inbox', {});
    await runs.reaches(1);

    const startedAt = performance.now();
    await runner.close();

    expect(performance.now() - startedAt).toBeLessThan(5000);
    never.open();
  });
}

/** What remains when everything that the queue keeps outside of its process is lost. */
export function losing(open: OpenQueue, loseStore: () => Promise<void>): void {
  it('goes on, and repeats what was to be repeated, after its store was lost', async () => {
    const { jobs, work } = open();
    const [sweeps, runs] = [counter(), counter()];
    await work({
      sweep: async () => void sweeps.add(),
      'process-inbox': async () => void runs.add(),
    });
    await jobs.queue.schedule('sweep', { everySeconds: 0.2 });
    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
    await runs.reaches(1);

    await loseStore();
    const before = sweeps.count();
    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });

    expect(await runs.reaches(2)).toBe(2);
    expect(await sweeps.reaches(before + 2)).toBeGreaterThan(before);
  });
}

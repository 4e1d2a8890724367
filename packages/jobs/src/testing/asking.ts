import { expect, it } from 'vitest';
import { ZodError } from 'zod';

import type { JobPayload } from '../catalogue.ts';
import { PermanentJobError } from '../port.ts';
import { counter, gate, type OpenQueue } from './probes.ts';

/** What holds of every job that is asked for. */
export function asking(open: OpenQueue): void {
  it('runs a job with its payload, also one asked for before anybody worked', async () => {
    const { jobs, work } = open();
    const seen: JobPayload<'run-comparison'>[] = [];
    const runs = counter();
    await jobs.queue.enqueue('run-comparison', { organizationId: 1, comparisonId: 2 });

    await work({
      'run-comparison': async (payload) => {
        seen.push(payload);
        runs.add();
      },
    });
    await jobs.queue.enqueue('run-comparison', { organizationId: 1, comparisonId: 3 });
    await runs.reaches(2);

    expect(seen).toEqual([
      { organizationId: 1, comparisonId: 2 },
      { organizationId: 1, comparisonId: 3 },
    ]);
  });

  it('takes a payload with a field that it does not know, and leaves the field out', async () => {
    const { jobs, work } = open();
    const payload = { organizationId: 1, repositoryId: 9 };
    const seen = new Promise((resolve) => {
      void work({ 'recompute-rollups': async (parsed) => resolve(parsed) });
    });

    await jobs.queue.enqueue('recompute-rollups', payload);

    expect(await seen).toEqual({ organizationId: 1 });
  });

  it('refuses a malformed payload and an impossible time where they are asked for', async () => {
    const { queue } = open().jobs;

    const malformed = queue.enqueue('recompute-rollups', { organizationId: 1.5 });
    const tooEarly = queue.enqueue('sweep', {}, { delaySeconds: -1 });
    const never = queue.schedule('sweep', { everySeconds: 0 });

    await expect(malformed).rejects.toBeInstanceOf(ZodError);
    await expect(tooEarly).rejects.toBeInstanceOf(RangeError);
    await expect(never).rejects.toBeInstanceOf(RangeError);
  });
}

/** What holds of a key that collapses rings. */
export function ringing(open: OpenQueue): void {
  it('rings once for a key that waits, and apart for each key and each job', async () => {
    const { queue } = open().jobs;
    for (const organizationId of [1, 1, 2]) {
      const unlessWaiting = String(organizationId);
      await queue.enqueue('recompute-rollups', { organizationId }, { unlessWaiting });
      await queue.enqueue('recompute-adoption', { organizationId }, { unlessWaiting });
    }

    const counts = await queue.counts();

    expect(counts['recompute-rollups'].waiting).toBe(2);
    expect(counts['recompute-adoption'].waiting).toBe(2);
  });

  it('hears a bell that rings while the job it asks for runs, and rings once more', async () => {
    // given
    const { jobs, work } = open();
    const [runs, first] = [counter(), gate()];
    await work({
      'process-inbox': async () => {
        if (runs.add() === 1) await first.opened;
      },
    });
    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
    await runs.reaches(1);

    // when
    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });

    // then
    expect((await jobs.queue.counts())['process-inbox']).toMatchObject({ waiting: 1, running: 1 });
    first.open();
    await runs.reaches(2);
  });
}

/** What the same key does not collapse. */
export function ringingApart(open: OpenQueue): void {
  it('hears a bell for now though one for later waits', async () => {
    const { jobs, work } = open();
    const runs = counter();
    await work({ sweep: async () => void runs.add() });
    const later = { unlessWaiting: 'sweep', delaySeconds: 3600 };
    await jobs.queue.enqueue('sweep', {}, later);
    await jobs.queue.enqueue('sweep', {}, later);

    await jobs.queue.enqueue('sweep', {}, { unlessWaiting: 'sweep' });
    await runs.reaches(1);

    expect((await jobs.queue.counts()).sweep.delayed).toBe(1);
  });

  it('hears a bell again after its job has failed for good', async () => {
    const { jobs, work } = open();
    const runs = counter();
    const handler = async () => {
      runs.add();
      throw new PermanentJobError('no');
    };
    await work({ 'process-inbox': handler });

    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
    await runs.reaches(1);
    await jobs.queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });

    expect(await runs.reaches(2)).toBe(2);
  });
}

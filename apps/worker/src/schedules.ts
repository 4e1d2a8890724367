import { tmpdir } from 'node:os';

import type { JobQueue } from '@uplift/jobs';

import { removeOldSpools } from './sync-copilot/remove-old-spools.ts';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

/**
 * What runs by the clock: the sweep each minute, the log of deliveries every three hours, the care of the
 * inbox once a day. And once now: what the process before left in the inbox, however young, and on disk.
 */
export async function scheduleWork(queue: JobQueue): Promise<void> {
  await removeOldSpools({ directory: tmpdir(), now: new Date() });
  await queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
  await queue.schedule('sweep', { everySeconds: SECONDS_PER_MINUTE });
  await queue.schedule('repair-deliveries', { everySeconds: 3 * SECONDS_PER_HOUR });
  await queue.schedule('maintain-inbox', { everySeconds: SECONDS_PER_DAY });
}

import { findLastSyncRuns, type SyncKind, type SyncRun, type Transaction } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import { dayOf } from '@uplift/metrics';

const MINUTE_MS = 60_000;
/** A run that ended badly is tried again after this long, and at the latest on the next day. */
const RETRY_MS = 180 * MINUTE_MS;
/** A run that has not ended for so long is no longer at work. */
const ABANDONED_MS = 15 * MINUTE_MS;

const jobOf = {
  directory: 'sync-directory',
  seats: 'sync-copilot',
  usage: 'sync-copilot',
  deployments: 'sync-deployments',
} as const satisfies Record<SyncKind, string>;

/** Whether something has to be fetched anew: once on every UTC day, and again after a failure. */
function isSyncDue(run: SyncRun | undefined, now: Date): boolean {
  if (run === undefined) return true;
  const age = now.getTime() - run.startedAt.getTime();
  if (run.finishedAt === null) return age >= ABANDONED_MS;
  if (dayOf(run.startedAt) < dayOf(now)) return true;
  return run.failure !== null && age >= RETRY_MS;
}

/** The jobs that are due for an organisation. */
export async function findDueSyncs(
  tx: Transaction,
  now: Date,
): Promise<(typeof jobOf)[SyncKind][]> {
  const runs = new Map((await findLastSyncRuns(tx)).map((run) => [run.kind, run]));
  const kinds = ['directory', 'seats', 'usage', 'deployments'] as const;
  const due = kinds.filter((kind) => isSyncDue(runs.get(kind), now));
  return [...new Set(due.map((kind) => jobOf[kind]))];
}

/** Rings for what is due. */
export async function ringSyncs(
  organizationId: number,
  due: Awaited<ReturnType<typeof findDueSyncs>>,
  queue: Pick<JobQueue, 'enqueue'>,
): Promise<void> {
  for (const job of due) {
    await queue.enqueue(job, { organizationId }, { unlessWaiting: String(organizationId) });
  }
}

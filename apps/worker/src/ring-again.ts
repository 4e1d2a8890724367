import type { JobQueue } from '@uplift/jobs';

/** Work of an organisation that goes on where it was left. */
type GoingOn = 'backfill-repositories' | 'fetch-pull-request-parts';

/** What waits longer is found by the sweep. */
const LONGEST_SECONDS = 3600;

/** Rings for the rest of some work: at once, or when it can go on; null: there is no rest. */
export async function ringAgain(
  name: GoingOn,
  { organizationId, nextAt }: { readonly organizationId: number; readonly nextAt: Date | null },
  { queue, now }: { readonly queue: Pick<JobQueue, 'enqueue'>; readonly now: () => Date },
): Promise<void> {
  if (nextAt === null) return;
  const seconds = Math.max(0, Math.ceil((nextAt.getTime() - now().getTime()) / 1000));
  const unlessWaiting = String(organizationId);
  const options =
    seconds === 0
      ? { unlessWaiting }
      : { unlessWaiting, delaySeconds: Math.min(LONGEST_SECONDS, seconds) };
  await queue.enqueue(name, { organizationId }, options);
}

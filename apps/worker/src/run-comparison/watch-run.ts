import { setInterval } from 'node:timers/promises';

import { noteProgress, withOrganization, type Database } from '@uplift/db';

const BEAT_MILLISECONDS = 500;

/** A comparison at work, as its row in the database sees it. */
export type WatchedRun = {
  /** Notes a share of the work; the row learns of it with the next beat. */
  readonly note: (share: number) => void;
  /** Given once the row says that nobody waits for the answer any more. */
  readonly cancelled: AbortSignal;
  /** Ends the watch; resolves when it writes no more. */
  readonly end: () => Promise<void>;
};

/**
 * Twice a second tells the row of a comparison how far it is and asks whether it is still wanted: it
 * may have been cancelled by any process.
 */
export function watchRun(
  { organizationId, comparisonId }: Readonly<Record<'organizationId' | 'comparisonId', number>>,
  { db }: { readonly db: Database },
): WatchedRun {
  const cancelled = new AbortController();
  const ended = new AbortController();
  let progress = 0;
  const beat = () =>
    withOrganization(db, organizationId, (tx) => noteProgress(tx, { id: comparisonId, progress }));

  const watching = (async () => {
    for await (const _ of setInterval(BEAT_MILLISECONDS, null, { signal: ended.signal })) {
      // A beat that fails is made up for by the next one.
      if (!(await beat().catch(() => true))) cancelled.abort();
    }
  })().catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });

  return {
    note: (share) => {
      progress = Math.max(progress, share);
    },
    cancelled: cancelled.signal,
    async end() {
      ended.abort();
      await watching;
    },
  };
}

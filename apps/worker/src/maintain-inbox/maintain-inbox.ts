import {
  deleteExpiredAccess,
  dropDeliveriesBefore,
  ensureDeliveryPartitions,
  type Database,
} from '@uplift/db';

/** What looking after the inbox needs. */
export type MaintainDeps = {
  readonly db: Database;
  readonly now: () => Date;
  /** Deliveries are kept so long, at least; null: for ever. */
  readonly retentionDays: number | null;
};

/** What was let go of. */
export type Maintained = {
  /** Names of the months' partitions. */
  readonly droppedPartitions: readonly string[];
  readonly expiredTokens: number;
};

const DAY_MILLISECONDS = 86_400_000;

/**
 * Makes room for the deliveries of this month and the next, lets go of months that lie wholly before
 * the retention (a month with a pending delivery stays), and of tokens that have run out.
 */
export async function maintainInbox({ db, now, retentionDays }: MaintainDeps): Promise<Maintained> {
  const at = now();
  const nextMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  await ensureDeliveryPartitions(db, [at, nextMonth]);
  const droppedPartitions =
    retentionDays === null
      ? []
      : await dropDeliveriesBefore(db, new Date(at.getTime() - retentionDays * DAY_MILLISECONDS));
  return { droppedPartitions, expiredTokens: await deleteExpiredAccess(db, at) };
}

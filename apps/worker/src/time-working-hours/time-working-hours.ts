import { setImmediate } from 'node:timers/promises';

import {
  clearTimingDue,
  findUntimed,
  findWorkingHours,
  lockOrganization,
  markStaleDays,
  saveWorkingTimes,
  withOrganization,
  type Database,
  type MergePlace,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import { calendarKey } from '@uplift/metrics';

import { ringRecompute } from '../ring-recompute.ts';
import { timedBy } from './timed-by.ts';

/** The organisation's lock is held for so many: others store in between. */
const AT_ONCE = 1000;

/**
 * Measures merged pull requests by the clock of working hours, after an administrator said when people
 * work: in batches, each with the days whose figures follow, so that a crash repeats little.
 *
 * @returns how many were measured
 */
export async function timeWorkingHours(
  { organizationId }: { readonly organizationId: number },
  { db, queue }: { readonly db: Database; readonly queue: Pick<JobQueue, 'enqueue'> },
): Promise<number> {
  let total = 0;
  let place: Place | null = null;
  for (;;) {
    const done: Batch | null = await timeSome(db, organizationId, place);
    if (done === null) break;
    total += done.timed;
    place = done.place;
    // An embedded database answers without ever leaving the event loop: let others have a turn.
    await setImmediate();
  }
  const changed = { organizationId, rollupsChanged: total > 0, adoptionChanged: false };
  await ringRecompute([changed], queue);
  return total;
}

/** How far the pull requests are measured, and by which calendar. */
type Place = { readonly calendar: string; readonly after: MergePlace };
type Batch = { readonly timed: number; readonly place: Place };

/** Null when all are measured by the calendar of now. */
function timeSome(
  db: Database,
  organizationId: number,
  place: Place | null,
): Promise<Batch | null> {
  return withOrganization(db, organizationId, async (tx) => {
    // What is stored meanwhile, and what an administrator says meanwhile, waits.
    await lockOrganization(tx, organizationId);
    const hours = await findWorkingHours(tx);
    const calendar = hours === null ? null : calendarKey(hours);
    const after = place !== null && place.calendar === calendar ? place.after : null;
    const rows =
      calendar === null ? [] : await findUntimed(tx, { calendar, after, limit: AT_ONCE });
    const last = rows.at(-1);
    if (hours === null || calendar === null || last === undefined) {
      await clearTimingDue(tx);
      return null;
    }
    await saveWorkingTimes(tx, organizationId, {
      calendar,
      timed: rows.map(({ id, segments }) => timedBy(hours, { id, segments })),
    });
    await markStaleDays(tx, organizationId, new Set(rows.map(({ mergedOn }) => mergedOn)));
    return { timed: rows.length, place: { calendar, after: last } };
  });
}

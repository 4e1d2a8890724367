import { calendarKey, type Day, type StageSeconds, type WorkingCalendar } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { StoredSegment } from '../schema/pull-requests.ts';
import { jsonRows } from './json-rows.ts';
import { findOrganizationSetting, saveOrganizationSetting } from './organization-setting.ts';

const CALENDAR = 'working_hours';
const DUE = 'working_hours_due';

/** When people of the organisation work; null while no administrator has said. */
export function findWorkingHours(tx: Transaction): Promise<WorkingCalendar | null> {
  return findOrganizationSetting<WorkingCalendar>(tx, CALENDAR);
}

/**
 * Sets when people work, and notes that pull requests have to be measured by it; null takes it back,
 * with everything that was measured.
 *
 * @param tx - holding the lock of the organisation, so that nothing is measured by the calendar before
 * @returns whether anything has to be measured anew
 */
export async function saveWorkingHours(
  tx: Transaction,
  organizationId: number,
  calendar: WorkingCalendar | null,
): Promise<boolean> {
  if (calendar === null) {
    await saveOrganizationSetting(tx, organizationId, { name: CALENDAR, value: null });
    await saveOrganizationSetting(tx, organizationId, { name: DUE, value: null });
    await tx.execute(sql`delete from pull_request_working_times`);
    return false;
  }
  const before = await findWorkingHours(tx);
  const holidays = [...new Set(calendar.holidays)].toSorted();
  await saveOrganizationSetting(tx, organizationId, {
    name: CALENDAR,
    value: { ...calendar, holidays },
  });
  if (before !== null && calendarKey(before) === calendarKey(calendar)) return false;
  await saveOrganizationSetting(tx, organizationId, { name: DUE, value: true });
  return true;
}

/** Whether pull requests wait to be measured by the calendar of now. */
export async function isTimingDue(tx: Transaction): Promise<boolean> {
  return (await findOrganizationSetting<boolean>(tx, DUE)) === true;
}

/** Notes that every merged pull request is measured by the calendar of now. */
export async function clearTimingDue(tx: Transaction): Promise<void> {
  await tx.execute(sql`delete from organization_settings where name = ${DUE}`);
}

/** A merged pull request that is not measured by a calendar yet. */
export type UntimedPullRequest = {
  readonly id: number;
  readonly segments: readonly StoredSegment[];
  /** The instant of the merge, as text of full precision. */
  readonly mergedAt: string;
  readonly mergedOn: Day;
};

/** Where a reading of pull requests by their merge goes on. */
export type MergePlace = Pick<UntimedPullRequest, 'id' | 'mergedAt'>;

/** Merged pull requests that are not measured by the calendar, by their merge. */
export function findUntimed(
  tx: Transaction,
  {
    calendar,
    after,
    limit,
  }: {
    /** The key of the calendar. */
    readonly calendar: string;
    readonly after: MergePlace | null;
    readonly limit: number;
  },
): Promise<UntimedPullRequest[]> {
  const place = after ?? { mergedAt: '-infinity', id: 0 };
  return rowsOf<UntimedPullRequest>(
    tx,
    sql`
    select p.id, p.segments, p.merged_at::text as "mergedAt",
           (p.merged_at at time zone 'UTC')::date::text as "mergedOn"
    from pull_requests p
    left join pull_request_working_times w
      on w.organization_id = p.organization_id and w.pull_request_id = p.id
    where p.folded and p.merged_at is not null
      and (p.merged_at, p.id) > (${place.mergedAt}::timestamptz, ${place.id}::bigint)
      and w.calendar is distinct from ${calendar}
    order by p.merged_at, p.id limit ${limit}`,
  );
}

/** What a pull request took in working hours. */
export type TimedPullRequest = { readonly id: number; readonly stageSeconds: StageSeconds };

/** Puts what was measured by a calendar in the place of what was measured before. */
export async function saveWorkingTimes(
  tx: Transaction,
  organizationId: number,
  { calendar, timed }: { readonly calendar: string; readonly timed: readonly TimedPullRequest[] },
): Promise<void> {
  if (timed.length === 0) return;
  const rows = timed.map(({ id, stageSeconds }) => ({ id, ...stageSeconds }));
  await tx.execute(sql`
    insert into pull_request_working_times (organization_id, pull_request_id, calendar,
      coding_seconds, pickup_seconds, review_seconds, merge_seconds)
    select ${organizationId}::bigint, id, ${calendar}, coding, pickup, review, merge
    from jsonb_to_recordset(${jsonRows(rows)})
      as r(id bigint, coding float8, pickup float8, review float8, merge float8)
    on conflict (organization_id, pull_request_id) do update
      set calendar = excluded.calendar, coding_seconds = excluded.coding_seconds,
          pickup_seconds = excluded.pickup_seconds, review_seconds = excluded.review_seconds,
          merge_seconds = excluded.merge_seconds`);
}

import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';
import { textArray } from './json-rows.ts';

/** Where a look through the log of deliveries starts from. */
export type DeliveryLogStart = {
  readonly id: number;
  /** Everything before was looked at by a run that went well; null if there was none. */
  readonly since: Date | null;
};

/** Notes the begin of a look through the log; one that was cut off ends with that. */
export async function startDeliveryLogRun(db: Queryable, at: Date): Promise<DeliveryLogStart> {
  await db.execute(sql`
    update delivery_log_runs set finished_at = ${at.toISOString()}::timestamptz, failure = 'it was cut off'
    where finished_at is null`);
  const [row] = await rowsOf<{ id: number; since: number | null }>(
    db,
    sql`
    insert into delivery_log_runs (started_at) values (${at.toISOString()}::timestamptz)
    returning id, (
      select (extract(epoch from max(started_at)) * 1000)::float8 from delivery_log_runs
      where finished_at is not null and failure is null) as since`,
  );
  if (row === undefined) throw new Error('a run was not noted');
  return { id: row.id, since: row.since === null ? null : new Date(row.since) };
}

/** What a page of the log came to. */
export type DeliveryLogPage = {
  /** Attempt of its oldest delivery; null of an empty page. */
  readonly reached: Date | null;
  /** Deliveries looked at. */
  readonly checked: number;
  /** Taken from the log, or sent again. */
  readonly repaired: number;
  /** Neither here nor to be had any more. */
  readonly lost: number;
};

/** Adds what a page came to. */
export async function noteDeliveryLogPage(
  db: Queryable,
  id: number,
  { reached, checked, repaired, lost }: DeliveryLogPage,
): Promise<void> {
  await db.execute(sql`
    update delivery_log_runs set checked = checked + ${checked}::int, repaired = repaired + ${repaired}::int,
      lost = lost + ${lost}::int,
      reached = least(reached, ${reached?.toISOString() ?? null}::timestamptz)
    where id = ${id}::bigint`);
}

/** Ends a run. @param end.failure - in one line; null if it looked at all that it should */
export async function finishDeliveryLogRun(
  db: Queryable,
  id: number,
  { at, failure }: { readonly at: Date; readonly failure: string | null },
): Promise<void> {
  await db.execute(sql`
    update delivery_log_runs set finished_at = ${at.toISOString()}::timestamptz, failure = ${failure}
    where id = ${id}::bigint`);
}

/** One look through the log of deliveries. */
export type DeliveryLogRun = Omit<DeliveryLogPage, 'reached'> & {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly failure: string | null;
};

/** The last look through the log; null if there was none. */
export async function findLastDeliveryLogRun(db: Queryable): Promise<DeliveryLogRun | null> {
  const [row] = await rowsOf<
    Omit<DeliveryLogRun, 'startedAt' | 'finishedAt'> & {
      readonly startedAt: number;
      readonly finishedAt: number | null;
    }
  >(
    db,
    sql`
    select checked, repaired, lost, failure,
      (extract(epoch from started_at) * 1000)::float8 as "startedAt",
      (extract(epoch from finished_at) * 1000)::float8 as "finishedAt"
    from delivery_log_runs order by started_at desc, id desc limit 1`,
  );
  if (row === undefined) return null;
  const { startedAt, finishedAt, ...rest } = row;
  return {
    ...rest,
    startedAt: new Date(startedAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  };
}

/** Those of the GUIDs under which no delivery was ever recorded. */
export async function findUnknownGuids(
  db: Queryable,
  guids: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ guid: string }>(
    db,
    sql`
    select guid from unnest(${textArray(guids)}) as asked(guid)
    where not exists (select from delivery_guids g where g.guid = asked.guid)`,
  );
  return new Set(rows.map(({ guid }) => guid));
}

/**
 * Has deliveries worked once more that were given up after so many attempts, for reasons that may
 * have passed. What is malformed was never attempted again, and is left.
 *
 * @returns how many
 */
export async function retryGivenUp(
  db: Queryable,
  { attempts, since }: { readonly attempts: number; readonly since: Date },
): Promise<number> {
  const rows = await rowsOf<{ guid: string }>(
    db,
    sql`
    update deliveries set state = 'pending', attempts = 0, not_before = null, settled_at = null
    where state = 'failed' and attempts >= ${attempts}::int
      and received_at >= ${since.toISOString()}::timestamptz
    returning guid`,
  );
  return rows.length;
}

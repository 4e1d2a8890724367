import { sql } from 'drizzle-orm';

import { rowsOf, type Database, type Queryable } from '../client.ts';
import { deliveryStates } from '../schema/index.ts';
import type { DeliveryKey, DeliveryState } from './deliveries.ts';
import { jsonRows } from './json-rows.ts';

/** How many deliveries of each state the inbox holds. */
export async function countDeliveriesByState(
  db: Queryable,
): Promise<Readonly<Record<DeliveryState, number>>> {
  const rows = await rowsOf<{ state: DeliveryState; count: number }>(
    db,
    sql`select state, count(*)::int as count from deliveries group by state`,
  );
  const counts = new Map(rows.map(({ state, count }) => [state, count]));
  // oxlint-disable-next-line no-unsafe-type-assertion -- one entry for every state there is
  return Object.fromEntries(
    deliveryStates.map((state) => [state, counts.get(state) ?? 0]),
  ) as Record<DeliveryState, number>;
}

/** How deliveries about an organisation have come of late; the waits in seconds. */
export type DeliveryPace = {
  readonly lastAt: Date;
  /** The median wait between two minutes in which any came: at least a minute. */
  readonly usualSeconds: number;
  /** The longest between the last ones of two hours in which any came. */
  readonly longestSeconds: number;
};

/** Of how many minutes at least a pace can be told, and of how many it is. */
const FEWEST_MINUTES = 20;
const MOST_MINUTES = 200;
/** Four weeks in which something comes each hour, and longer where it does not. */
const MOST_HOURS = 24 * 28;

/**
 * How deliveries about an organisation have come of late; null while they came in too few minutes to
 * tell. They come in bursts, several for one push, so minutes are counted: waits between deliveries
 * would mostly be nothing. The last of each minute and hour is looked up in an index, one from the
 * other, for an inbox may hold millions.
 */
export async function findDeliveryPace(
  db: Queryable,
  organizationId: number,
): Promise<DeliveryPace | null> {
  const [row] = await rowsOf<{ minutes: number; lastAt: number; usual: number; longest: number }>(
    db,
    sql`
    with recursive ${lastOfEach('minute', MOST_MINUTES, organizationId)},
      ${lastOfEach('hour', MOST_HOURS, organizationId)}, usual as (
      select percentile_cont(0.5) within group (order by wait) as seconds from (
        select extract(epoch from date_trunc('minute', at) - lag(date_trunc('minute', at)) over (order by at)) as wait
        from minutes
      ) waits
    ), longest as (
      select max(wait) as seconds from (
        select extract(epoch from at - lag(at) over (order by at)) as wait from hours
      ) waits
    )
    select (select count(*) from minutes)::int as minutes,
      (select extract(epoch from max(at)) * 1000 from minutes)::float8 as "lastAt",
      usual.seconds::float8 as usual, coalesce(longest.seconds, 3600)::float8 as longest
    from usual, longest`,
  );
  if (row === undefined || row.minutes < FEWEST_MINUTES) return null;
  const { lastAt, usual, longest } = row;
  return { lastAt: new Date(lastAt), usualSeconds: usual, longestSeconds: longest };
}

/** When the last delivery of each minute or hour came, back from the last one of all. */
function lastOfEach(unit: 'minute' | 'hour', most: number, organizationId: number) {
  const [name, part] = [sql.identifier(`${unit}s`), sql.raw(`'${unit}'`)];
  const about = sql`d.about_organization_id = ${organizationId}::bigint`;
  return sql`
    ${name} (at, place) as (
      (select d.received_at, 1 from deliveries d where ${about} order by d.received_at desc limit 1)
      union all
      select before.received_at, ${name}.place + 1 from ${name} cross join lateral (
        select d.received_at from deliveries d
        where ${about} and d.received_at < date_trunc(${part}, ${name}.at)
        order by d.received_at desc limit 1
      ) before
      where ${name}.place < ${most}::int
    )`;
}

/** A delivery that could not be worked, and why. */
export type FailedDelivery = DeliveryKey & {
  readonly event: string;
  readonly attempts: number;
  readonly reason: string | null;
};

/** The failed deliveries that arrived last, newest first. */
export async function findFailedDeliveries(
  db: Queryable,
  limit: number,
): Promise<FailedDelivery[]> {
  const rows = await rowsOf<Omit<FailedDelivery, 'receivedAt'> & { receivedAt: number }>(
    db,
    sql`
    select guid, (extract(epoch from received_at) * 1000)::float8 as "receivedAt", event, attempts, reason
    from deliveries where state = 'failed' order by received_at desc, guid limit ${limit}::int`,
  );
  return rows.map(({ receivedAt, ...rest }) => ({ ...rest, receivedAt: new Date(receivedAt) }));
}

/** When the oldest pending delivery that is due arrived; null if none is. */
export async function findOldestPending(db: Queryable, now: Date): Promise<Date | null> {
  const [row] = await rowsOf<{ at: number | null }>(
    db,
    sql`
    select (extract(epoch from min(received_at)) * 1000)::float8 as at from deliveries
    where state = 'pending' and (not_before is null or not_before <= ${now.toISOString()}::timestamptz)`,
  );
  return row?.at === null || row?.at === undefined ? null : new Date(row.at);
}

/** Makes sure that the months of the given instants have their partition of the inbox. */
export async function ensureDeliveryPartitions(
  db: Queryable,
  instants: readonly Date[],
): Promise<void> {
  for (const at of instants) {
    await db.execute(
      sql`select uplift_ensure_delivery_partition(${at.toISOString()}::timestamptz)`,
    );
  }
}

/**
 * Drops the months of the inbox that lie wholly before an instant, and forgets their GUIDs. A month
 * that still holds a pending delivery is kept.
 *
 * @returns the names of the dropped partitions
 */
export async function dropDeliveriesBefore(db: Database, before: Date): Promise<string[]> {
  const dropped: string[] = [];
  for (const { name, end } of await findPartitions(db)) {
    if (end.getTime() <= before.getTime() && (await dropPartition(db, name))) dropped.push(name);
  }
  return dropped;
}

/** Partitions of single months, oldest first, with the instant that they end before. */
async function findPartitions(db: Queryable): Promise<{ name: string; end: Date }[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'deliveries'::regclass and c.relname ~ '^deliveries_[0-9]{4}_[0-9]{2}$'
    order by c.relname`,
  );
  return rows.map(({ name }) => {
    const [, year, month] = name.split('_').map(Number);
    return { name, end: new Date(Date.UTC(year ?? Number.NaN, month ?? Number.NaN, 1)) };
  });
}

async function dropPartition(db: Database, name: string): Promise<boolean> {
  const partition = sql.identifier(name);
  return db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${partition} in access exclusive mode`);
    const [pending] = await rowsOf<{ exists: boolean }>(
      tx,
      sql`select exists (select from ${partition} where state = 'pending') as exists`,
    );
    if (pending?.exists !== false) return false;
    await tx.execute(sql`
      delete from delivery_guids g using ${partition} p where g.guid = p.guid`);
    await tx.execute(sql`drop table ${partition}`);
    return true;
  });
}

/** A delivery of the inbox, whatever became of it. */
export type KeptDelivery = DeliveryKey & { readonly body: Uint8Array };

/** The deliveries that follow one in the order of their arrival; the first ones after null. */
export async function findDeliveriesAfter(
  db: Queryable,
  after: DeliveryKey | null,
  limit: number,
): Promise<KeptDelivery[]> {
  const isAfter =
    after === null
      ? sql`true`
      : sql`(received_at, guid) > (${after.receivedAt.toISOString()}::timestamptz, ${after.guid})`;
  const rows = await rowsOf<{ guid: string; receivedAt: number; body: string }>(
    db,
    sql`
    select guid, (extract(epoch from received_at) * 1000)::float8 as "receivedAt",
      encode(body, 'base64') as body
    from deliveries where ${isAfter} order by received_at, guid limit ${limit}::int`,
  );
  return rows.map(({ guid, receivedAt, body }) => ({
    guid,
    receivedAt: new Date(receivedAt),
    body: Buffer.from(body, 'base64'),
  }));
}

/** Lets go of deliveries. Their GUIDs stay, so that they are not taken for new ones. */
export async function deleteDeliveries(db: Queryable, keys: readonly DeliveryKey[]): Promise<void> {
  if (keys.length === 0) return;
  await db.execute(sql`
    delete from deliveries d
    using jsonb_to_recordset(${jsonRows(keys)}) as k(guid text, "receivedAt" timestamptz)
    where d.received_at = k."receivedAt" and d.guid = k.guid`);
}

/** Forgets tokens, sessions and sign-in codes that have run out. */
export async function deleteExpiredAccess(db: Queryable, now: Date): Promise<number> {
  const rows = await rowsOf<{ id: number }>(
    db,
    sql`delete from access_tokens where expires_at <= ${now.toISOString()}::timestamptz returning id`,
  );
  return rows.length;
}

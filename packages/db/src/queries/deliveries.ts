import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable, type Transaction } from '../client.ts';
import type { deliveryStates } from '../schema/index.ts';
import { jsonRows } from './json-rows.ts';

export type DeliveryState = (typeof deliveryStates)[number];

/** A webhook delivery to be kept. */
export type NewDelivery = {
  /** GitHub's `X-GitHub-Delivery`; a redelivery carries the one of the original. */
  readonly guid: string;
  readonly event: string;
  /** The raw body, by `compressBody`. */
  readonly body: Uint8Array;
  readonly receivedAt: Date;
};

/** A delivery by its key. */
export type DeliveryKey = { readonly guid: string; readonly receivedAt: Date };

/** A pending delivery, locked for the transaction that claimed it. */
export type ClaimedDelivery = DeliveryKey & {
  readonly event: string;
  readonly body: Uint8Array;
  /** How often working it failed before, for a reason that may pass. */
  readonly attempts: number;
};

/** How a delivery ended. */
export type Settlement = DeliveryKey & {
  readonly state: Exclude<DeliveryState, 'pending'>;
  /** Null for what was processed. */
  readonly reason: string | null;
  /** The organisation that it told of; none unless told. */
  readonly aboutOrganizationId?: number | null;
};

/**
 * Writes a delivery down, once by its GUID: when it returns, the delivery is safe.
 *
 * @returns `duplicate` if the GUID is known, whatever the body
 */
export async function recordDelivery(
  db: Queryable,
  delivery: NewDelivery,
): Promise<'recorded' | 'duplicate'> {
  const recorded = await recordDeliveries(db, [delivery]);
  return recorded.has(delivery.guid) ? 'recorded' : 'duplicate';
}

/**
 * Writes deliveries down in one statement, each once by its GUID: when it returns, all are safe.
 *
 * @returns the GUIDs that were not known before
 */
export async function recordDeliveries(
  db: Queryable,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlySet<string>> {
  if (deliveries.length === 0) return new Set();
  // As base64, which drivers pass on as it is: they would write bytes out one by one.
  const given = sql.join(
    deliveries.map(
      ({ guid, event, body, receivedAt }) =>
        sql`(${guid}::text, ${receivedAt.toISOString()}::timestamptz, ${event}::text, decode(${base64Of(body)}, 'base64'))`,
    ),
    sql`, `,
  );
  const recorded = await rowsOf<{ guid: string }>(
    db,
    sql`
    with given (guid, received_at, event, body) as (values ${given}), once as (
      select distinct on (guid) * from given order by guid
    ), fresh as (
      -- In one order in every statement, so that two of them cannot wait for each other.
      insert into delivery_guids (guid, received_at) select guid, received_at from once order by guid
      on conflict (guid) do nothing returning guid
    )
    insert into deliveries (guid, received_at, event, body)
    select guid, received_at, event, body from once join fresh using (guid) returning guid`,
  );
  return new Set(recorded.map(({ guid }) => guid));
}

function base64Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** What to claim: at most `limit` deliveries, with at most `maxBytes` of kept bodies (but one). */
export type ClaimLimits = {
  readonly now: Date;
  readonly limit: number;
  readonly maxBytes: number;
};

/**
 * Locks the oldest pending deliveries that are due, for this transaction alone: several workers take
 * different ones.
 */
export async function claimDeliveries(
  tx: Transaction,
  { now, limit, maxBytes }: ClaimLimits,
): Promise<ClaimedDelivery[]> {
  const rows = await rowsOf<ClaimedRow>(
    tx,
    sql`
    with due as (
      ${selectClaimed()}
      where d.state = 'pending' and (d.not_before is null or d.not_before <= ${now.toISOString()}::timestamptz)
      order by d.received_at, d.guid limit ${limit}::int for update skip locked
    ), sized as (
      -- Sizes are known without reading the bodies.
      select due.*, sum(octet_length(body)) over w as total, row_number() over w as place
      from due window w as (order by "receivedAt", guid)
    )
    select guid, "receivedAt", event, encode(body, 'base64') as body, attempts from sized
    where place = 1 or total <= ${maxBytes}::bigint order by place`,
  );
  return rows.map(toClaimed);
}

/** Locks one delivery, if it is still pending and nobody else holds it. */
export async function claimDelivery(
  tx: Transaction,
  { guid, receivedAt }: DeliveryKey,
): Promise<ClaimedDelivery | null> {
  const [row] = await rowsOf<ClaimedRow>(
    tx,
    sql`
    with due as (
      ${selectClaimed()}
      where d.state = 'pending' and d.received_at = ${receivedAt.toISOString()}::timestamptz
        and d.guid = ${guid} for update skip locked
    )
    select guid, "receivedAt", event, encode(body, 'base64') as body, attempts from due`,
  );
  return row === undefined ? null : toClaimed(row);
}

/** Bodies come in base64: drivers are far slower at reading bytes. */
type ClaimedRow = Omit<ClaimedDelivery, 'receivedAt' | 'body'> & {
  readonly receivedAt: number;
  readonly body: string;
};

function selectClaimed() {
  return sql`
    select d.guid, (extract(epoch from d.received_at) * 1000)::float8 as "receivedAt", d.event,
           d.body, d.attempts
    from deliveries d`;
}

function toClaimed({ receivedAt, body, ...rest }: ClaimedRow): ClaimedDelivery {
  return { ...rest, receivedAt: new Date(receivedAt), body: Buffer.from(body, 'base64') };
}

/** Ends deliveries that were claimed in this transaction. */
export async function settleDeliveries(
  db: Queryable,
  settlements: readonly Settlement[],
  now: Date,
): Promise<void> {
  if (settlements.length === 0) return;
  await db.execute(sql`
    update deliveries d
    set state = s.state, reason = s.reason, not_before = null, settled_at = ${now.toISOString()}::timestamptz,
      about_organization_id = s."aboutOrganizationId"
    from jsonb_to_recordset(${jsonRows(settlements)})
      as s(guid text, "receivedAt" timestamptz, state text, reason text, "aboutOrganizationId" bigint)
    where d.received_at = s."receivedAt" and d.guid = s.guid and d.state = 'pending'`);
}

/** Puts a delivery off, counting one more attempt that failed. */
export async function postponeDelivery(
  db: Queryable,
  { guid, receivedAt }: DeliveryKey,
  { notBefore, reason }: { readonly notBefore: Date; readonly reason: string },
): Promise<void> {
  await db.execute(sql`
    update deliveries
    set attempts = attempts + 1, not_before = ${notBefore.toISOString()}::timestamptz, reason = ${reason}
    where received_at = ${receivedAt.toISOString()}::timestamptz and guid = ${guid} and state = 'pending'`);
}

import type { StoredEvent, TimelineEventKind } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, jsonRows, textArray } from './json-rows.ts';

/** An event of a pull request as it is stored: accounts in `data` are ids of people. */
export type EventRow = {
  readonly pullRequestId: number;
  readonly eventKey: string;
  readonly kind: TimelineEventKind;
  readonly at: Date;
  readonly actorId: number | null;
  readonly data: StoredEvent;
};

/** What is said of an event that was new. */
export type InsertedEvent = {
  readonly pullRequestId: number;
  readonly eventKey: string;
};

/**
 * Keeps events, each once by its natural key.
 *
 * @returns those that were new
 */
export function insertEvents(
  tx: Transaction,
  organizationId: number,
  events: readonly EventRow[],
): Promise<InsertedEvent[]> {
  if (events.length === 0) return Promise.resolve([]);
  return rowsOf<InsertedEvent>(
    tx,
    sql`
    insert into pull_request_events (organization_id, pull_request_id, event_key, kind, at, actor_id, data)
    select ${organizationId}::bigint, "pullRequestId", "eventKey", kind, at, "actorId", data
    from jsonb_to_recordset(${jsonRows(events)})
      as r("pullRequestId" bigint, "eventKey" text, kind text, at timestamptz, "actorId" bigint, data jsonb)
    on conflict do nothing
    returning pull_request_id as "pullRequestId", event_key as "eventKey"`,
  );
}

/** An event of a pull request, read back. */
export type StoredEventRow = {
  readonly pullRequestId: number;
  readonly eventKey: string;
  readonly data: StoredEvent;
};

/** Every event of these pull requests. */
export function findEventsOf(
  tx: Transaction,
  organizationId: number,
  pullRequestIds: Iterable<number>,
): Promise<StoredEventRow[]> {
  return rowsOf<StoredEventRow>(
    tx,
    sql`
    select pull_request_id as "pullRequestId", event_key as "eventKey", data from pull_request_events
    where organization_id = ${organizationId}::bigint and pull_request_id = any(${bigintArray(pullRequestIds)})`,
  );
}

/** The pull requests with an event that names one of these people. Reads every event: for rare use. */
export async function findPullRequestsNaming(
  tx: Transaction,
  organizationId: number,
  personIds: readonly number[],
): Promise<number[]> {
  const ids = bigintArray(personIds);
  const texts = textArray(personIds.map(String));
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    select distinct e.pull_request_id as id from pull_request_events e
    where e.organization_id = ${organizationId}::bigint and (
      e.actor_id = any(${ids}) or e.data ->> 'reviewer' = any(${texts})
      or e.data -> 'attributes' ->> 'author' = any(${texts})
      or e.data -> 'attributes' ->> 'mergedBy' = any(${texts})
      or exists (
        select from jsonb_array_elements_text(
          coalesce(e.data -> 'coAuthors', e.data -> 'attributes' -> 'assignees', '[]')) a
        where a = any(${texts})))
    order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** Forgets events by their keys. */
export async function deleteEvents(
  tx: Transaction,
  organizationId: number,
  events: readonly InsertedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.execute(sql`
    delete from pull_request_events e
    using jsonb_to_recordset(${jsonRows(events)}) as r("pullRequestId" bigint, "eventKey" text)
    where e.organization_id = ${organizationId}::bigint
      and e.pull_request_id = r."pullRequestId" and e.event_key = r."eventKey"`);
}

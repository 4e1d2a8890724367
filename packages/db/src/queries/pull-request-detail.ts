import type { AuthorshipEvidence, StoredEvent, TimelineEventKind } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** What a pull request's own page shows beside the list's columns. */
export type PullRequestExtras = {
  readonly headRef: string | null;
  readonly baseRef: string | null;
  readonly mergedById: number | null;
  readonly authorshipEvidence: readonly AuthorshipEvidence[];
};

/** One stored event; accounts in `data` are ids of people. */
export type PullRequestEventRow = {
  readonly key: string;
  readonly kind: TimelineEventKind;
  readonly at: Date;
  readonly actorId: number | null;
  readonly data: StoredEvent;
};

/** The rest of a pull request's columns. */
export async function findPullRequestExtras(
  tx: Transaction,
  id: number,
): Promise<PullRequestExtras | null> {
  const [row] = await rowsOf<PullRequestExtras>(
    tx,
    sql`
    select head_ref as "headRef", base_ref as "baseRef", merged_by_id as "mergedById",
           coalesce(authorship_evidence, '[]') as "authorshipEvidence"
    from pull_requests where id = ${id}`,
  );
  return row ?? null;
}

/** Every event of a pull request, in the order of time and then of keys. */
export async function findPullRequestEvents(
  tx: Transaction,
  id: number,
): Promise<PullRequestEventRow[]> {
  const rows = await rowsOf<Omit<PullRequestEventRow, 'at'> & { at: number }>(
    tx,
    sql`
    select event_key as key, kind, (extract(epoch from at) * 1000)::float8 as at,
           actor_id as "actorId", data
    from pull_request_events where pull_request_id = ${id} order by at, event_key`,
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

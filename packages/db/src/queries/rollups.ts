import { dayOf, keptMeasures, type Day, type Grain, type Rollup } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** Days whose facts changed, and the notes that said so. */
export type StaleDays = {
  /** In order, each once. */
  readonly days: readonly Day[];
  readonly noteIds: readonly number[];
  /** Whether notes of later days were left for the next time. */
  readonly more: boolean;
};

/** How many months of stale days are computed in one go. */
const MONTHS_AT_ONCE = 4;

/**
 * Takes the oldest notes of stale days for this transaction alone: those of four calendar months at
 * most. One taker per organisation at a time; a second waits, so that an older reading never
 * replaces a newer one.
 */
export async function claimStaleDays(tx: Transaction, organizationId: number): Promise<StaleDays> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('uplift.rollups'), ${organizationId}::int)`,
  );
  const notes = await rowsOf<{ id: number; day: Day; taken: boolean }>(
    tx,
    sql`
    select id, day::text as day,
      day < (select date_trunc('month', min(day)) + make_interval(months => ${MONTHS_AT_ONCE}::int) from stale_days) as taken
    from stale_days order by day, id`,
  );
  const taken = notes.filter((note) => note.taken);
  return {
    days: [...new Set(taken.map(({ day }) => day))],
    noteIds: taken.map(({ id }) => id),
    more: taken.length < notes.length,
  };
}

/** Removes exactly these notes: one that arrived meanwhile stays for the next time. */
export async function clearStaleDays(tx: Transaction, noteIds: readonly number[]): Promise<void> {
  if (noteIds.length === 0) return;
  await tx.execute(sql`
    delete from stale_days
    where id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(noteIds)}::jsonb))`);
}

/** A bucket by its grain and first day. */
export type BucketKey = { readonly grain: Grain; readonly from: Date };

/**
 * Puts freshly computed rollups in the place of everything stored for their buckets, so that a scope
 * that fell silent loses its row.
 */
export async function replaceRollups(
  tx: Transaction,
  {
    organizationId,
    buckets,
    rollups,
  }: {
    readonly organizationId: number;
    readonly buckets: readonly BucketKey[];
    readonly rollups: readonly Rollup[];
  },
): Promise<void> {
  const keys = buckets.map(({ grain, from }) => ({ grain, bucket: dayOf(from) }));
  await tx.execute(sql`
    delete from rollups r using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(grain text, bucket date)
    where r.grain = k.grain and r.bucket = k.bucket`);

  for (let start = 0; start < rollups.length; start += ROWS_A_STATEMENT) {
    const rows = rollups.slice(start, start + ROWS_A_STATEMENT).flatMap((rollup) => {
      const measures = keptMeasures(rollup);
      if (measures === null) return [];
      const { scopeKey: scope, grain } = rollup;
      return [{ scope, grain, bucket: dayOf(rollup.from), measures }];
    });
    await tx.execute(sql`
      insert into rollups (organization_id, scope, grain, bucket, measures)
      select ${organizationId}, scope, grain, bucket, measures
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(scope text, grain text, bucket date, measures jsonb)`);
  }
}

/** Teams and repositories that rollups are kept for. */
export async function findRollupScopes(
  tx: Transaction,
): Promise<{ readonly teamIds: readonly number[]; readonly repositoryIds: readonly number[] }> {
  const teams = await rowsOf<{ id: number }>(tx, sql`select id from teams order by id`);
  const repositories = await rowsOf<{ id: number }>(
    tx,
    sql`select id from repositories order by id`,
  );
  return { teamIds: teams.map(({ id }) => id), repositoryIds: repositories.map(({ id }) => id) };
}

const ROWS_A_STATEMENT = 500;

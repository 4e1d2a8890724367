import type { Day } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { comparisons, type comparisonStatuses } from '../schema/comparisons.ts';
import type { adoptionSources } from '../schema/adoptions.ts';
import type { AskedCohort, AskedPair } from './cohorts.ts';

/** What a comparison asks, as it is stored. Null bounds and teams mean "all". */
export type StoredQuestion = {
  readonly tool: string;
  readonly source: (typeof adoptionSources)[number];
  readonly from: Day | null;
  readonly to: Day | null;
  readonly teamIds: readonly number[] | null;
  /** The teams' slugs when it was asked. */
  readonly teams: readonly string[] | null;
  /** The people of a cohort alone. */
  readonly cohort?: AskedCohort;
  readonly cohorts?: AskedPair;
  readonly seed: number;
};

/** A saved comparison; `result` is there once it is done. */
export type StoredComparison = {
  readonly id: number;
  readonly name: string;
  readonly measure: string;
  readonly method: string;
  readonly question: StoredQuestion;
  readonly status: (typeof comparisonStatuses)[number];
  readonly progress: number;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly failure: string | null;
  readonly dataVersion: number | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Its answer is kept as it is. */
  readonly isFrozen: boolean;
  /** It stands for its measure. */
  readonly isPrimary: boolean;
};

/** Saves a question, queued. */
export async function recordComparison(
  tx: Transaction,
  comparison: {
    readonly organizationId: number;
    readonly name: string;
    readonly measure: string;
    readonly method: string;
    readonly question: StoredQuestion;
    readonly createdAt: Date;
  },
): Promise<number> {
  const [row] = await tx.insert(comparisons).values(comparison).returning({ id: comparisons.id });
  if (row === undefined) throw new Error('the database returned no id');
  return row.id;
}

/** One comparison; null if the organisation has none of this id. */
export async function findComparison(
  tx: Transaction,
  id: number,
): Promise<StoredComparison | null> {
  const [row] = await rowsOf<ComparisonRow>(
    tx,
    sql`select ${columns} from comparisons where id = ${id}`,
  );
  return row === undefined ? null : toComparison(row);
}

/** Comparisons, newest first: those with an id below `before`. */
export async function findComparisons(
  tx: Transaction,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<StoredComparison[]> {
  const rows = await rowsOf<ComparisonRow>(
    tx,
    sql`
    select ${columns} from comparisons
    where ${before === null ? sql`true` : sql`id < ${before}`} order by id desc limit ${limit}`,
  );
  return rows.map(toComparison);
}

/** Marks a comparison as running, also if it ran before and was lost; null if it needs no answer. */
export async function claimComparison(
  tx: Transaction,
  id: number,
): Promise<StoredComparison | null> {
  const [row] = await rowsOf<ComparisonRow>(
    tx,
    sql`
    update comparisons set status = 'running', progress = 0, heard_at = now()
    where id = ${id} and status in ('queued', 'running') returning ${columns}`,
  );
  return row === undefined ? null : toComparison(row);
}

/**
 * Notes how far a running comparison is; never less than before.
 *
 * @returns whether it is still wanted: false once it is cancelled, or otherwise settled
 */
export async function noteProgress(
  tx: Transaction,
  { id, progress }: { readonly id: number; readonly progress: number },
): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`
    update comparisons set progress = greatest(progress, ${progress}::float8), heard_at = now()
    where id = ${id} and status = 'running' returning id`,
  );
  return rows.length > 0;
}

/** What came of a wish to cancel: the status that the comparison has now, and whether the wish changed it. */
export type Cancellation = {
  readonly status: StoredComparison['status'];
  readonly wasCancelled: boolean;
};

/** Cancels a comparison that waits or runs; null if there is none of this id. */
export async function cancelComparison(
  tx: Transaction,
  { id, at }: { readonly id: number; readonly at: Date },
): Promise<Cancellation | null> {
  const cancelled = await rowsOf(
    tx,
    sql`
    update comparisons set status = 'cancelled', finished_at = ${at.toISOString()}::timestamptz
    where id = ${id} and status in ('queued', 'running') returning id`,
  );
  if (cancelled.length > 0) return { status: 'cancelled', wasCancelled: true };
  const found = await findComparison(tx, id);
  return found && { status: found.status, wasCancelled: false };
}

/** What is to be changed about a comparison; what is left out stays. */
export type ComparisonChanges = {
  readonly name?: string;
  readonly frozen?: boolean;
  readonly primary?: boolean;
};

/**
 * Renames, freezes or thaws a comparison, or makes it the one that stands for its measure, in place of
 * the one before; null if there is none of this id. An answer frozen once keeps the instant of that.
 */
export async function changeComparison(
  tx: Transaction,
  id: number,
  { changes, at }: { readonly changes: ComparisonChanges; readonly at: Date },
): Promise<StoredComparison | null> {
  const { name = null, frozen = null, primary = null } = changes;
  if (primary === true) await yieldPrimary(tx, id);
  const [row] = await rowsOf<ComparisonRow>(
    tx,
    sql`
    update comparisons set
      name = coalesce(${name}::text, name),
      frozen_at = case ${frozen}::boolean
        when true then coalesce(frozen_at, ${at.toISOString()}::timestamptz)
        when false then null else frozen_at end,
      is_primary = coalesce(${primary}::boolean, is_primary)
    where id = ${id} returning ${columns}`,
  );
  return row === undefined ? null : toComparison(row);
}

/** Takes the place from whichever stands for the measure of a comparison; one at a time does so. */
async function yieldPrimary(tx: Transaction, id: number): Promise<void> {
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(
      'primary comparison ' || organization_id || ' ' || measure, 0)) from comparisons where id = ${id}`);
  await tx.execute(sql`
    update comparisons set is_primary = false
    where is_primary and id <> ${id}
      and measure = (select measure from comparisons where id = ${id})`);
}

/** How a comparison ended. */
export type ComparisonOutcome =
  | {
      readonly status: 'done';
      readonly result: Readonly<Record<string, unknown>>;
      readonly dataVersion: number;
    }
  | { readonly status: 'failed'; readonly failure: string };

/** Ends a comparison that runs; one that was cancelled meanwhile stays so. */
export async function settleComparison(
  tx: Transaction,
  {
    id,
    outcome,
    at,
  }: { readonly id: number; readonly outcome: ComparisonOutcome; readonly at: Date },
): Promise<void> {
  const done = outcome.status === 'done';
  await tx.execute(sql`
    update comparisons set status = ${outcome.status}, finished_at = ${at.toISOString()}::timestamptz,
      progress = case when ${done} then 1 else progress end,
      result = ${done ? JSON.stringify(outcome.result) : null}::jsonb,
      data_version = ${done ? outcome.dataVersion : null}::bigint,
      failure = ${done ? null : outcome.failure}::text
    where id = ${id} and status in ('queued', 'running')`);
}

type ComparisonRow = Omit<StoredComparison, 'createdAt' | 'finishedAt'> & {
  readonly createdAt: number;
  readonly finishedAt: number | null;
};

const columns = sql`
  id, name, measure, method, question, status, progress, result, failure,
  data_version as "dataVersion", (extract(epoch from created_at) * 1000)::float8 as "createdAt",
  (extract(epoch from finished_at) * 1000)::float8 as "finishedAt",
  frozen_at is not null as "isFrozen", is_primary as "isPrimary"`;

function toComparison({ createdAt, finishedAt, ...rest }: ComparisonRow): StoredComparison {
  return {
    ...rest,
    createdAt: new Date(createdAt),
    finishedAt: finishedAt === null ? null : new Date(finishedAt),
  };
}

/**
 * Comparisons asked before an instant that still wait for an answer, oldest first; not those that a
 * worker is at, who was heard of within the last minute.
 */
export async function findUnfinishedComparisons(tx: Transaction, before: Date): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`
    select id from comparisons
    where status in ('queued', 'running') and created_at < ${before.toISOString()}::timestamptz
      and (status = 'queued' or heard_at is null or heard_at < now() - interval '1 minute')
    order by id`,
  );
  return rows.map(({ id }) => id);
}

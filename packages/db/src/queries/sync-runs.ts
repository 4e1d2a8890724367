import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { repairKinds } from '../schema/repairs.ts';

/** What is run now and then beside the webhooks. */
export type RunKind = (typeof repairKinds)[number];

/** What is fetched from GitHub anew each day. */
export type SyncKind = Extract<RunKind, 'directory' | 'seats' | 'usage' | 'deployments'>;

/** One run of what refreshes. */
export type SyncRun = {
  readonly kind: SyncKind;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly checked: number;
  readonly repaired: number;
  /** In one line; null if it went well. */
  readonly failure: string | null;
};

/** Notes the begin of a run, or that the one before goes on if it never ended. @returns its id */
export async function startSyncRun(
  tx: Transaction,
  organizationId: number,
  { kind, at }: { readonly kind: RunKind; readonly at: Date },
): Promise<number> {
  const [open] = await rowsOf<{ id: number }>(
    tx,
    sql`
    update repair_runs set started_at = ${at.toISOString()}::timestamptz
    where id = (
      select id from repair_runs where kind = ${kind} and finished_at is null order by id desc limit 1
    ) returning id`,
  );
  if (open !== undefined) return open.id;
  const [row] = await rowsOf<{ id: number }>(
    tx,
    sql`
    insert into repair_runs (organization_id, kind, started_at)
    values (${organizationId}::bigint, ${kind}, ${at.toISOString()}::timestamptz) returning id`,
  );
  if (row === undefined) throw new Error('a run was not noted');
  return row.id;
}

/** Notes what became of a run. */
export async function finishSyncRun(
  tx: Transaction,
  id: number,
  outcome: {
    readonly at: Date;
    readonly checked: number;
    readonly repaired: number;
    readonly failure: string | null;
  },
): Promise<void> {
  const { at, checked, repaired, failure } = outcome;
  await tx.execute(sql`
    update repair_runs set finished_at = ${at.toISOString()}::timestamptz, checked = ${checked},
      repaired = ${repaired}, failure = ${failure}
    where id = ${id}::bigint`);
}

/** The last run of each kind. */
export async function findLastSyncRuns(tx: Transaction): Promise<SyncRun[]> {
  const rows = await rowsOf<
    Omit<SyncRun, 'startedAt' | 'finishedAt'> & { startedAt: number; finishedAt: number | null }
  >(
    tx,
    sql`
    select distinct on (kind) kind, checked, repaired, failure,
      (extract(epoch from started_at) * 1000)::float8 as "startedAt",
      (extract(epoch from finished_at) * 1000)::float8 as "finishedAt"
    from repair_runs where kind in ('directory', 'seats', 'usage', 'deployments')
    order by kind, started_at desc, id desc`,
  );
  return rows.map((row) => ({
    ...row,
    startedAt: new Date(row.startedAt),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt),
  }));
}

/** Whether a run of a kind has ever gone well. */
export async function hasSucceeded(tx: Transaction, kind: SyncKind): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(
    tx,
    sql`
    select exists (
      select from repair_runs where kind = ${kind} and finished_at is not null and failure is null
    ) as found`,
  );
  return row?.found === true;
}

import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray } from './json-rows.ts';

/** A repository whose history is here, and until when it was compared with GitHub. */
export type ReconcilableRepository = {
  readonly repositoryId: number;
  readonly githubId: number | null;
  /** `owner/name`. */
  readonly fullName: string;
  /** Nothing older was fetched. */
  readonly horizon: Date;
  readonly reconciledUntil: Date;
};

type Instants = 'horizon' | 'reconciledUntil';

/** Repositories in reach whose history was fetched, the one longest not compared first. */
export async function findReconcilable(tx: Transaction): Promise<ReconcilableRepository[]> {
  const rows = await rowsOf<
    Omit<ReconcilableRepository, Instants> & Readonly<Record<Instants, number>>
  >(
    tx,
    sql`
    select b.repository_id as "repositoryId", r.github_id as "githubId", r.full_name as "fullName",
      (extract(epoch from b.horizon) * 1000)::float8 as horizon,
      (extract(epoch from b.reconciled_until) * 1000)::float8 as "reconciledUntil"
    from repository_backfills b
    join repositories r on r.organization_id = b.organization_id and r.id = b.repository_id
    where b.reconciled_until is not null and b.state <> 'unreachable' and not r.removed
    order by b.reconciled_until, b.repository_id`,
  );
  return rows.map(({ horizon, reconciledUntil, ...row }) => ({
    ...row,
    horizon: new Date(horizon),
    reconciledUntil: new Date(reconciledUntil),
  }));
}

/** Notes that every change of a repository up to an instant is here; never moves back. */
export async function moveReconciled(
  tx: Transaction,
  repositoryId: number,
  until: Date,
): Promise<void> {
  await tx.execute(sql`
    update repository_backfills
    set reconciled_until = greatest(reconciled_until, ${until.toISOString()}::timestamptz)
    where repository_id = ${repositoryId}::bigint and reconciled_until is not null`);
}

/** When comparisons are due. */
export type ReconcileRhythm = {
  readonly now: Date;
  /** How old a comparison may be where webhooks come. */
  readonly liveSeconds: number;
  /** How old it may be where no App is installed, so that nothing else brings what is new. */
  readonly deafSeconds: number;
  /** How soon after the begin of one the next may be tried. */
  readonly pauseSeconds: number;
};

/**
 * Whether a repository of the organisation waits to be compared with GitHub: for too long, or since
 * its history was fetched.
 */
export async function isReconcileDue(tx: Transaction, rhythm: ReconcileRhythm): Promise<boolean> {
  const now = sql`${rhythm.now.toISOString()}::timestamptz`;
  const [row] = await rowsOf<{ due: boolean }>(
    tx,
    sql`
    select exists (
      select from repository_backfills b
      join organizations o on o.id = b.organization_id
      join repositories r on r.organization_id = b.organization_id and r.id = b.repository_id
      where b.state = 'done' and b.reconciled_until is not null and not r.removed
        and o.installation_status in ('active', 'none')
        and (b.reconciled_until < b.finished_at or b.reconciled_until < ${now} -
          case when o.installation_status = 'active' then ${seconds(rhythm.liveSeconds)}
            else ${seconds(rhythm.deafSeconds)} end)
    ) and not exists (
      select from repair_runs
      where kind = 'reconcile' and started_at > ${now} - ${seconds(rhythm.pauseSeconds)}
    ) as due`,
  );
  return row?.due === true;
}

function seconds(count: number): SQL {
  return sql`make_interval(secs => ${count}::float8)`;
}

/**
 * What is known of pull requests, as a digest that differs after anything was learnt but another
 * date of a last update, or that what was merged was closed with that, which webhooks do not tell
 * apart; without those that are not known.
 */
export async function findDigests(
  tx: Transaction,
  repositoryId: number,
  numbers: Iterable<number>,
): Promise<ReadonlyMap<number, string>> {
  const rows = await rowsOf<{ number: number; digest: string }>(
    tx,
    sql`
    select p.number, md5(p::text || ' ' || (
      select count(*) from pull_request_events e
      where e.organization_id = p.organization_id and e.pull_request_id = p.id and e.kind not in ('snapshot', 'closed')
    )) as digest
    from pull_requests p
    where p.repository_id = ${repositoryId}::bigint and p.number = any(${bigintArray(numbers)})`,
  );
  return new Map(rows.map(({ number, digest }) => [number, digest]));
}

/** The numbers of a repository's pull requests that are open as far as is known here. */
export async function findOpenNumbers(
  tx: Transaction,
  repositoryId: number,
): Promise<ReadonlySet<number>> {
  const rows = await rowsOf<{ number: number }>(
    tx,
    sql`
    select number from pull_requests
    where repository_id = ${repositoryId}::bigint and folded and state = 'open'`,
  );
  return new Set(rows.map(({ number }) => number));
}

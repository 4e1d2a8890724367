import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** How far the history of a repository is known. */
export type BackfillProgress = {
  readonly repositoryId: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly state: 'waiting' | 'running' | 'done' | 'unreachable';
  readonly horizon: Date;
  readonly reached: Date | null;
  readonly done: number;
  /** As GitHub counts them, those before the horizon among them; null before the first page. */
  readonly total: number | null;
  readonly pages: number;
  readonly points: number;
  readonly failure: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
};

type Dates = 'horizon' | 'reached' | 'startedAt' | 'finishedAt';

/** How far the history of every repository is known that was planned, by name. */
export async function findBackfillProgress(tx: Transaction): Promise<BackfillProgress[]> {
  const rows = await rowsOf<Omit<BackfillProgress, Dates> & Readonly<Record<Dates, number | null>>>(
    tx,
    sql`
    select b.repository_id as "repositoryId", r.full_name as repository, b.state,
      ${millisecondsOf('horizon')} as horizon, ${millisecondsOf('reached')} as reached,
      b.pull_requests_done as done, b.pull_requests_total as total, b.pages, b.points, b.failure,
      ${millisecondsOf('started_at')} as "startedAt", ${millisecondsOf('finished_at')} as "finishedAt"
    from repository_backfills b
    join repositories r on r.organization_id = b.organization_id and r.id = b.repository_id
    order by lower(r.full_name)`,
  );
  return rows.map(({ horizon, reached, startedAt, finishedAt, ...row }) => ({
    ...row,
    horizon: new Date(horizon ?? Number.NaN),
    reached: dateOf(reached),
    startedAt: dateOf(startedAt),
    finishedAt: dateOf(finishedAt),
  }));
}

function millisecondsOf(column: string): SQL {
  return sql`(extract(epoch from b.${sql.identifier(column)}) * 1000)::float8`;
}

function dateOf(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}

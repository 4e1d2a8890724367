import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';

/** How far a history file has been read. */
export type ImportCheckpoint = {
  readonly fingerprint: string;
  readonly status: 'running' | 'done';
  /** Lines that are stored for good, or skipped. */
  readonly linesDone: number;
  /** Lines that were read, blank ones left out. */
  readonly read: number;
  /** Skipped lines by reason. */
  readonly skipped: Readonly<Record<string, number>>;
};

/** How far the file was read before, if it was. */
export async function findImport(
  db: Queryable,
  fingerprint: string,
): Promise<ImportCheckpoint | null> {
  const [row] = await rowsOf<ImportCheckpoint>(
    db,
    sql`
    select fingerprint, status, lines_done as "linesDone", lines_read as read, skipped
    from history_imports where fingerprint = ${fingerprint}`,
  );
  return row ?? null;
}

/** Notes how far a file has been read. */
export async function saveImport(
  db: Queryable,
  { fingerprint, status, linesDone, read, skipped }: ImportCheckpoint,
  now: Date,
): Promise<void> {
  await db.execute(sql`
    insert into history_imports (fingerprint, status, lines_done, lines_read, skipped, updated_at)
    values (${fingerprint}, ${status}, ${linesDone}::int, ${read}::int, ${JSON.stringify(skipped)}::jsonb,
            ${now.toISOString()}::timestamptz)
    on conflict (fingerprint) do update
    set status = excluded.status, lines_done = excluded.lines_done, lines_read = excluded.lines_read,
        skipped = excluded.skipped, updated_at = excluded.updated_at`);
}

import { sql } from 'drizzle-orm';

import { rowsOf, type Database, type Queryable } from '../client.ts';

/** What a database server says of itself. */
export type ServerState = {
  /** Such as `15.18`. */
  readonly version: string;
  /** Such as 15. */
  readonly majorVersion: number;
  /** Its clock. */
  readonly now: Date;
};

/** Asks the server for its version and its clock. */
export async function findServerState(db: Queryable): Promise<ServerState> {
  const [row] = await rowsOf<{ version: string; number: number; now: number }>(
    db,
    sql`
    select current_setting('server_version') as version,
           current_setting('server_version_num')::int as number,
           (extract(epoch from clock_timestamp()) * 1000)::float8 as now`,
  );
  if (row === undefined) throw new Error('the database answered nothing');
  return {
    version: row.version,
    majorVersion: Math.floor(row.number / 10_000),
    now: new Date(row.now),
  };
}

/**
 * Lets the planner count the rows of all tables again. A server does so by itself in the end, an
 * embedded database never; right after much was stored, plans made for empty tables are slow.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  await db.execute(sql`analyze`);
}

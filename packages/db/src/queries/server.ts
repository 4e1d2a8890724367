import { setImmediate } from 'node:timers/promises';

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
 * Lets the planner count the rows of tables that have doubled since it last did. A server does so by
 * itself in the end, an embedded database never; plans made for empty tables are slow. To be called
 * often: where nothing grew it only looks at sizes.
 */
export async function refreshStatistics(db: Database): Promise<void> {
  const outgrown = await rowsOf<{ name: string }>(
    db,
    sql`
    select oid::regclass::text as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
      and pg_relation_size(oid) / current_setting('block_size')::int > 2 * relpages
    order by oid`,
  );
  for (const { name } of outgrown) {
    await db.execute(sql`analyze ${sql.raw(name)}`);
    // An embedded database answers without a turn of the event loop.
    await setImmediate();
  }
}

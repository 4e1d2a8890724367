import type { SQL } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/**
 * A database that Uplift works on: a pool of PostgreSQL connections or the one connection of an
 * embedded PGlite. The code above is the same for both.
 */
export type Database = PgDatabase<PgQueryResultHKT>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** What a query needs: the database, or the transaction it should take part in. */
export type Queryable = Database | Transaction;

/** An open database and the way to close it; the opener owns it. */
export type OpenDatabase = {
  readonly db: Database;
  readonly dialect: 'postgres' | 'pglite';
  readonly close: () => Promise<void>;
};

/**
 * Rows of a hand-written statement. Column values come as the driver gives them: `bigint` as number,
 * timestamps as text (cast or parse them), JSON parsed.
 *
 * @typeParam Row - the caller's word for what the statement selects
 */
export async function rowsOf<Row>(db: Queryable, query: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(query);
  const rows: unknown = Array.isArray(result) ? result : hasRows(result) ? result.rows : [];
  // oxlint-disable-next-line no-unsafe-type-assertion -- the statement beside the call decides the row
  return rows as Row[];
}

function hasRows(result: unknown): result is { readonly rows: unknown } {
  return typeof result === 'object' && result !== null && 'rows' in result;
}

import { setImmediate } from 'node:timers/promises';

import { sql } from 'drizzle-orm';

import { rowsOf, type Database } from '../client.ts';

/** The tables in which one of the words stands, as the owner of the database sees them, by name. */
export async function tablesNaming(db: Database, words: readonly string[]): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
  );
  const naming: string[] = [];
  for (const { name } of tables) {
    const rows = await rowsOf<{ row: string }>(
      db,
      sql`select t::text as row from ${sql.identifier(name)} t`,
    );
    if (rows.some(({ row }) => words.some((word) => row.includes(word)))) naming.push(name);
    await setImmediate();
  }
  return naming;
}

import { setImmediate } from 'node:timers/promises';

import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';

/**
 * The tables in which one of the words stands, by name; as the owner of the database sees them, or
 * as one organisation does.
 */
export async function tablesNaming(db: Queryable, words: readonly string[]): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname`,
  );
  const naming: string[] = [];
  for (const { name } of tables) {
    const [first] = await rowsOf<object>(
      db,
      sql`
      select 1 from (select t::text as row from ${sql.identifier(name)} t offset 0) told
      where exists (select 1 from jsonb_array_elements_text(${JSON.stringify(words)}::jsonb) word
                    where strpos(told.row, word) > 0)
      limit 1`,
    );
    if (first !== undefined) naming.push(name);
    await setImmediate();
  }
  return naming;
}

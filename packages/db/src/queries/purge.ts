import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/**
 * Removes everything that is known of an organisation, except that it was there. The tables are those
 * that the database keeps apart by organisation, whichever they are.
 *
 * @param tx - within the organisation, holding its lock
 */
export async function purgeOrganization(tx: Transaction, organizationId: number): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    tx,
    sql`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and c.relkind in ('r', 'p')
      and not c.relispartition
    order by c.relname`,
  );
  for (const { name } of tables) {
    await tx.execute(sql`
      delete from ${sql.identifier(name)} where organization_id = ${organizationId}::bigint`);
  }
}

/** Whether anything is known of the people and repositories of an organisation. */
export async function hasData(tx: Transaction): Promise<boolean> {
  const [row] = await rowsOf<{ found: boolean }>(
    tx,
    sql`select exists (select from people) or exists (select from repositories) as found`,
  );
  return row?.found === true;
}

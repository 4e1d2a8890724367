import { sql } from 'drizzle-orm';

import type { Queryable, Transaction } from './client.ts';

/**
 * Runs work on the data of one organisation, in a transaction (a savepoint, where `db` is one
 * already). The database itself hides and refuses the rows of every other organisation: a user that
 * could bypass its policies takes a role that cannot, and everybody else is bound by them anyway.
 *
 * Outside of it no row of an organisation can be seen or written.
 */
export async function withOrganization<Result>(
  db: Queryable,
  organizationId: number,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      select set_config('uplift.organization_id', ${String(organizationId)}, true),
             set_config('role',
               case when rolsuper or rolbypassrls then 'uplift_tenant' else 'none' end, true)
      from pg_roles where rolname = session_user`);
    const result = await work(tx);
    await tx.execute(
      sql`select set_config('role', 'none', true), set_config('uplift.organization_id', '', true)`,
    );
    return result;
  });
}

import { is, sql } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';

import type { Queryable, Transaction } from './client.ts';

/** Transactions that are inside an organisation, and which. */
const insides = new WeakMap<Queryable, number>();

/**
 * Runs work on the data of one organisation, in a transaction (a savepoint, where `db` is one
 * already; as a part of it, where that is inside the organisation already). The database itself
 * hides and refuses the rows of every other organisation: a user that could bypass its policies takes
 * a role that cannot, and everybody else is bound by them anyway.
 *
 * Outside of it no row of an organisation can be seen or written.
 *
 * @throws {Error} if `db` is inside another organisation
 */
export async function withOrganization<Result>(
  db: Queryable,
  organizationId: number,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  if (isInside(db, organizationId)) return work(db);
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      select set_config('uplift.organization_id', ${String(organizationId)}, true),
             set_config('role',
               case when rolsuper or rolbypassrls then 'uplift_tenant' else 'none' end, true)
      from pg_roles where rolname = session_user`);
    insides.set(tx, organizationId);
    const result = await work(tx);
    insides.delete(tx);
    // With the end of a transaction of its own both are gone anyway.
    if (is(db, PgTransaction)) {
      await tx.execute(
        sql`select set_config('role', 'none', true), set_config('uplift.organization_id', '', true)`,
      );
    }
    return result;
  });
}

function isInside(db: Queryable, organizationId: number): db is Transaction {
  const inside = insides.get(db);
  if (inside === undefined) return false;
  if (inside === organizationId) return true;
  throw new Error(`inside organisation ${inside}, none of ${organizationId} can be entered`);
}

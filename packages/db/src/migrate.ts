import { fileURLToPath } from 'node:url';

import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';

import { rowsOf, type Database, type Queryable } from './client.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Any number does, as long as every version of the program takes the same. */
const MIGRATION_LOCK = 7_215_304_118;

/** The database cannot keep organisations apart. */
export class TenantIsolationError extends Error {
  override readonly name = 'TenantIsolationError';
}

/**
 * Applies every migration that has not been applied yet, under a lock: any number of processes may
 * start at once, one migrates and the others find nothing left to do.
 *
 * @throws {TenantIsolationError} if the user of the database bypasses row-level security and cannot
 *   take the role that does not
 */
export async function migrateDatabase(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await applyMigrations(tx);
  });
  await db.execute(
    sql`select uplift_ensure_delivery_partition(now()), uplift_ensure_delivery_partition(now() + interval '1 month')`,
  );
  await requireTenantIsolation(db);
}

/** The newest migration that the database holds, as the time of its making in ms; 0 for none. */
export async function findMigrationVersion(db: Queryable): Promise<number> {
  const [known] = await rowsOf<{ exists: boolean }>(
    db,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as exists`,
  );
  if (known?.exists !== true) return 0;
  const [latest] = await rowsOf<{ version: number }>(
    db,
    sql`select coalesce(max(created_at), 0)::bigint as version from drizzle.__drizzle_migrations`,
  );
  return latest?.version ?? 0;
}

/**
 * The steps of drizzle's own migrator, in the caller's transaction: it insists on opening one of its
 * own, which would let go of the lock.
 */
async function applyMigrations(tx: Queryable): Promise<void> {
  await tx.execute(sql`create schema if not exists drizzle`);
  await tx.execute(sql`
    create table if not exists drizzle.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint)`);
  const applied = await findMigrationVersion(tx);

  for (const migration of readMigrationFiles({ migrationsFolder })) {
    if (migration.folderMillis <= applied) continue;
    for (const statement of migration.sql) await tx.execute(sql.raw(statement));
    await tx.execute(sql`
      insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${migration.hash}, ${migration.folderMillis})`);
  }
}

/** What a database user may do to the policies that keep organisations apart. */
export type DatabaseUser = {
  readonly isSuperuser: boolean;
  readonly bypassesPolicies: boolean;
  /** Whether the role `uplift_tenant` exists on the server. */
  readonly tenantRoleExists: boolean;
  readonly isTenantMember: boolean;
};

/**
 * Whether organisations stay apart for a user: one that is bound by the policies, or can take the
 * role that is.
 */
export function keepsTenantsApart(user: DatabaseUser): boolean {
  if (user.isSuperuser) return user.tenantRoleExists;
  return !user.bypassesPolicies || (user.tenantRoleExists && user.isTenantMember);
}

async function requireTenantIsolation(db: Queryable): Promise<void> {
  const [user] = await rowsOf<DatabaseUser & { readonly name: string }>(
    db,
    sql`
    select u.rolname as name, u.rolsuper as "isSuperuser", u.rolbypassrls as "bypassesPolicies",
           t.oid is not null as "tenantRoleExists",
           coalesce(pg_has_role(u.oid, t.oid, 'MEMBER'), false) as "isTenantMember"
    from pg_roles u left join pg_roles t on t.rolname = 'uplift_tenant'
    where u.rolname = session_user`,
  );
  if (user !== undefined && keepsTenantsApart(user)) return;
  const name = user?.name ?? 'USER';
  throw new TenantIsolationError(
    `database user ${name} bypasses row-level security and is no member of the role uplift_tenant: as a superuser run "create role uplift_tenant nologin; grant uplift_tenant to ${name}", or use a user without BYPASSRLS`,
  );
}

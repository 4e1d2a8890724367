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

async function requireTenantIsolation(db: Queryable): Promise<void> {
  const [user] = await rowsOf<{ name: string; safe: boolean }>(
    db,
    sql`select rolname as name,
               case when rolsuper then exists (select from pg_roles where rolname = 'uplift_tenant')
                    when rolbypassrls then coalesce((select pg_has_role(session_user, oid, 'MEMBER') from pg_roles where rolname = 'uplift_tenant'), false)
                    else true end as safe
        from pg_roles where rolname = session_user`,
  );
  if (user?.safe === true) return;
  throw new TenantIsolationError(
    `database user ${user?.name ?? 'unknown'} bypasses row-level security and is no member of the role uplift_tenant: as a superuser run "create role uplift_tenant nologin; grant uplift_tenant to ${user?.name ?? 'USER'}", or use a user without BYPASSRLS`,
  );
}

import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';

/** A setting that the processes of one installation share; null if it was never saved. */
export async function findSetting(db: Queryable, name: string): Promise<string | null> {
  const [row] = await rowsOf<{ value: string }>(
    db,
    sql`select value from settings where name = ${name}`,
  );
  return row?.value ?? null;
}

/** Saves a setting in the place of what it was. */
export async function saveSetting(
  db: Queryable,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  await db.execute(sql`
    insert into settings (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`);
}

/** A task that one process at a time is at, and until when it is. */
export type Lease = { readonly name: string; readonly until: Date };

/**
 * Takes a task that nobody is at, or makes one's own last longer; whoever is at it and dies has it
 * until its instant.
 *
 * @param lease.mine - the lease that is held already, to be renewed; null for none
 * @returns whether it is held until `until` now
 */
export async function takeLease(
  db: Queryable,
  { name, until, mine, now }: Lease & { readonly mine: Lease | null; readonly now: Date },
): Promise<boolean> {
  const own = mine?.until.toISOString() ?? null;
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`
    insert into settings (name, value) values (${name}, ${until.toISOString()})
    on conflict (name) do update set value = excluded.value
    where settings.value <= ${now.toISOString()} or settings.value = ${own}::text
    returning name`,
  );
  return rows.length > 0;
}

/** Lets others at a task, unless they are already. */
export async function endLease(db: Queryable, { name, until }: Lease): Promise<void> {
  await db.execute(
    sql`delete from settings where name = ${name} and value = ${until.toISOString()}`,
  );
}

/** The setting, or this value if it was never saved: of any number that try, the first one decides. */
export async function ensureSetting(
  db: Queryable,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<string> {
  await db.execute(sql`
    insert into settings (name, value) values (${name}, ${value}) on conflict (name) do nothing`);
  return (await findSetting(db, name)) ?? value;
}

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

/** The setting, or this value if it was never saved: of any number that try, the first one decides. */
export async function ensureSetting(
  db: Queryable,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<string> {
  await db.execute(sql`
    insert into settings (name, value) values (${name}, ${value}) on conflict (name) do nothing`);
  return (await findSetting(db, name)) ?? value;
}

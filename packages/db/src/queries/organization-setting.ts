import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/** What administrators of the organisation set by a name; null while nobody has. */
export async function findOrganizationSetting<Value>(
  tx: Transaction,
  name: string,
): Promise<Value | null> {
  const [row] = await rowsOf<{ value: Value }>(
    tx,
    sql`select value from organization_settings where name = ${name}`,
  );
  return row?.value ?? null;
}

/** Sets a value by its name, or (null) forgets it. */
export async function saveOrganizationSetting(
  tx: Transaction,
  organizationId: number,
  { name, value }: { readonly name: string; readonly value: unknown },
): Promise<void> {
  if (value === null) {
    await tx.execute(sql`delete from organization_settings where name = ${name}`);
    return;
  }
  await tx.execute(sql`
    insert into organization_settings (organization_id, name, value)
    values (${organizationId}::bigint, ${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (organization_id, name) do update set value = excluded.value`);
}

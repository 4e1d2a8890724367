import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

const PRODUCTION_ENVIRONMENTS = 'production_environments';

/** Names of environments that count as production unless an administrator says others, as patterns. */
export const usualProductionEnvironments = ['(^|[^a-z])(prod|production|live)([^a-z]|$)'] as const;

/** Patterns (regular expressions, any case) of the environments that count as production. */
export async function findProductionEnvironments(tx: Transaction): Promise<readonly string[]> {
  const [row] = await rowsOf<{ value: readonly string[] }>(
    tx,
    sql`select value from organization_settings where name = ${PRODUCTION_ENVIRONMENTS}`,
  );
  return row?.value ?? usualProductionEnvironments;
}

/** Sets the patterns of production environments, or (null) leaves them as usual. */
export async function saveProductionEnvironments(
  tx: Transaction,
  organizationId: number,
  patterns: readonly string[] | null,
): Promise<void> {
  if (patterns === null) {
    await tx.execute(sql`
      delete from organization_settings where name = ${PRODUCTION_ENVIRONMENTS}`);
    return;
  }
  await tx.execute(sql`
    insert into organization_settings (organization_id, name, value)
    values (${organizationId}::bigint, ${PRODUCTION_ENVIRONMENTS}, ${JSON.stringify(patterns)}::jsonb)
    on conflict (organization_id, name) do update set value = excluded.value`);
}

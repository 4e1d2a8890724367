import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

/**
 * What `findPopulation` answers by, inside `withOrganization`: while this stays the same, so does every
 * answer. Unlike any of another organisation or database.
 */
export async function findPopulationVersion(tx: Transaction): Promise<string> {
  const [row] = await rowsOf<{ version: string }>(
    tx,
    sql`
    select population_version::text as version from organizations
    where id = nullif(current_setting('uplift.organization_id', true), '')::bigint`,
  );
  if (row === undefined)
    throw new Error('people of a view are asked for outside of an organisation');
  return row.version;
}

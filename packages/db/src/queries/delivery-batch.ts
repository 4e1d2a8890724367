import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';
import type { NewDelivery } from './deliveries.ts';

/**
 * Writes several deliveries down in one statement, each once by its GUID: when it returns, all of
 * them are safe.
 *
 * @param deliveries - with different GUIDs
 * @returns the GUIDs that were not known before
 */
export async function recordDeliveryBatch(
  db: Queryable,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlySet<string>> {
  const given = sql.join(
    deliveries.map(
      ({ guid, event, body, receivedAt }) =>
        sql`(${guid}::text, ${receivedAt.toISOString()}::timestamptz, ${event}::text, ${body}::bytea)`,
    ),
    sql`, `,
  );
  const recorded = await rowsOf<{ guid: string }>(
    db,
    sql`
    with given (guid, received_at, event, body) as (values ${given}), fresh as (
      -- In one order in every statement, so that two of them cannot wait for each other.
      insert into delivery_guids (guid, received_at) select guid, received_at from given order by guid
      on conflict (guid) do nothing returning guid
    )
    insert into deliveries (guid, received_at, event, body)
    select guid, received_at, event, body from given join fresh using (guid) returning guid`,
  );
  return new Set(recorded.map(({ guid }) => guid));
}

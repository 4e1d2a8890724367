import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';
import type { NewDelivery } from './deliveries.ts';
import { jsonRows } from './json-rows.ts';

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
  const rows = deliveries.map(({ body, ...rest }) => ({
    ...rest,
    body: Buffer.from(body).toString('base64'),
  }));
  const recorded = await rowsOf<{ guid: string }>(
    db,
    sql`
    with given as (
      select guid, "receivedAt", event, decode(body, 'base64') as body
      from jsonb_to_recordset(${jsonRows(rows)})
        as g(guid text, "receivedAt" timestamptz, event text, body text)
    ), fresh as (
      -- In one order in every statement, so that two of them cannot wait for each other.
      insert into delivery_guids (guid, received_at) select guid, "receivedAt" from given order by guid
      on conflict (guid) do nothing returning guid
    )
    insert into deliveries (guid, received_at, event, body)
    select guid, "receivedAt", event, body from given join fresh using (guid) returning guid`,
  );
  return new Set(recorded.map(({ guid }) => guid));
}

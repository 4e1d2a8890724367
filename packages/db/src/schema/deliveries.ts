import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { bytes, instant, key } from './columns.ts';

/**
 * The GUIDs of all deliveries ever recorded. Apart from the inbox, since a unique key of a
 * partitioned table would have to hold the partition's column.
 */
export const deliveryGuids = pgTable('delivery_guids', {
  guid: text('guid').primaryKey(),
  receivedAt: instant('received_at').notNull(),
});

export const deliveryStates = ['pending', 'processed', 'ignored', 'failed'] as const;

/**
 * The inbox: every webhook delivery, byte for byte (gzip), written before it is acknowledged.
 * Partitioned by month of arrival, so that retention drops whole months. The organisation is not
 * known before the payload is parsed, so this table has no tenant; whom a delivery was about is
 * noted once it is.
 */
export const deliveries = pgTable(
  'deliveries',
  {
    guid: text('guid').notNull(),
    receivedAt: instant('received_at').notNull(),
    event: text('event').notNull(),
    body: bytes('body').notNull(),
    state: text('state', { enum: deliveryStates }).notNull().default('pending'),
    /** How often working it failed for a reason that may pass. */
    attempts: integer('attempts').notNull().default(0),
    /** Not before this instant again, after such a failure. */
    notBefore: instant('not_before'),
    /** Why it was ignored or failed; never a part of the payload. */
    reason: text('reason'),
    settledAt: instant('settled_at'),
    /** The organisation that it told of; null before it was worked, and of what tells nothing. */
    aboutOrganizationId: key('about_organization_id'),
  },
  (table) => [
    primaryKey({ columns: [table.receivedAt, table.guid] }),
    // Workers and the sweeper read only what is pending, so the index holds only that.
    index('deliveries_pending_idx')
      .on(table.receivedAt)
      .where(sql`${table.state} = 'pending'`),
    index('deliveries_failed_idx')
      .on(table.receivedAt)
      .where(sql`${table.state} = 'failed'`),
    // How deliveries come to one organisation is read from the latest back, a minute at a step.
    index('deliveries_about_idx').on(table.aboutOrganizationId, table.receivedAt),
    check(
      'deliveries_state_check',
      sql`${table.state} in ('pending', 'processed', 'ignored', 'failed')`,
    ),
    check(
      'deliveries_settled_check',
      sql`(${table.state} = 'pending') = (${table.settledAt} is null)`,
    ),
  ],
);

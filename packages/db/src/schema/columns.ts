import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant, UTC, to the millisecond. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A surrogate or foreign key, or an id of GitHub's (all below 2^53). */
export const key = (name: string) => bigint(name, { mode: 'number' });

/** Raw bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});

/** The tenant: the leading column of every key of an organisation's data. */
export const organizationId = () => key('organization_id').notNull();

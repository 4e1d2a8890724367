import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { organizationId } from './columns.ts';

/** What an organisation's administrators have set, each under a name; what is missing is as usual. */
export const organizationSettings = pgTable(
  'organization_settings',
  {
    organizationId: organizationId(),
    name: text('name').notNull(),
    value: jsonb('value').$type<unknown>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.name] })],
);

import { date, index, pgTable, primaryKey } from 'drizzle-orm/pg-core';

import { key, organizationId } from './columns.ts';

/** A day on which a person opened, merged, reviewed or committed something in a repository. */
export const activityDays = pgTable(
  'activity_days',
  {
    organizationId: organizationId(),
    day: date('day', { mode: 'string' }).notNull(),
    personId: key('person_id').notNull(),
    repositoryId: key('repository_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.day, table.personId, table.repositoryId] }),
    index('activity_days_person_idx').on(table.organizationId, table.personId, table.day),
  ],
);

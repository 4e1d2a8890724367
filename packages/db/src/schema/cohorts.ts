import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

/** A named group of people, chosen by rules once; the rules are kept to be shown. */
export const cohorts = pgTable(
  'cohorts',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    /** The rules as they were applied, with every default resolved. */
    rules: jsonb('rules').$type<Readonly<Record<string, unknown>>>().notNull(),
    createdAt: instant('created_at').notNull(),
    /** Since when its people stand. */
    frozenAt: instant('frozen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('cohorts_name_key').on(table.organizationId, sql`lower(${table.name})`),
  ],
);

/** A person of a cohort. Written once, with the cohort; never shown. */
export const cohortMembers = pgTable(
  'cohort_members',
  {
    organizationId: organizationId(),
    cohortId: key('cohort_id').notNull(),
    personId: key('person_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.cohortId, table.personId] }),
    index('cohort_members_person_idx').on(table.organizationId, table.personId),
  ],
);

import { sql } from 'drizzle-orm';
import { check, date, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { key, organizationId } from './columns.ts';

/** An administrator's word that a person started with a tool on a day. */
export const adoptionImports = pgTable(
  'adoption_imports',
  {
    organizationId: organizationId(),
    personId: key('person_id').notNull(),
    tool: text('tool').notNull(),
    on: date('on_day', { mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.personId, table.tool, table.on] }),
  ],
);

export const adoptionSources = ['seat', 'usage', 'import', 'disclosed'] as const;

/** When a person started with a tool, by one source; derived, replaced whole. */
export const adoptions = pgTable(
  'adoptions',
  {
    organizationId: organizationId(),
    personId: key('person_id').notNull(),
    tool: text('tool').notNull(),
    source: text('source', { enum: adoptionSources }).notNull(),
    status: text('status', { enum: ['known', 'unknown'] }).notNull(),
    startedOn: date('started_on', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.personId, table.tool, table.source] }),
    check(
      'adoptions_status_check',
      sql`(${table.status} = 'known') = (${table.startedOn} is not null)`,
    ),
    check(
      'adoptions_source_check',
      sql`${table.source} in ('seat', 'usage', 'import', 'disclosed')`,
    ),
  ],
);

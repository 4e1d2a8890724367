import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';

import { instant } from './columns.ts';

/** How far a history file has been read, so that an interrupted import goes on from there. */
export const historyImports = pgTable(
  'history_imports',
  {
    /** SHA-256 of the file's size and of its first and last mebibyte. */
    fingerprint: text('fingerprint').primaryKey(),
    status: text('status', { enum: ['running', 'done'] }).notNull(),
    linesDone: integer('lines_done').notNull(),
    read: integer('lines_read').notNull(),
    skipped: jsonb('skipped').$type<Readonly<Record<string, number>>>().notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [check('history_imports_status_check', sql`${table.status} in ('running', 'done')`)],
);

/** A setting that the processes of one installation share. */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

export const comparisonStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

/** A saved question and its answer, with the version of the data and of the method. */
export const comparisons = pgTable(
  'comparisons',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    measure: text('measure').notNull(),
    /** Which estimator answers: a later method is another value here, not another table. */
    method: text('method').notNull(),
    /** Population, treatment, window and seed, as the request stated them. */
    question: jsonb('question').$type<Readonly<Record<string, unknown>>>().notNull(),
    status: text('status', { enum: comparisonStatuses }).notNull().default('queued'),
    progress: doublePrecision('progress').notNull().default(0),
    result: jsonb('result').$type<Readonly<Record<string, unknown>>>(),
    /** Why it failed, in one line for the person who asked. */
    failure: text('failure'),
    dataVersion: key('data_version'),
    createdAt: instant('created_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
    /** When a worker at it was last heard of. */
    heardAt: instant('heard_at'),
    /** Since when the answer is kept as it is; null: it is not. */
    frozenAt: instant('frozen_at'),
    /** Whether it stands for its measure. */
    isPrimary: boolean('is_primary').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('comparisons_created_idx').on(table.organizationId, table.createdAt),
    uniqueIndex('comparisons_primary_key')
      .on(table.organizationId, table.measure)
      .where(sql`${table.isPrimary}`),
    check('comparisons_frozen_check', sql`${table.frozenAt} is null or ${table.status} = 'done'`),
    check(
      'comparisons_status_check',
      sql`${table.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`,
    ),
    check(
      'comparisons_result_check',
      sql`(${table.status} = 'done') = (${table.result} is not null)`,
    ),
  ],
);

import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

export const repairKinds = [
  'reconcile',
  'open_pull_requests',
  'directory',
  'seats',
  'usage',
  'deployments',
] as const;

/** One run of what mends or refreshes: what it looked at, what it found missing and put right. */
export const repairRuns = pgTable(
  'repair_runs',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: repairKinds }).notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    checked: integer('checked').notNull().default(0),
    repaired: integer('repaired').notNull().default(0),
    failure: text('failure'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('repair_runs_kind_idx').on(table.organizationId, table.kind, table.startedAt),
    check(
      'repair_runs_kind_check',
      sql`${table.kind} in ('reconcile', 'open_pull_requests', 'directory', 'seats', 'usage', 'deployments')`,
    ),
  ],
);

/** One look through the App's log of deliveries, which knows no organisations. */
export const deliveryLogRuns = pgTable(
  'delivery_log_runs',
  {
    id: key('id').primaryKey().generatedAlwaysAsIdentity(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** Deliveries back to this instant were looked at. */
    reached: instant('reached'),
    checked: integer('checked').notNull().default(0),
    /** Taken from the log, or sent again. */
    repaired: integer('repaired').notNull().default(0),
    /** Neither here nor to be had any more. */
    lost: integer('lost').notNull().default(0),
    failure: text('failure'),
  },
  (table) => [index('delivery_log_runs_started_idx').on(table.startedAt)],
);

/** How much of a repository's day is known to be there, and why not all of it. */
export const completenessDays = pgTable(
  'completeness_days',
  {
    organizationId: organizationId(),
    repositoryId: key('repository_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** Pull requests that GitHub had changed that day, as last looked. */
    expected: integer('expected').notNull(),
    /** Of those, the ones that were here as they are there. */
    present: integer('present').notNull(),
    /** Why some are missing, or by what they are known to be there. */
    reason: text('reason').notNull(),
    checkedAt: instant('checked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.repositoryId, table.day] }),
    index('completeness_days_day_idx').on(table.organizationId, table.day),
  ],
);

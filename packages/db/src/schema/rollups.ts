import { grains, type Measurement } from '@uplift/metrics';
import { sql } from 'drizzle-orm';
import { check, date, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

/**
 * Every measure of one scope and one bucket, computed from facts and replaced whole. Scopes: `all`,
 * `team:ID`, `repository:ID`, `authorship:GRADE`.
 */
export const rollups = pgTable(
  'rollups',
  {
    organizationId: organizationId(),
    scope: text('scope').notNull(),
    grain: text('grain', { enum: grains }).notNull(),
    /** First day of the bucket. */
    bucket: date('bucket', { mode: 'string' }).notNull(),
    measures: jsonb('measures').$type<Readonly<Record<string, Measurement>>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.scope, table.grain, table.bucket] }),
    // A recompute replaces all scopes of a bucket.
    index('rollups_bucket_idx').on(table.organizationId, table.grain, table.bucket),
    check('rollups_grain_check', sql`${table.grain} in ('day', 'week', 'month')`),
  ],
);

/** A note that facts of a day changed, so that the buckets over it are stale. Only ever added and removed. */
export const staleDays = pgTable(
  'stale_days',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    day: date('day', { mode: 'string' }).notNull(),
    markedAt: instant('marked_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

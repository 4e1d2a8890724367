import { doublePrecision, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { key, organizationId } from './columns.ts';

/**
 * Seconds of a merged pull request in each stage by the clock of working hours. Derived, and only
 * there where the organisation has a calendar; by an earlier one until it is measured again.
 */
export const pullRequestWorkingTimes = pgTable(
  'pull_request_working_times',
  {
    organizationId: organizationId(),
    pullRequestId: key('pull_request_id').notNull(),
    /** The key of the calendar that it was measured by. */
    calendar: text('calendar').notNull(),
    codingSeconds: doublePrecision('coding_seconds').notNull(),
    pickupSeconds: doublePrecision('pickup_seconds').notNull(),
    reviewSeconds: doublePrecision('review_seconds').notNull(),
    mergeSeconds: doublePrecision('merge_seconds').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.pullRequestId] })],
);

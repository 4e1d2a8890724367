import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

export const backfillStates = ['waiting', 'running', 'done', 'unreachable'] as const;

/**
 * How far the history of a repository was fetched, newest first. The cursor moves in the transaction
 * that stores its page, so that a crash neither loses a page nor fetches more than one again.
 */
export const repositoryBackfills = pgTable(
  'repository_backfills',
  {
    organizationId: organizationId(),
    repositoryId: key('repository_id').notNull(),
    state: text('state', { enum: backfillStates }).notNull().default('waiting'),
    /** Pull requests opened before this are not fetched. */
    horizon: instant('horizon').notNull(),
    /** When somebody last pushed to it: those in use come first. */
    pushedAt: instant('pushed_at'),
    /** GitHub's cursor of the last page that was stored; null before the first. */
    cursor: text('cursor'),
    /** Pull requests a page; halved where GitHub gives up on a page. */
    pageSize: integer('page_size').notNull(),
    /** Opening of the oldest pull request stored. */
    reached: instant('reached'),
    pullRequestsDone: integer('pull_requests_done').notNull().default(0),
    /** As GitHub counts them, those before the horizon among them; null before the first page. */
    pullRequestsTotal: integer('pull_requests_total'),
    pages: integer('pages').notNull().default(0),
    points: integer('points').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    /** Not before this again, after a failure. */
    notBefore: instant('not_before'),
    /** Why the last attempt failed, in one line. */
    failure: text('failure'),
    /** Who works on it has it until then. */
    leasedUntil: instant('leased_until'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Every change on GitHub up to then is known: where the next reconciliation stops. */
    reconciledUntil: instant('reconciled_until'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.repositoryId] }),
    index('repository_backfills_open_idx')
      .on(table.organizationId, table.repositoryId)
      .where(sql`${table.state} in ('waiting', 'running')`),
    check(
      'repository_backfills_state_check',
      sql`${table.state} in ('waiting', 'running', 'done', 'unreachable')`,
    ),
  ],
);

export const fetchParts = ['commits', 'reviews', 'timeline', 'whole'] as const;

/** What is still to be fetched of single pull requests: commits that a webhook lacks, further pages. */
export const pullRequestFetches = pgTable(
  'pull_request_fetches',
  {
    organizationId: organizationId(),
    repositoryId: key('repository_id').notNull(),
    number: integer('number').notNull(),
    part: text('part', { enum: fetchParts }).notNull(),
    /** Where to go on; null: from the start. */
    cursor: text('cursor'),
    /** Asked for again while it was fetched: a row is deleted only if this has not changed. */
    asked: integer('asked').notNull().default(1),
    attempts: integer('attempts').notNull().default(0),
    notBefore: instant('not_before').notNull(),
    failure: text('failure'),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.repositoryId, table.number, table.part],
    }),
    index('pull_request_fetches_due_idx').on(table.organizationId, table.notBefore),
    check(
      'pull_request_fetches_part_check',
      sql`${table.part} in ('commits', 'reviews', 'timeline', 'whole')`,
    ),
  ],
);

/**
 * What GitHub last said is left of a limit, shared by all workers of an installation, less what they
 * have taken since.
 */
export const rateBudgets = pgTable(
  'rate_budgets',
  {
    installationId: key('installation_id').notNull(),
    resource: text('resource', { enum: ['core', 'graphql'] }).notNull(),
    limit: integer('limit').notNull(),
    remaining: integer('remaining').notNull(),
    resetAt: instant('reset_at').notNull(),
    /** After a secondary limit: nothing before this. */
    blockedUntil: instant('blocked_until'),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.resource] })],
);

import {
  accountKinds,
  authorships,
  type AuthorshipEvidence,
  type Flag,
  type TimelineEventKind,
} from '@uplift/metrics';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

export type StoredSegment = {
  readonly stage: string;
  readonly from: string;
  readonly to: string | null;
};

/**
 * A pull request: its natural key, and the facts last folded from its events. Everything after
 * `folded` is derived and can be folded again.
 */
export const pullRequests = pgTable(
  'pull_requests',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    repositoryId: key('repository_id').notNull(),
    number: integer('number').notNull(),
    /** False until an event has told when it was opened; such a row is not listed. */
    folded: boolean('folded').notNull().default(false),
    state: text('state', { enum: ['open', 'merged', 'closed'] }),
    title: text('title'),
    draft: boolean('draft'),
    authorId: key('author_id'),
    authorKind: text('author_kind', { enum: accountKinds }),
    responsibleId: key('responsible_id'),
    authorship: text('authorship', { enum: authorships }),
    authorshipEvidence: jsonb('authorship_evidence').$type<readonly AuthorshipEvidence[]>(),
    firstCommitAt: instant('first_commit_at'),
    openedAt: instant('opened_at'),
    readyAt: instant('ready_at'),
    firstReviewAt: instant('first_review_at'),
    firstAiReviewAt: instant('first_ai_review_at'),
    firstResponseAt: instant('first_response_at'),
    approvedAt: instant('approved_at'),
    mergedAt: instant('merged_at'),
    closedAt: instant('closed_at'),
    mergedById: key('merged_by_id'),
    additions: integer('additions'),
    deletions: integer('deletions'),
    changedFiles: integer('changed_files'),
    commits: integer('commits'),
    headRef: text('head_ref'),
    baseRef: text('base_ref'),
    labels: jsonb('labels').$type<readonly string[]>(),
    revertsNumber: integer('reverts_number'),
    reviewCycles: integer('review_cycles'),
    /** Seconds in each stage; null while the pull request is open (see `segments`). */
    codingSeconds: doublePrecision('coding_seconds'),
    pickupSeconds: doublePrecision('pickup_seconds'),
    reviewSeconds: doublePrecision('review_seconds'),
    mergeSeconds: doublePrecision('merge_seconds'),
    segments: jsonb('segments').$type<readonly StoredSegment[]>(),
    flags: jsonb('flags').$type<readonly Flag[]>(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('pull_requests_number_key').on(
      table.organizationId,
      table.repositoryId,
      table.number,
    ),
    // The list and the measures read by one of three dates.
    index('pull_requests_opened_idx').on(table.organizationId, table.openedAt, table.id),
    index('pull_requests_merged_idx')
      .on(table.organizationId, table.mergedAt, table.id)
      .where(sql`${table.mergedAt} is not null`),
    index('pull_requests_closed_idx')
      .on(table.organizationId, table.closedAt, table.id)
      .where(sql`${table.closedAt} is not null`),
    // Of few open ones, those of a stage or the oldest.
    index('pull_requests_open_idx')
      .on(table.organizationId, table.openedAt, table.id)
      .where(sql`${table.state} = 'open'`),
    // Whether a person had any part in a window.
    index('pull_requests_responsible_idx').on(table.organizationId, table.responsibleId),
    // A revert finds what it reverted, and the other way round.
    index('pull_requests_reverts_idx')
      .on(table.organizationId, table.repositoryId, table.revertsNumber)
      .where(sql`${table.revertsNumber} is not null`),
    check('pull_requests_number_check', sql`${table.number} > 0`),
    check('pull_requests_state_check', sql`${table.state} in ('open', 'merged', 'closed')`),
    check(
      'pull_requests_authorship_check',
      sql`${table.authorship} in ('agent', 'assisted', 'unmarked', 'bot')`,
    ),
    check(
      'pull_requests_folded_check',
      sql`not ${table.folded} or (${table.openedAt} is not null and ${table.state} is not null)`,
    ),
  ],
);

/**
 * One event of a pull request's timeline, kept once by its natural key. The set of them is the
 * truth; accounts in `data` are ids of `people`.
 */
export const pullRequestEvents = pgTable(
  'pull_request_events',
  {
    organizationId: organizationId(),
    pullRequestId: key('pull_request_id').notNull(),
    eventKey: text('event_key').notNull(),
    kind: text('kind').$type<TimelineEventKind>().notNull(),
    at: instant('at').notNull(),
    actorId: key('actor_id'),
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pullRequestId, table.eventKey] }),
    // Review load reads reviews by their own date.
    index('pull_request_events_reviews_idx')
      .on(table.organizationId, table.at)
      .where(sql`${table.kind} = 'review'`),
    // Disclosed use is dated by the few commits that bear a mark.
    index('pull_request_events_marked_commits_idx')
      .on(table.organizationId, table.actorId)
      .where(sql`${table.kind} = 'commit' and ${table.data} -> 'marks' <> '[]'::jsonb`),
  ],
);

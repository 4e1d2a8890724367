import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

export const copilotReportKinds = ['users', 'organization', 'user_teams'] as const;
export const copilotReportStates = ['absent', 'fetched', 'refused', 'failed'] as const;

/** What became of one Copilot report of one day. */
export const copilotReports = pgTable(
  'copilot_reports',
  {
    organizationId: organizationId(),
    kind: text('kind', { enum: copilotReportKinds }).notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    state: text('state', { enum: copilotReportStates }).notNull(),
    /** Figures no longer change: it is four days old and was fetched since. */
    isFinal: boolean('is_final').notNull().default(false),
    rows: integer('rows').notNull().default(0),
    /** Lines that could not be read; counted, never fatal. */
    unreadable: integer('unreadable').notNull().default(0),
    /** Why it is not there, in GitHub's words or ours. */
    reason: text('reason'),
    fetchedAt: instant('fetched_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.kind, table.day] }),
    check(
      'copilot_reports_kind_check',
      sql`${table.kind} in ('users', 'organization', 'user_teams')`,
    ),
    check(
      'copilot_reports_state_check',
      sql`${table.state} in ('absent', 'fetched', 'refused', 'failed')`,
    ),
  ],
);

/**
 * The Copilot report of a day of the organisation itself, or of its enterprise where that one is
 * asked, as GitHub gave it.
 */
export const copilotOrganizationDays = pgTable(
  'copilot_organization_days',
  {
    organizationId: organizationId(),
    day: date('day', { mode: 'string' }).notNull(),
    raw: jsonb('raw').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day] })],
);

/** Who was in which team on a day, as the Copilot report of that day says. */
export const copilotUserTeamDays = pgTable(
  'copilot_user_team_days',
  {
    organizationId: organizationId(),
    day: date('day', { mode: 'string' }).notNull(),
    teamGithubId: key('team_github_id').notNull(),
    personId: key('person_id').notNull(),
    raw: jsonb('raw').$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.day, table.teamGithubId, table.personId],
    }),
  ],
);

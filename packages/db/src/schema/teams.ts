import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import { key, organizationId } from './columns.ts';

/** A team of an organisation. */
export const teams = pgTable(
  'teams',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    githubId: key('github_id'),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    removed: boolean('removed').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('teams_github_id_key').on(table.organizationId, table.githubId),
    uniqueIndex('teams_slug_key').on(table.organizationId, sql`lower(${table.slug})`),
  ],
);

/** A person's time in a team, `[from, to)`; `to` is null while it lasts. */
export const teamMemberships = pgTable(
  'team_memberships',
  {
    organizationId: organizationId(),
    teamId: key('team_id').notNull(),
    personId: key('person_id').notNull(),
    from: date('from_day', { mode: 'string' }).notNull(),
    to: date('to_day', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.teamId, table.personId, table.from] }),
    index('team_memberships_person_idx').on(table.organizationId, table.personId),
    check('team_memberships_order_check', sql`${table.to} is null or ${table.to} >= ${table.from}`),
  ],
);

/**
 * That an administrator said when a person was in a team. Its times are in `team_memberships`, and no
 * source changes them; what GitHub last said otherwise is noted here.
 */
export const teamCorrections = pgTable(
  'team_corrections',
  {
    organizationId: organizationId(),
    teamId: key('team_id').notNull(),
    personId: key('person_id').notNull(),
    saidOn: date('said_on', { mode: 'string' }).notNull(),
    githubChange: text('github_change', { enum: ['added', 'removed', 'times'] }),
    githubOn: date('github_on', { mode: 'string' }),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.teamId, table.personId] })],
);

/** A person's time as champion of a team, `[from, to)`; `to` is null while it lasts. */
export const teamChampions = pgTable(
  'team_champions',
  {
    organizationId: organizationId(),
    teamId: key('team_id').notNull(),
    personId: key('person_id').notNull(),
    from: date('from_day', { mode: 'string' }).notNull(),
    to: date('to_day', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.teamId, table.personId, table.from] }),
    check('team_champions_order_check', sql`${table.to} is null or ${table.to} > ${table.from}`),
  ],
);

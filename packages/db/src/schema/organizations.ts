import { sql } from 'drizzle-orm';
import { boolean, check, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import { instant, key } from './columns.ts';

export const installationStatuses = ['none', 'active', 'suspended', 'removed'] as const;

/** What is true of a simulated organisation: the change that adoption makes to each measure. */
export type SimulatedTruth = {
  readonly effects: {
    readonly measure: 'cycle_time' | 'throughput';
    /** Of the measure, in percent; negative for shorter or fewer. */
    readonly percent: number;
  }[];
};

/** An organisation (or a user account that owns repositories): the tenant. */
export const organizations = pgTable(
  'organizations',
  {
    id: key('id').primaryKey().generatedAlwaysAsIdentity(),
    githubId: key('github_id'),
    login: text('login').notNull(),
    installationId: key('installation_id'),
    installationStatus: text('installation_status', { enum: installationStatuses })
      .notNull()
      .default('none'),
    /** Grows by one with every transaction that changed a fact: the version of the data. */
    dataVersion: key('data_version').notNull().default(0),
    /**
     * Changes, by triggers, with every statement that may change whom any view is about: accounts,
     * memberships, cohorts, days of doing, and the people, places, grades and dates of pull requests.
     * No two states of any organisation share one, in whatever database.
     */
    populationVersion: uuid('population_version').notNull().defaultRandom(),
    /** Changes so with every statement that may change days of use or seats. */
    usageVersion: uuid('usage_version').notNull().defaultRandom(),
    /** Evidence of adoption arrived since the starts were last dated. */
    adoptionStale: boolean('adoption_stale').notNull().default(false),
    /** Null for organisations of this world. */
    simulated: jsonb('simulated').$type<SimulatedTruth>(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('organizations_github_id_key').on(table.githubId),
    uniqueIndex('organizations_login_key').on(sql`lower(${table.login})`),
    check(
      'organizations_installation_status_check',
      sql`${table.installationStatus} in ('none', 'active', 'suspended', 'removed')`,
    ),
  ],
);

import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { bytes, instant, key, organizationId } from './columns.ts';

/** The GitHub App of this Uplift, made by the manifest flow. One row at most: an App belongs to one host. */
export const githubApps = pgTable('github_apps', {
  /** GitHub's id of the App. */
  id: key('id').primaryKey(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  clientId: text('client_id').notNull(),
  /** Where people see it, `https://github.com/apps/…`. */
  htmlUrl: text('html_url').notNull(),
  /** Private key, webhook secret and client secret, encrypted (AES-256-GCM), never shown again. */
  credentials: bytes('credentials').notNull(),
  createdAt: instant('created_at').notNull(),
});

/** What GitHub says the App may do and see in an organisation. */
export const installations = pgTable(
  'installations',
  {
    organizationId: organizationId(),
    /** GitHub's id of the installation. */
    installationId: key('installation_id').notNull(),
    permissions: jsonb('permissions').$type<Readonly<Record<string, string>>>().notNull(),
    events: jsonb('events').$type<readonly string[]>().notNull(),
    repositorySelection: text('repository_selection', { enum: ['all', 'selected'] }).notNull(),
    checkedAt: instant('checked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.installationId] })],
);

import { sql } from 'drizzle-orm';
import { boolean, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

/** A repository of an organisation. Its name may change; its GitHub id never does. */
export const repositories = pgTable(
  'repositories',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    githubId: key('github_id'),
    /** `owner/name`. */
    fullName: text('full_name').notNull(),
    defaultBranch: text('default_branch'),
    archived: boolean('archived').notNull().default(false),
    isPrivate: boolean('is_private'),
    removed: boolean('removed').notNull().default(false),
    /** Deployments made before this are known, with every state but perhaps their last; null: none yet. */
    deploymentsReadAt: instant('deployments_read_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    uniqueIndex('repositories_github_id_key').on(table.organizationId, table.githubId),
    uniqueIndex('repositories_full_name_key').on(
      table.organizationId,
      sql`lower(${table.fullName})`,
    ),
  ],
);

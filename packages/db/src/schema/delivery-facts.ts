import { boolean, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';

/** A deployment, as GitHub announced it. */
export const deployments = pgTable(
  'deployments',
  {
    organizationId: organizationId(),
    deploymentId: key('deployment_id').notNull(),
    repositoryId: key('repository_id').notNull(),
    sha: text('sha').notNull(),
    ref: text('ref').notNull(),
    environment: text('environment').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.deploymentId] }),
    index('deployments_repository_idx').on(
      table.organizationId,
      table.repositoryId,
      table.createdAt,
    ),
  ],
);

/** A state that a deployment reached. Statuses repeat; the first success counts. */
export const deploymentStatuses = pgTable(
  'deployment_statuses',
  {
    organizationId: organizationId(),
    statusId: key('status_id').notNull(),
    deploymentId: key('deployment_id').notNull(),
    state: text('state').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.statusId] }),
    index('deployment_statuses_deployment_idx').on(table.organizationId, table.deploymentId),
  ],
);

/** A release, as GitHub announced it. */
export const releases = pgTable(
  'releases',
  {
    organizationId: organizationId(),
    releaseId: key('release_id').notNull(),
    repositoryId: key('repository_id').notNull(),
    tag: text('tag').notNull(),
    publishedAt: instant('published_at'),
    prerelease: boolean('prerelease').notNull(),
    removed: boolean('removed').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.releaseId] }),
    index('releases_repository_idx').on(
      table.organizationId,
      table.repositoryId,
      table.publishedAt,
    ),
  ],
);

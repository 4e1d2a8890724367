import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text, type AnyPgColumn } from 'drizzle-orm/pg-core';

import { instant, key, organizationId } from './columns.ts';
import { organizations } from './organizations.ts';

export const roles = ['admin', 'manager', 'champion', 'member'] as const;
export type Role = (typeof roles)[number];

/**
 * A way in: an API token, a session of the web page, or a one-time sign-in code. Only the SHA-256 of
 * the secret is kept.
 */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: key('id').primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ['token', 'session', 'sign_in_code'] }).notNull(),
    /** Hexadecimal SHA-256 of the secret. */
    secretHash: text('secret_hash').notNull().unique(),
    name: text('name').notNull(),
    role: text('role', { enum: roles }).notNull(),
    /** Null: every organisation. */
    organizationId: key('organization_id').references(() => organizations.id, {
      onDelete: 'cascade',
    }),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    /** GitHub's id of the person who signed in; null where nobody did by GitHub. */
    githubUserId: key('github_user_id'),
    /** When GitHub last said that this person belongs to the organisation. */
    membershipCheckedAt: instant('membership_checked_at'),
    /** The token that a session was made from, and ends with; null where there was none. */
    madeFromId: key('made_from_id').references((): AnyPgColumn => accessTokens.id, {
      onDelete: 'cascade',
    }),
  },
  (table) => [
    index('access_tokens_made_from_idx')
      .on(table.madeFromId)
      .where(sql`${table.madeFromId} is not null`),
    index('access_tokens_github_user_idx')
      .on(table.githubUserId)
      .where(sql`${table.githubUserId} is not null`),
    index('access_tokens_expires_idx')
      .on(table.expiresAt)
      .where(sql`${table.expiresAt} is not null`),
    check('access_tokens_kind_check', sql`${table.kind} in ('token', 'session', 'sign_in_code')`),
    check(
      'access_tokens_role_check',
      sql`${table.role} in ('admin', 'manager', 'champion', 'member')`,
    ),
  ],
);

/**
 * A way through GitHub's pages and back that somebody has begun: registering the App, or signing in.
 * Good once, for the browser that began it. Only hashes are kept.
 */
export const githubVisits = pgTable(
  'github_visits',
  {
    /** Hexadecimal SHA-256 of the `state` that GitHub brings back. */
    stateHash: text('state_hash').primaryKey(),
    purpose: text('purpose', { enum: ['create_app', 'sign_in'] }).notNull(),
    /** Hexadecimal SHA-256 of the secret that the browser keeps in a cookie. */
    browserHash: text('browser_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('github_visits_expires_idx').on(table.expiresAt),
    check('github_visits_purpose_check', sql`${table.purpose} in ('create_app', 'sign_in')`),
  ],
);

/** A role that an administrator gave to a person of GitHub, beyond that of every member. */
export const grantedRoles = pgTable(
  'granted_roles',
  {
    organizationId: organizationId(),
    githubUserId: key('github_user_id').notNull(),
    login: text('login').notNull(),
    role: text('role', { enum: roles }).notNull(),
    grantedAt: instant('granted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.githubUserId] }),
    check(
      'granted_roles_role_check',
      sql`${table.role} in ('admin', 'manager', 'champion', 'member')`,
    ),
  ],
);

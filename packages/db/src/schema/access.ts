import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';

import { instant, key } from './columns.ts';
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
  },
  (table) => [
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

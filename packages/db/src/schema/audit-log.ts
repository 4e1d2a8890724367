import { sql } from 'drizzle-orm';
import { check, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { roles } from './access.ts';
import { instant, key, organizationId } from './columns.ts';

export const auditActions = ['change', 'role', 'token', 'export', 'session'] as const;

/** Who changed what, or took what away as a file; only ever added to. */
export const auditLog = pgTable(
  'audit_log',
  {
    organizationId: organizationId(),
    id: key('id').notNull().generatedAlwaysAsIdentity(),
    at: instant('at').notNull(),
    action: text('action', { enum: auditActions }).notNull(),
    /** In words, such as `settings`. */
    what: text('what').notNull(),
    /** Null where there was nothing, or nothing was changed. */
    before: jsonb('before').$type<unknown>(),
    after: jsonb('after').$type<unknown>(),
    /** The name of the token, or the login behind the session. */
    actor: text('actor').notNull(),
    actorKind: text('actor_kind', { enum: ['token', 'session'] }).notNull(),
    actorRole: text('actor_role', { enum: roles }).notNull(),
    /** As in the log of the service. */
    requestId: text('request_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    check(
      'audit_log_action_check',
      sql`${table.action} in ('change', 'role', 'token', 'export', 'session')`,
    ),
    check('audit_log_actor_kind_check', sql`${table.actorKind} in ('token', 'session')`),
    check(
      'audit_log_actor_role_check',
      sql`${table.actorRole} in ('admin', 'manager', 'champion', 'member')`,
    ),
  ],
);

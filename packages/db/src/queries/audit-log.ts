import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { Role } from '../schema/access.ts';
import type { auditActions } from '../schema/audit-log.ts';

export type AuditAction = (typeof auditActions)[number];

/** Something that somebody did. */
export type AuditEntry = {
  readonly at: Date;
  readonly action: AuditAction;
  /** In words, such as `settings`. */
  readonly what: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly actor: string;
  readonly actorKind: 'token' | 'session';
  readonly actorRole: Role;
  readonly requestId: string;
};

export type AuditRow = AuditEntry & { readonly id: number };

/** Which entries of the log are wanted. */
export type AuditFilter = {
  /** Older than this one; null: from the newest. */
  readonly before: number | null;
  readonly limit: number;
  readonly action: AuditAction | null;
  /** A part of who it was or of what was done, in any case. */
  readonly text: string | null;
};

/** Adds an entry to the log. */
export async function recordAudit(
  tx: Transaction,
  organizationId: number,
  entry: AuditEntry,
): Promise<void> {
  const { at, action, what, before, after, actor, actorKind, actorRole, requestId } = entry;
  await tx.execute(sql`
    insert into audit_log
      (organization_id, at, action, what, before, after, actor, actor_kind, actor_role, request_id)
    values (${organizationId}::bigint, ${at.toISOString()}::timestamptz, ${action}, ${what},
      ${jsonOf(before)}::jsonb, ${jsonOf(after)}::jsonb, ${actor}, ${actorKind}, ${actorRole}, ${requestId})`);
}

/** Entries of the log, newest first. */
export async function findAudit(
  tx: Transaction,
  { before, limit, action, text }: AuditFilter,
): Promise<AuditRow[]> {
  const part = text === null ? null : text.toLowerCase();
  const rows = await rowsOf<Omit<AuditRow, 'at'> & { at: number }>(
    tx,
    sql`
    select id, (extract(epoch from at) * 1000)::float8 as at, action, what, before, after,
           actor, actor_kind as "actorKind", actor_role as "actorRole", request_id as "requestId"
    from audit_log
    where ${before === null ? sql`true` : sql`id < ${before}::bigint`}
      and ${action === null ? sql`true` : sql`action = ${action}`}
      and ${part === null ? sql`true` : sql`strpos(lower(actor || ' ' || what), ${part}) > 0`}
    order by id desc limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

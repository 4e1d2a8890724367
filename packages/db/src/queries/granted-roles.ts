import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import type { Role } from '../schema/access.ts';

/** A role that an administrator gave to somebody. */
export type GrantedRole = {
  readonly githubUserId: number;
  readonly login: string;
  readonly role: Role;
  readonly grantedAt: Date;
};

/** The role given to a person of GitHub; null if none was. */
export async function findGrantedRole(tx: Transaction, githubUserId: number): Promise<Role | null> {
  const [row] = await rowsOf<{ role: Role }>(
    tx,
    sql`select role from granted_roles where github_user_id = ${githubUserId}::bigint`,
  );
  return row?.role ?? null;
}

/** All roles given in an organisation, by login. */
export async function listGrantedRoles(tx: Transaction): Promise<GrantedRole[]> {
  const rows = await rowsOf<Omit<GrantedRole, 'grantedAt'> & { grantedAt: number }>(
    tx,
    sql`
    select github_user_id as "githubUserId", login, role,
      (extract(epoch from granted_at) * 1000)::float8 as "grantedAt"
    from granted_roles order by lower(login)`,
  );
  return rows.map((row) => ({ ...row, grantedAt: new Date(row.grantedAt) }));
}

/** Gives a role in the place of what it was. */
export async function saveGrantedRole(
  tx: Transaction,
  organizationId: number,
  granted: GrantedRole,
): Promise<void> {
  const { githubUserId, login, role, grantedAt } = granted;
  await tx.execute(sql`
    insert into granted_roles (organization_id, github_user_id, login, role, granted_at)
    values (${organizationId}::bigint, ${githubUserId}::bigint, ${login}, ${role},
      ${grantedAt.toISOString()}::timestamptz)
    on conflict (organization_id, github_user_id) do update
      set login = excluded.login, role = excluded.role, granted_at = excluded.granted_at`);
}

/** Takes a role back: what is left is that of every member. */
export async function removeGrantedRole(tx: Transaction, githubUserId: number): Promise<void> {
  await tx.execute(sql`delete from granted_roles where github_user_id = ${githubUserId}::bigint`);
}

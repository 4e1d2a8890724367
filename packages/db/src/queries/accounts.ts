import type { AccountKind } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { bigintArray, textArray } from './json-rows.ts';

/** An account with what it is taken for. */
export type AccountRow = {
  readonly id: number;
  readonly githubId: number | null;
  readonly login: string;
  /** By the table of accounts. */
  readonly kind: AccountKind;
  /** An administrator's word, which wins; null if there is none. */
  readonly kindOverride: AccountKind | null;
};

const columns = sql`id, github_id as "githubId", login, kind, kind_override as "kindOverride"`;

/** Which accounts of a list are wanted. */
export type AccountFilter = {
  readonly after: number | null;
  readonly limit: number;
  /** As it counts: by the administrator's word, else by the table. */
  readonly kind: AccountKind | null;
  /** A part of the login, in any case. */
  readonly login: string | null;
};

/** Accounts in the order of their ids; merged ones are left out. */
export function findAccounts(
  tx: Transaction,
  { after, limit, kind, login }: AccountFilter,
): Promise<AccountRow[]> {
  return rowsOf<AccountRow>(
    tx,
    sql`
    select ${columns} from people
    where merged_into_id is null and id > ${after ?? 0}
      and ${kind === null ? sql`true` : sql`coalesce(kind_override, kind) = ${kind}`}
      and ${login === null ? sql`true` : sql`strpos(login_key, lower(${login})) > 0`}
    order by id limit ${limit}`,
  );
}

/** The account that bears a login, in any case; null if none does. */
export async function findAccount(tx: Transaction, login: string): Promise<AccountRow | null> {
  const [row] = await rowsOf<AccountRow>(
    tx,
    sql`
    select ${columns} from people
    where merged_into_id is null and login_key = lower(${login})
    order by github_id is null, id desc limit 1`,
  );
  return row ?? null;
}

/** Accounts by login in lower case; merged ones are left out. */
export async function findAccountsByLogin(
  tx: Transaction,
  logins: readonly string[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const found = new Map<string, AccountRow>();
  const wanted = textArray(new Set(logins.map((login) => login.toLowerCase())));
  const rows = await rowsOf<AccountRow>(
    tx,
    sql`
    select p.* from unnest(${wanted}) as k(login)
    cross join lateral (
      select ${columns} from people
      where merged_into_id is null and login_key = k.login offset 0) p
    order by p."githubId" is not null, p.id`,
  );
  for (const row of rows) found.set(row.login.toLowerCase(), row);
  return found;
}

/**
 * Sets an administrator's word on what an account is, or takes it back, and notes that what names
 * the account has to be folded again.
 *
 * @returns whether it counts as something else now
 */
export async function saveKindOverride(
  tx: Transaction,
  personId: number,
  kind: AccountKind | null,
): Promise<boolean> {
  const changed = await rowsOf<{ id: number }>(
    tx,
    sql`
    update people set kind_override = ${kind}::text, refold_due = true
    where id = ${personId}::bigint and coalesce(kind_override, kind) <> coalesce(${kind}::text, kind)
    returning id`,
  );
  if (changed.length > 0) return true;
  await tx.execute(
    sql`update people set kind_override = ${kind}::text where id = ${personId}::bigint`,
  );
  return false;
}

/** Accounts of which an administrator's word has not been followed yet. */
export async function findAccountsToRefold(tx: Transaction): Promise<number[]> {
  const rows = await rowsOf<{ id: number }>(
    tx,
    sql`select id from people where refold_due order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Notes that these accounts have been folded again. */
export async function clearRefoldDue(tx: Transaction, personIds: readonly number[]): Promise<void> {
  await tx.execute(
    sql`update people set refold_due = false where id = any(${bigintArray(personIds)}) and refold_due`,
  );
}

import { createHash, randomInt } from 'node:crypto';

import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';
import { accessTokens, type Role } from '../schema/access.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 40;

export type AccessKind = 'token' | 'session' | 'sign_in_code';

/** A way in to be made. */
export type NewAccessToken = {
  readonly kind: AccessKind;
  /** For people, to tell it from others. */
  readonly name: string;
  readonly role: Role;
  /** Null: every organisation. */
  readonly organizationId: number | null;
  /** Null: never. */
  readonly expiresAt: Date | null;
  /** GitHub's id of the person who signed in; left out where nobody did by GitHub. */
  readonly githubUserId?: number;
  /** When GitHub said that this person belongs to the organisation. */
  readonly membershipCheckedAt?: Date;
  /** The token that a session is made from, and ends with; left out where there is none. */
  readonly madeFromId?: number;
};

/** A way in that is known and has not expired. */
export type Access = {
  readonly id: number;
  readonly kind: AccessKind;
  readonly name: string;
  readonly role: Role;
  readonly organizationId: number | null;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly githubUserId: number | null;
  readonly membershipCheckedAt: Date | null;
};

/**
 * Makes a token, session or one-time sign-in code. Only its hash is kept.
 *
 * @returns the secret: `upl_` and 40 letters and digits (238 bits), shown this once
 */
export async function createAccessToken(db: Queryable, token: NewAccessToken): Promise<string> {
  const secret = `upl_${Array.from({ length: SECRET_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`;
  await db.insert(accessTokens).values({ ...token, secretHash: hashOf(secret) });
  return secret;
}

/** The token or session behind a secret; null if there is none of this kind, or it has expired. */
export async function findAccess(
  db: Queryable,
  { secret, kind, now }: { readonly secret: string; readonly kind: AccessKind; readonly now: Date },
): Promise<Access | null> {
  const [row] = await rowsOf<AccessRow>(
    db,
    sql`
    select ${accessColumns} from access_tokens
    where secret_hash = ${hashOf(secret)} and kind = ${kind} and ${isValidAt(now)}`,
  );
  return row === undefined ? null : toAccess(row);
}

/** Takes a one-time sign-in code: of any number that try, one gets it. */
export async function redeemSignInCode(
  db: Queryable,
  { secret, now }: { readonly secret: string; readonly now: Date },
): Promise<Access | null> {
  const [row] = await rowsOf<AccessRow>(
    db,
    sql`
    delete from access_tokens
    where secret_hash = ${hashOf(secret)} and kind = 'sign_in_code' and ${isValidAt(now)}
    returning ${accessColumns}`,
  );
  return row === undefined ? null : toAccess(row);
}

/** Notes that a token or session was used. */
export async function markAccessUsed(
  db: Queryable,
  { id, now }: { readonly id: number; readonly now: Date },
): Promise<void> {
  await db.execute(sql`update access_tokens set last_used_at = ${timestamp(now)} where id = ${id}`);
}

/** Notes that GitHub said again who a session's person is in the organisation. */
export async function markMembershipChecked(
  db: Queryable,
  { id, role, now }: { readonly id: number; readonly role: Role; readonly now: Date },
): Promise<void> {
  await db.execute(sql`
    update access_tokens set membership_checked_at = ${timestamp(now)}, role = ${role}
    where id = ${id}`);
}

/** Gives the sessions of a person of GitHub in an organisation another role. */
export async function changeSessionsRole(
  db: Queryable,
  person: { readonly organizationId: number; readonly githubUserId: number; readonly role: Role },
): Promise<void> {
  const { organizationId, githubUserId, role } = person;
  await db.execute(sql`
    update access_tokens set role = ${role}
    where github_user_id = ${githubUserId}::bigint and organization_id = ${organizationId}::bigint`);
}

/** Ends every session of a person of GitHub in an organisation. */
export async function endSessions(
  db: Queryable,
  person: { readonly organizationId: number; readonly githubUserId: number },
): Promise<void> {
  const { organizationId, githubUserId } = person;
  await db.execute(sql`
    delete from access_tokens
    where github_user_id = ${githubUserId}::bigint and organization_id = ${organizationId}::bigint`);
}

/** Ends a session, or a token and the sessions that were made from it. */
export async function removeAccess(db: Queryable, id: number): Promise<void> {
  await db.execute(sql`delete from access_tokens where id = ${id}`);
}

type Instants = 'expiresAt' | 'lastUsedAt' | 'membershipCheckedAt';

type AccessRow = Omit<Access, Instants> & {
  readonly [Name in Instants]: number | null;
};

const accessColumns = sql`
  id, kind, name, role, organization_id as "organizationId",
  (extract(epoch from expires_at) * 1000)::float8 as "expiresAt",
  (extract(epoch from last_used_at) * 1000)::float8 as "lastUsedAt",
  github_user_id as "githubUserId",
  (extract(epoch from membership_checked_at) * 1000)::float8 as "membershipCheckedAt"`;

function toAccess({ expiresAt, lastUsedAt, membershipCheckedAt, ...rest }: AccessRow): Access {
  return {
    ...rest,
    expiresAt: instantAt(expiresAt),
    lastUsedAt: instantAt(lastUsedAt),
    membershipCheckedAt: instantAt(membershipCheckedAt),
  };
}

function instantAt(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}

function isValidAt(now: Date) {
  return sql`(expires_at is null or expires_at > ${timestamp(now)})`;
}

function timestamp(instant: Date) {
  return sql`${instant.toISOString()}::timestamptz`;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A token as people see it: without its secret. */
export type TokenRow = Pick<
  Access,
  'id' | 'name' | 'role' | 'organizationId' | 'expiresAt' | 'lastUsedAt'
> & { readonly createdAt: Date };

/** Tokens that are good for an organisation: its own, and those for every one; by id. */
export function findTokens(
  db: Queryable,
  request: {
    readonly organizationId: number;
    readonly after: number | null;
    readonly limit: number;
    readonly now: Date;
  },
): Promise<TokenRow[]> {
  const { organizationId, after, limit, now } = request;
  return tokensWhere(
    db,
    sql`
    (organization_id = ${organizationId}::bigint or organization_id is null)
    and ${isValidAt(now)} and id > ${after ?? 0} order by id limit ${limit}`,
  );
}

/** The token of an organisation's own behind a secret, just made. */
export async function findTokenOf(
  db: Queryable,
  { secret, organizationId }: { readonly secret: string; readonly organizationId: number },
): Promise<TokenRow | null> {
  const [row] = await tokensWhere(
    db,
    sql`organization_id = ${organizationId}::bigint and secret_hash = ${hashOf(secret)}`,
  );
  return row ?? null;
}

/**
 * Ends a token of an organisation's own, or where asked one for every organisation, and the sessions
 * that were made from it; null if there is none of this id.
 */
export async function removeToken(
  db: Queryable,
  request: {
    readonly id: number;
    readonly organizationId: number;
    readonly orEverywhere: boolean;
  },
): Promise<TokenRow | null> {
  const { id, organizationId, orEverywhere } = request;
  const everywhere = orEverywhere ? sql`or organization_id is null` : sql``;
  const [row] = await tokensWhere(
    db,
    sql`id = ${id}::bigint and (organization_id = ${organizationId}::bigint ${everywhere})`,
  );
  if (row === undefined) return null;
  await removeAccess(db, row.id);
  return row;
}

async function tokensWhere(db: Queryable, rest: SQL): Promise<TokenRow[]> {
  type Stored = Omit<TokenRow, 'createdAt' | 'expiresAt' | 'lastUsedAt'> & {
    readonly createdAt: number;
    readonly expiresAt: number | null;
    readonly lastUsedAt: number | null;
  };
  const rows = await rowsOf<Stored>(
    db,
    sql`
    select id, name, role, organization_id as "organizationId",
      (extract(epoch from created_at) * 1000)::float8 as "createdAt",
      (extract(epoch from expires_at) * 1000)::float8 as "expiresAt",
      (extract(epoch from last_used_at) * 1000)::float8 as "lastUsedAt"
    from access_tokens where kind = 'token' and ${rest}`,
  );
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    expiresAt: instantAt(row.expiresAt),
    lastUsedAt: instantAt(row.lastUsedAt),
  }));
}

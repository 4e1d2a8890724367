import { createHash, randomInt } from 'node:crypto';

import { sql } from 'drizzle-orm';

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

/** Ends a token or session. */
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

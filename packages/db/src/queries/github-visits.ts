import { createHash, randomBytes } from 'node:crypto';

import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';

/** What somebody goes to GitHub's pages for. */
export type VisitPurpose = 'create_app' | 'sign_in';

/**
 * Notes that a browser goes to GitHub's pages; visits that nobody came back from are forgotten.
 *
 * @param visit.browser - the secret that this browser keeps in a cookie
 * @returns the `state` that GitHub will bring back: 256 random bits, shown this once
 */
export async function beginVisit(
  db: Queryable,
  visit: {
    readonly purpose: VisitPurpose;
    readonly browser: string;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<string> {
  const state = randomBytes(32).toString('base64url');
  await db.execute(sql`delete from github_visits where expires_at <= ${instantOf(visit.now)}`);
  await db.execute(sql`
    insert into github_visits (state_hash, purpose, browser_hash, expires_at)
    values (${hashOf(state)}, ${visit.purpose}, ${hashOf(visit.browser)}, ${instantOf(visit.expiresAt)})`);
  return state;
}

/**
 * Whether somebody came back from the visit that they began: the same browser, in time, and for the
 * first time. Of any number that try, one is told yes.
 */
export async function endVisit(
  db: Queryable,
  visit: {
    readonly purpose: VisitPurpose;
    readonly state: string;
    readonly browser: string;
    readonly now: Date;
  },
): Promise<boolean> {
  const rows = await rowsOf<{ found: number }>(
    db,
    sql`
    delete from github_visits
    where state_hash = ${hashOf(visit.state)} and purpose = ${visit.purpose}
      and browser_hash = ${hashOf(visit.browser)} and expires_at > ${instantOf(visit.now)}
    returning 1 as found`,
  );
  return rows.length > 0;
}

function instantOf(at: Date) {
  return sql`${at.toISOString()}::timestamptz`;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

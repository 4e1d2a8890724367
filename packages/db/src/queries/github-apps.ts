import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';
import { githubApps } from '../schema/github-apps.ts';

/** The GitHub App as it is kept; its credentials are encrypted. */
export type GitHubAppRow = {
  /** GitHub's id. */
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly clientId: string;
  readonly htmlUrl: string;
  readonly credentials: Uint8Array;
  readonly createdAt: Date;
};

/** The App of this Uplift; null while none was made. */
export async function findGitHubApp(db: Queryable): Promise<GitHubAppRow | null> {
  const [row] = await db.select().from(githubApps).limit(1);
  return row ?? null;
}

/** Keeps an App in the place of any other: there is one at most. */
export async function saveGitHubApp(db: Queryable, app: GitHubAppRow): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`lock table github_apps in exclusive mode`);
    await tx.delete(githubApps);
    await tx.insert(githubApps).values(app);
  });
}

/** Forgets the App, if it is still this one. */
export async function removeGitHubApp(db: Queryable, id: number): Promise<void> {
  await rowsOf(db, sql`delete from github_apps where id = ${id}::bigint`);
}

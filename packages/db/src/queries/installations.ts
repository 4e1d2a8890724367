import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable, type Transaction } from '../client.ts';
import { installations } from '../schema/github-apps.ts';
import type { installationStatuses } from '../schema/organizations.ts';

/** What GitHub says the App may do in an organisation. */
export type InstallationDetails = {
  readonly installationId: number;
  /** Permission and level, such as `pull_requests: read`. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
  readonly repositorySelection: 'all' | 'selected';
  readonly checkedAt: Date;
};

/** Keeps what GitHub said last, and lets go of installations that were before. */
export async function saveInstallationDetails(
  tx: Transaction,
  organizationId: number,
  details: InstallationDetails,
): Promise<void> {
  await tx.execute(sql`
    delete from installations where organization_id = ${organizationId}::bigint
      and installation_id <> ${details.installationId}::bigint`);
  await tx
    .insert(installations)
    .values({ organizationId, ...details })
    .onConflictDoUpdate({
      target: [installations.organizationId, installations.installationId],
      set: details,
    });
}

/** What GitHub said last of an organisation's installation; null if it was never asked. */
export async function findInstallationDetails(
  tx: Transaction,
): Promise<InstallationDetails | null> {
  const [row] = await tx.select().from(installations).limit(1);
  if (row === undefined) return null;
  const { organizationId: _, ...details } = row;
  return details;
}

/** An organisation on which the App is installed. */
export type InstalledOrganization = {
  readonly organizationId: number;
  readonly login: string;
  readonly githubId: number | null;
  readonly installationId: number;
  readonly status: Exclude<(typeof installationStatuses)[number], 'none'>;
};

/** Organisations on which the App is installed or was, by login. */
export function findInstalledOrganizations(db: Queryable): Promise<InstalledOrganization[]> {
  return rowsOf<InstalledOrganization>(
    db,
    sql`
    select id as "organizationId", login, github_id as "githubId",
      installation_id as "installationId", installation_status as status
    from organizations where installation_id is not null and installation_status <> 'none'
    order by lower(login)`,
  );
}

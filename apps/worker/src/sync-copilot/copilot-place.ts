import { findTeamAccountsOn, withOrganization, type Database } from '@uplift/db';
import { readMembers, type GitHubClient } from '@uplift/github/client';
import type { Day } from '@uplift/metrics';

import type { GitHubConnection } from '../github/connection.ts';
import type { Sync } from '../sync/run-sync.ts';

/** Who is asked for an organisation's seats and reports. */
export type CopilotPlace = {
  readonly github: GitHubClient;
  /** Null where the organisation itself is asked. */
  readonly enterprise: EnterprisePlace | null;
};

/** An enterprise, and how what it tells of an organisation is known. */
type EnterprisePlace = {
  readonly slug: string;
  /** GitHub's ids of who belongs to the organisation now. */
  readonly members: ReadonlySet<number>;
};

/** GitHub's permissions of Apps at enterprises. */
const permissionFor = {
  reports: 'enterprise_copilot_metrics',
  seats: 'enterprise_copilot_seat_management',
} as const;

/**
 * Whether the organisation is asked or its enterprise: that one where the App is installed there with
 * the permission, or where the settings name it, since it knows of what no organisation grants.
 *
 * @throws {GitHubError}
 */
export async function copilotPlace(
  wanted: keyof typeof permissionFor,
  { github, organization }: Sync,
  connection: Pick<GitHubConnection, 'enterprise'> | null,
): Promise<CopilotPlace> {
  const found = (await connection?.enterprise()) ?? null;
  const mayAsk = found?.permissions == null || isGranted(found.permissions[permissionFor[wanted]]);
  if (found === null || !mayAsk) return { github, enterprise: null };
  const members = await readMembers({ organization: organization.login }, { github });
  const ids = new Set(members.flatMap(({ githubId }) => githubId ?? []));
  return { github: found.client, enterprise: { slug: found.slug, members: ids } };
}

function isGranted(level: string | undefined): boolean {
  return level === 'read' || level === 'write';
}

/**
 * Whether a row of an enterprise's report is about the organisation: it names the organisation, or is
 * about somebody who belongs to it now or was in one of its teams on that day. GitHub counts what
 * people do for every organisation that they belong to.
 */
export async function theirRows(
  { enterprise }: CopilotPlace,
  { organizationId, organization }: Sync,
  { db, day }: { readonly db: Database; readonly day: Day },
): Promise<(row: Readonly<Record<string, unknown>>) => boolean> {
  if (enterprise === null) return () => true;
  const inTeams = await withOrganization(db, organizationId, (tx) => findTeamAccountsOn(tx, day));
  const { members } = enterprise;
  return ({ organization_id: of, user_id: user, user_login: login }) => {
    if (typeof of === 'string' && of !== '') return of === String(organization.githubId);
    if (typeof user === 'number') return members.has(user) || inTeams.has(user);
    // A row of nobody is that of the enterprise itself.
    return login === undefined;
  };
}

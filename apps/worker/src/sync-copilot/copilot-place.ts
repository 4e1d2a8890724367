import { readMembers, type GitHubClient } from '@uplift/github/client';

import type { GitHubConnection } from '../github/connection.ts';
import type { Sync } from '../sync/run-sync.ts';

/** Who is asked for an organisation's seats and reports. */
export type CopilotPlace = {
  readonly github: GitHubClient;
  /** The enterprise's name in addresses; null where the organisation itself is asked. */
  readonly enterprise: string | null;
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
  { github }: Pick<Sync, 'github'>,
  connection: Pick<GitHubConnection, 'enterprise'> | null,
): Promise<CopilotPlace> {
  const found = (await connection?.enterprise()) ?? null;
  const mayAsk = found?.permissions == null || isGranted(found.permissions[permissionFor[wanted]]);
  if (found === null || !mayAsk) return { github, enterprise: null };
  return { github: found.client, enterprise: found.slug };
}

function isGranted(level: string | undefined): boolean {
  return level === 'read' || level === 'write';
}

/** GitHub's ids of who belongs to an organisation now. @throws {GitHubError} */
export async function membersNow({
  organization,
  github,
}: Pick<Sync, 'organization' | 'github'>): Promise<ReadonlySet<number>> {
  const members = await readMembers({ organization: organization.login }, { github });
  return new Set(members.flatMap(({ githubId }) => githubId ?? []));
}

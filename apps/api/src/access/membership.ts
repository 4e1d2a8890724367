import {
  findGrantedRole,
  findInstalledOrganizations,
  withOrganization,
  type Database,
  type InstalledOrganization,
  type Role,
} from '@uplift/db';
import { readMembership } from '@uplift/github/client';

import type { AppInUse } from '../github-app/github-access.ts';

/** A person of GitHub. */
export type GitHubPerson = { readonly githubId: number; readonly login: string };

/** An organisation that a person belongs to, and as what. */
export type Belonging = { readonly organization: InstalledOrganization; readonly role: Role };

type MembershipDeps = { readonly db: Database; readonly app: AppInUse };

/**
 * As what a person belongs to an organisation, by its installation's word: owners are administrators,
 * others what an administrator made them, else members. Null if they do not belong to it.
 *
 * @throws {GitHubError} if GitHub does not say
 */
export async function roleIn(
  organization: InstalledOrganization,
  person: GitHubPerson,
  { db, app }: MembershipDeps,
): Promise<Role | null> {
  // The account of a person has no members: it is theirs.
  if (organization.githubId === person.githubId) return 'admin';
  const membership = await readMembership(
    { organization: organization.login, login: person.login },
    { github: app.client.installation(organization.installationId) },
  );
  // A login may have passed to another person; the number never does.
  if (membership?.state !== 'active' || membership.user.githubId !== person.githubId) return null;
  if (membership.role === 'admin') return 'admin';
  const granted = await withOrganization(db, organization.organizationId, (tx) =>
    findGrantedRole(tx, person.githubId),
  );
  return granted ?? 'member';
}

/**
 * The organisations with the App that a person belongs to, by login.
 *
 * @throws {GitHubError} if GitHub does not say
 */
export async function belongingsOf(
  person: GitHubPerson,
  deps: MembershipDeps,
): Promise<Belonging[]> {
  const belongings: Belonging[] = [];
  for (const organization of await findInstalledOrganizations(deps.db)) {
    if (organization.status !== 'active') continue;
    const role = await roleIn(organization, person, deps);
    if (role !== null) belongings.push({ organization, role });
  }
  return belongings;
}

import type { AccountRef, TeamRef } from '@uplift/metrics';
import { z } from 'zod';

import { knownAccount } from '../../shapes/account.ts';
import { teamShape } from '../../shapes/places.ts';
import { githubId } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { isGitHubError } from '../connection/github-error.ts';
import { allOf } from '../connection/rest.ts';

/** A team and who is in it today. */
export type TeamRead = {
  readonly team: TeamRef;
  readonly name: string;
  /** GitHub's id of the team above; null at the top. */
  readonly parentId: number | null;
  /** Members of the team itself, without those of teams below it. */
  readonly members: readonly AccountRef[];
};

/** Who belongs to an organisation and to its teams today; GitHub does not tell of other days. */
export type DirectoryRead = {
  readonly members: readonly AccountRef[];
  readonly teams: readonly TeamRead[];
};

const listedTeam = z
  .object({ id: githubId, parent: z.object({ id: githubId }).nullish() })
  .and(teamShape)
  .transform(({ id, parent, ref, name }) => ({ id, ref, name, parentId: parent?.id ?? null }));

type ListedTeam = z.output<typeof listedTeam>;

/** GitHub lists members of teams below, too, and marks them, except on older servers. */
const listedMember = z
  .looseObject({ inherited: z.boolean().nullish() })
  .and(knownAccount)
  .transform(({ githubId: id, login, type, inherited }) => ({
    account: { githubId: id, login, type },
    inherited: inherited ?? null,
  }));

type ListedMember = z.output<typeof listedMember>;

/**
 * The members and teams of an organisation as they are now: a request for each hundred members and
 * one at least for each team.
 *
 * @throws {GitHubError}
 */
export async function readTeamsAndMembers(
  { organization: org }: { readonly organization: string },
  reading: Reading,
): Promise<DirectoryRead> {
  const at = { parameters: { org } };
  const members = await readMembers({ organization: org }, reading);
  const teams = await allOf(
    { route: 'GET /orgs/{org}/teams', ...at },
    z.array(listedTeam),
    reading,
  );
  const listed = new Map<ListedTeam, readonly ListedMember[]>();
  for (const team of teams) {
    const found = await membersOf(team, org, reading);
    if (found !== null) listed.set(team, found);
  }
  return {
    members,
    teams: [...listed].map(([team, found]) => ({
      team: team.ref,
      name: team.name ?? team.ref.slug,
      parentId: team.parentId,
      members: directMembers(found, belowOf(team, listed)),
    })),
  };
}

/** The members of an organisation as they are now. @throws {GitHubError} */
export function readMembers(
  { organization: org }: { readonly organization: string },
  reading: Reading,
): Promise<readonly AccountRef[]> {
  const call = { route: 'GET /orgs/{org}/members', parameters: { org } };
  return allOf(call, z.array(knownAccount), reading);
}

/** Null for a team that was deleted while we read. */
async function membersOf(
  { ref }: ListedTeam,
  org: string,
  reading: Reading,
): Promise<readonly ListedMember[] | null> {
  const route = 'GET /orgs/{org}/teams/{team_slug}/members';
  try {
    return await allOf(
      { route, parameters: { org, team_slug: ref.slug, role: 'all' } },
      z.array(listedMember),
      reading,
    );
  } catch (error) {
    if (isGitHubError(error) && error.kind === 'not_found') return null;
    throw error;
  }
}

function belowOf(
  team: ListedTeam,
  listed: ReadonlyMap<ListedTeam, readonly ListedMember[]>,
): ReadonlySet<number | null> {
  const children = [...listed].filter(([one]) => one.parentId === team.id);
  return new Set(children.flatMap(([, found]) => found.map(({ account }) => account.githubId)));
}

/** Where nothing is marked, who is in a team below counts there alone. */
function directMembers(
  found: readonly ListedMember[],
  below: ReadonlySet<number | null>,
): readonly AccountRef[] {
  return found.flatMap(({ account, inherited }) =>
    (inherited ?? below.has(account.githubId)) ? [] : [account],
  );
}

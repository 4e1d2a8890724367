import type { AccountRef, TeamRef } from '@uplift/metrics';

/** A team as the directory shows it. */
export type DirectoryTeam = {
  readonly team: TeamRef;
  readonly name: string;
  /** GitHub's id of the team above. */
  readonly parentId: number | null;
  /** Without those of teams below. */
  readonly members: readonly AccountRef[];
};

/**
 * Who is in a team: its own members and those of every team below it, each once.
 *
 * @param teams - all teams; one that names itself among its ancestors is no reason to hang
 */
export function effectiveMembers(
  teams: readonly DirectoryTeam[],
): ReadonlyMap<DirectoryTeam, readonly AccountRef[]> {
  const byId = new Map(teams.map((team) => [team.team.githubId, team]));
  const members = new Map(teams.map((team) => [team, new Map<string, AccountRef>()]));
  for (const source of teams) {
    for (const team of [source, ...ancestorsOf(source, byId)]) {
      for (const member of source.members) members.get(team)?.set(accountKey(member), member);
    }
  }
  return new Map([...members].map(([team, all]) => [team, [...all.values()]]));
}

function ancestorsOf(
  team: DirectoryTeam,
  byId: ReadonlyMap<number | null, DirectoryTeam>,
): Set<DirectoryTeam> {
  const ancestors = new Set<DirectoryTeam>();
  let above = team.parentId === null ? undefined : byId.get(team.parentId);
  while (above !== undefined && !ancestors.has(above)) {
    ancestors.add(above);
    above = above.parentId === null ? undefined : byId.get(above.parentId);
  }
  return ancestors;
}

/** What an account is known by: GitHub's id, else its login. */
export function accountKey({ githubId, login }: Pick<AccountRef, 'githubId' | 'login'>): string {
  return githubId === null ? login.toLowerCase() : String(githubId);
}

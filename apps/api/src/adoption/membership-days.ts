import type { Day, Membership } from '@uplift/metrics';

/** Who was in a team on a day. */
export type MembersOf = (team: string, on: Day) => ReadonlySet<number>;

/** Looks members up by the id of a team. */
export function membersByDay(memberships: readonly Membership[]): MembersOf {
  const byTeam = new Map<string, Membership[]>();
  for (const membership of memberships) {
    const team = String(membership.teamId);
    const own = byTeam.get(team) ?? [];
    byTeam.set(team, own);
    own.push(membership);
  }
  const known = new Map<string, ReadonlySet<number>>();
  return (team, on) => {
    const before = known.get(`${team} ${on}`);
    if (before !== undefined) return before;
    const members = new Set(
      (byTeam.get(team) ?? [])
        .filter(({ from, to }) => from <= on && (to === null || on < to))
        .map(({ personId }) => personId),
    );
    known.set(`${team} ${on}`, members);
    return members;
  };
}

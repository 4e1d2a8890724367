import type { MembershipChange } from '@uplift/contracts';
import {
  bumpDataVersion,
  countPullRequestsWithin,
  findDaysCounting,
  findMembershipsOf,
  lockOrganization,
  markStaleDays,
  replaceMemberships,
  saveTeamCorrection,
  type TeamPerson,
  type Transaction,
} from '@uplift/db';
import { changedTimes, dayOf, type MembershipTime } from '@uplift/metrics';

/** All times of a person in a team, as an administrator says them. */
export type MembershipsSaid = TeamPerson & {
  readonly login: string;
  /** In order, without overlap. */
  readonly times: readonly MembershipTime[];
};

/** What times would move, without moving anything. */
export async function previewMembership(
  tx: Transaction,
  { teamId, personId, login, times }: MembershipsSaid,
): Promise<MembershipChange> {
  const known = await findMembershipsOf(tx, [personId]);
  const before = known
    .filter((row) => row.teamId === teamId)
    .map(({ from, to }): MembershipTime => ({ from, to }));
  const moved = { personId, times: changedTimes(before, times) };
  const pullRequests = await countPullRequestsWithin(tx, moved);
  return { login, before: before.map(copy), after: times.map(copy), pullRequests };
}

/** Puts times in the place of what is known, marks them as said by hand, and what follows as stale. */
export async function correctMembership(
  tx: Transaction,
  said: MembershipsSaid & { readonly organizationId: number; readonly at: Date },
): Promise<MembershipChange> {
  const { organizationId, teamId, personId, times, at } = said;
  // What sources tell meanwhile waits, and then finds the word.
  await lockOrganization(tx, organizationId);
  const change = await previewMembership(tx, said);
  const pair = { teamId, personId };
  const rows = times.map((time) => ({ ...pair, ...copy(time) }));
  await replaceMemberships(tx, organizationId, { pairs: [pair], rows });
  await saveTeamCorrection(tx, organizationId, { ...pair, on: dayOf(at) });
  const spans = changedTimes(change.before, times).map((span) => ({ personId, ...span }));
  await markStaleDays(tx, organizationId, await findDaysCounting(tx, organizationId, spans));
  await bumpDataVersion(tx, organizationId);
  return change;
}

function copy({ from, to }: MembershipTime): { from: string; to: string | null } {
  return { from, to };
}

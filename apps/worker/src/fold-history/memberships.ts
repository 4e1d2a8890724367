import type { Day, Observation, TeamRef } from '@uplift/metrics';

import { mergeMemberships, type MembershipWord } from '../store-observations/merge-memberships.ts';
import { distinctRefs } from '../store-observations/resolve-organizations.ts';
import { indexNamesAnew, type ActorOf } from './index-anew.ts';

/** A person's time in a team, `[from, to)`; `to` is null while it lasts. */
export type TimeInTeam = {
  readonly personId: number;
  readonly teamId: number;
  readonly from: Day;
  readonly to: Day | null;
};

/** Who was in which team when, after everything that was said of it. */
export function membershipsOf(
  observations: readonly Observation[],
  actorOf: ActorOf,
): readonly TimeInTeam[] {
  const { idOf } = indexNamesAnew(
    distinctRefs(observations.flatMap((one) => ('team' in one ? [namedTeam(one.team)] : []))),
  );
  const words = new Map<
    string,
    { readonly personId: number; readonly teamId: number; readonly said: MembershipWord[] }
  >();
  for (const one of observations) {
    if (one.kind !== 'team_membership' && one.kind !== 'team_membership_change') continue;
    const pair = { personId: actorOf(one.member).id, teamId: idOf(namedTeam(one.team)) };
    const key = `${pair.personId} ${pair.teamId}`;
    const entry = words.get(key) ?? { ...pair, said: [] };
    words.set(key, entry);
    entry.said.push(
      one.kind === 'team_membership'
        ? { kind: 'interval', from: one.from, to: one.to }
        : { kind: one.change, on: one.on },
    );
  }
  return [...words.values()].flatMap(({ personId, teamId, said }) =>
    mergeMemberships([], said).map((time) => ({ personId, teamId, ...time })),
  );
}

function namedTeam({ githubId, slug }: TeamRef) {
  return { githubId, name: slug };
}

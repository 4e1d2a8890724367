import type { Observation } from '@uplift/metrics';
import { z } from 'zod';

import { account } from '../shapes/account.ts';
import { teamShape } from '../shapes/places.ts';
import { dayOf } from '../shapes/primitives.ts';
import { type Normaliser, observed, organizationContext } from './normaliser.ts';
import { organizationOf, readPayload } from './normaliser.ts';

const teamPayload = z.object({ ...organizationContext, team: teamShape });

const membershipPayload = teamPayload.extend({ member: account });

type Team = z.output<typeof teamShape>;

function teamObservation(team: Team, removed?: boolean): Observation {
  return {
    kind: 'team',
    team: team.ref,
    ...(team.name === undefined ? {} : { name: team.name }),
    ...(removed === undefined ? {} : { removed }),
  };
}

/** `team`: its name and slug. */
export const team: Normaliser = {
  actions: ['created', 'edited', 'deleted', 'added_to_repository', 'removed_from_repository'],
  normalise({ action, payload }) {
    const read = readPayload('team', teamPayload, payload);
    const removed = action === 'deleted' ? true : undefined;
    return observed(organizationOf('team', read), [teamObservation(read.team, removed)]);
  },
};

/**
 * `membership`: someone joined or left a team. The payload has no time, so the change is dated by
 * the UTC day on which the delivery was received.
 */
export const membership: Normaliser = {
  actions: ['added', 'removed'],
  normalise({ action, payload, receivedAt }) {
    const read = readPayload('membership', membershipPayload, payload);
    const change = action === 'added' ? 'added' : 'removed';
    const { ref } = read.team;
    const observations: Observation[] = read.member
      ? [
          {
            kind: 'team_membership_change',
            team: ref,
            member: read.member,
            change,
            on: dayOf(receivedAt),
          },
        ]
      : [];
    return observed(organizationOf('membership', read), observations);
  },
};

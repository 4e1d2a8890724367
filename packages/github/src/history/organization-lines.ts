import type { OrganizationRef } from '@uplift/metrics';
import { z } from 'zod';

import { knownAccount } from '../shapes/account.ts';
import {
  organizationShape,
  ownerRef,
  type RepositoryPayload,
  repositoryObservation,
  repositoryShape,
  teamShape,
} from '../shapes/places.ts';
import { day, login, name } from '../shapes/primitives.ts';
import { lineReader, observed, organizationNamed } from './history-line.ts';

/** `organization`: GitHub's REST organisation. */
export const organizationLine = lineReader(
  z.object({ data: organizationShape }),
  ({ data: organization }) => observed(organization, [{ kind: 'organization', organization }]),
);

/** The organisation that the line names, with the owner's id where that is the same account. */
function organizationOf(named: string | null | undefined, repository: RepositoryPayload) {
  const owner = ownerRef(repository);
  if (typeof named !== 'string') return owner;
  const isOwner = named.toLowerCase() === owner.login.toLowerCase();
  const organization: OrganizationRef = isOwner
    ? { githubId: owner.githubId, login: named }
    : organizationNamed(named);
  return organization;
}

/** `repository`: GitHub's REST repository. Without an organisation it belongs to its owner. */
export const repositoryLine = lineReader(
  z.object({ organization: login.nullish(), data: repositoryShape }),
  ({ organization, data }) =>
    observed(organizationOf(organization, data), [repositoryObservation(data)]),
);

/** `team`: GitHub's REST team. */
export const teamLine = lineReader(
  z.object({ organization: login, data: teamShape }),
  ({ organization, data }) => {
    const named = data.name === undefined ? {} : { name: data.name };
    return observed(organizationNamed(organization), [{ kind: 'team', team: data.ref, ...named }]);
  },
);

const membershipShape = z.object({
  organization: login,
  /** The slug. */
  team: name(200),
  data: z
    .object({ user: knownAccount, from: day, to: day.nullish() })
    .refine(({ from, to }) => typeof to !== 'string' || to > from, {
      path: ['to'],
      error: 'expected a day after "from"',
    }),
});

/** `team_membership`: someone belongs to a team in `[from, to)`. */
export const teamMembershipLine = lineReader(membershipShape, ({ organization, team, data }) =>
  observed(organizationNamed(organization), [
    {
      kind: 'team_membership',
      team: { githubId: null, slug: team },
      member: data.user,
      from: data.from,
      to: data.to ?? null,
    },
  ]),
);

const adoptionShape = z.object({
  organization: login,
  data: z.object({ user: knownAccount, tool: name(100), on: day }),
});

/** `adoption`: an admin's word that someone started with a tool on a day. */
export const adoptionLine = lineReader(adoptionShape, ({ organization, data }) =>
  observed(organizationNamed(organization), [{ kind: 'adoption', ...data }]),
);

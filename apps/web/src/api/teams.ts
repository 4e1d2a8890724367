import type {
  Champion as SentChampion,
  ChampionRequest,
  MembershipChange,
  MembershipRequest,
  TeamMemberList,
  TeamSummaryList,
} from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const Known = z.nullable(z.number());
const ChampionShape = readerOf<SentChampion>()(
  z.object({ login: z.string(), from: z.string(), to: z.nullable(z.string()) }),
);
const SummariesShape = readerOf<TeamSummaryList>()(
  z.object({
    items: z.array(
      z.object({
        slug: z.string(),
        name: z.string(),
        status: z.enum(['measured', 'suppressed']),
        people: Known,
        adopted: Known,
        champions: z.array(ChampionShape),
        sizes: z.array(z.object({ day: z.string(), people: Known })),
      }),
    ),
  }),
);
const MembersShape = readerOf<TeamMemberList>()(
  z.object({
    items: z.array(
      z.object({
        login: z.string(),
        from: z.string(),
        to: z.nullable(z.string()),
        adoption: z.enum(['known', 'unknown', 'none']),
        adoptedOn: z.nullable(z.string()),
      }),
    ),
    corrections: z.array(
      z.object({
        login: z.string(),
        on: z.string(),
        github: z.nullable(
          z.object({ change: z.enum(['added', 'removed', 'times']), on: z.string() }),
        ),
      }),
    ),
  }),
);
const ChangeShape = readerOf<MembershipChange>()(
  z.object({ login: z.string(), pullRequests: z.number() }),
);

/** A team as counts. */
export type Team = z.output<typeof SummariesShape>['items'][number];
/** A person's time in a team. */
export type Member = z.output<typeof MembersShape>['items'][number];
/** Somebody whose times in a team an administrator said. */
export type Correction = z.output<typeof MembersShape>['corrections'][number];
/** Times of a person in a team, as an administrator says them. */
export type MembershipsSaid = {
  readonly login: string;
  readonly times: readonly { readonly from: string; readonly to: string | null }[];
};
/** A person's time as champion. */
export type Champion = z.output<typeof ChampionShape>;

/** Every team of an organisation, by name. */
export function teamSummariesQuery(org: string) {
  return queryOptions({
    queryKey: ['team-summaries', org],
    queryFn: async ({ signal }) => {
      const path = `${organizationPath(org)}/team-summaries`;
      return (await ask({ path, signal }, SummariesShape)).items;
    },
  });
}

/** Who was in a team when; for administrators. */
export function teamMembersQuery(org: string, slug: string, isAllowed: boolean) {
  return queryOptions({
    queryKey: ['team-members', org, slug],
    enabled: isAllowed,
    queryFn: async ({ signal }) => {
      const path = `${organizationPath(org)}/teams/${encodeURIComponent(slug)}/members`;
      return ask({ path, signal }, MembersShape);
    },
  });
}

/** What other times of a person in a team would move. */
export function previewMembership(org: string, slug: string, said: MembershipsSaid) {
  return ask({ path: `${membershipsOf(org, slug)}/preview`, wish: saying(said) }, ChangeShape);
}

/** Says when a person was in a team. */
export function correctMembership(org: string, slug: string, said: MembershipsSaid) {
  return ask({ path: membershipsOf(org, slug), wish: saying(said) }, ChangeShape);
}

/** Gives the times of a person in a team back to GitHub. */
export function returnMembership(org: string, slug: string, login: string) {
  const wish = { method: 'POST', body: { login } } as const;
  return ask({ path: `${membershipsOf(org, slug)}/return`, wish }, z.object({ login: z.string() }));
}

function saying({ login, times }: MembershipsSaid) {
  const body: MembershipRequest = { login, times: times.map((time) => ({ ...time })) };
  return { method: 'POST', body } as const;
}

function membershipsOf(org: string, slug: string): string {
  return `${organizationPath(org)}/teams/${encodeURIComponent(slug)}/memberships`;
}

/** Says since when somebody is champion, or until when. */
export function setChampion(org: string, asked: ChampionRequest): Promise<Champion> {
  const path = `${organizationPath(org)}/champions`;
  const wish = { method: 'POST', body: asked } as const;
  return ask({ path, wish }, ChampionShape);
}

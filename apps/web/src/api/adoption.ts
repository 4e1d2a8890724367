import type { AdoptionResponse, IdleSeats } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import type { Scope } from '../address/scope.ts';
import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { keptAnswer } from './kept.ts';
import { readerOf } from './reader.ts';

const people = z.nullable(z.number());
const PartShape = z.nullable(
  z.object({
    people: z.number(),
    share: z.number(),
    interval: z.tuple([z.number(), z.number()]),
  }),
);
const SideShape = z.object({
  status: z.enum(['measured', 'suppressed']),
  reason: z.nullable(z.string()),
  teams: z.number(),
  people,
  active: PartShape,
  regular: PartShape,
});

const AdoptionShape = readerOf<AdoptionResponse>()(
  z.object({
    from: z.string(),
    to: z.string(),
    groups: z.array(
      z.object({
        key: z.string(),
        status: z.enum(['measured', 'suppressed']),
        people,
        reason: z.nullable(z.string()),
        sources: z.array(
          z.object({
            tool: z.string(),
            source: z.enum(['seat', 'usage', 'import', 'disclosed']),
            startedBefore: z.number(),
            unknown: z.number(),
            weeks: z.array(z.object({ week: z.string(), started: z.number() })),
          }),
        ),
        funnel: z.nullable(
          z.object({
            week: z.string(),
            seats: people,
            active: PartShape,
            regular: PartShape,
            idle: people,
            grace: people,
            idleCost: z.nullable(z.number()),
          }),
        ),
        weeks: z.array(
          z.object({
            week: z.string(),
            present: z.number(),
            recentlyPresent: z.number(),
            seats: people,
            active: people,
            ways: z.nullable(
              z.object({
                completion: z.number(),
                chat: z.number(),
                agent_mode: z.number(),
                cli: z.number(),
                cloud_agent: z.number(),
                code_review: z.number(),
              }),
            ),
            stages: z.nullable(
              z.object({ assistive: z.number(), workflow: z.number(), agentic: z.number() }),
            ),
          }),
        ),
      }),
    ),
    champions: z.nullable(z.object({ week: z.string(), with: SideShape, without: SideShape })),
    seatCost: z.nullable(z.object({ amount: z.number(), currency: z.string() })),
    breaks: z.array(
      z.object({
        day: z.string(),
        what: z.string(),
        affects: z.array(z.enum(['seat', 'usage'])),
      }),
    ),
  }),
);

/** How far adoption has come, by week: of everybody first, then of each team. */
export type Adoption = z.output<typeof AdoptionShape>;
/** Everybody, or a team. */
export type AdoptionGroup = Adoption['groups'][number];
/** Teams with a champion, or without. */
export type ChampionSide = NonNullable<Adoption['champions']>['with'];

/**
 * Of the period alone: seats and their use know neither repositories nor authorship. Everybody and
 * the teams are asked for apart, for an answer by team leaves out who is in none.
 */
export function adoptionQuery({ org, from, to }: Pick<Scope, 'org' | 'from' | 'to'>) {
  return queryOptions({
    queryKey: ['adoption', org, from, to],
    placeholderData: keptAnswer(org),
    queryFn: async ({ signal }): Promise<Adoption> => {
      const path = `${organizationPath(org)}/adoption`;
      const [all, teams] = await Promise.all([
        ask({ path, parameters: { from, to }, signal }, AdoptionShape),
        ask({ path, parameters: { from, to, by: 'team' }, signal }, AdoptionShape),
      ]);
      return { ...teams, groups: [...all.groups, ...teams.groups] };
    },
  });
}

const IdleShape = readerOf<IdleSeats>()(
  z.object({
    day: z.nullable(z.string()),
    seats: z.array(
      z.object({
        login: z.string(),
        teams: z.array(z.string()),
        grantedOn: z.string(),
        lastUsedOn: z.nullable(z.string()),
        inGrace: z.boolean(),
      }),
    ),
  }),
);

/** A seat that is not used, and whose it is. */
export type IdleSeat = z.output<typeof IdleShape>['seats'][number];

/** Who has a seat and does not use it: asked for only when an administrator wants to see names. */
export function idleSeatsQuery(org: string) {
  return queryOptions({
    queryKey: ['idle-seats', org],
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
    queryFn: ({ signal }) =>
      ask({ path: `${organizationPath(org)}/seats/idle`, signal }, IdleShape),
  });
}

import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { CalendarDay } from './instants.ts';
import { Champion } from './people.ts';

export const TeamPath = OrganizationPath.extend({
  team: z.string().min(1).max(200).meta({ description: 'Slug (any case) or id of the team.' }),
});

const known = z.int().nullable();

/** A team with its size now and over the last year; counts, never names of members. */
export const TeamSummary = z
  .object({
    id: z.int(),
    slug: z.string(),
    name: z.string(),
    status: z.enum(['measured', 'suppressed']),
    reason: z.string().nullable(),
    people: known.meta({ description: 'Members today, bots left out.' }),
    adopted: known.meta({
      description:
        'Of those, who use a tool: by reports, marks or an import. A licence alone does not count.',
    }),
    champions: z.array(Champion).meta({ description: 'Of now and before, by begin.' }),
    sizes: z
      .array(z.object({ day: CalendarDay, people: known }))
      .meta({ description: 'Members on the first of each of the last 12 months, and today.' }),
  })
  .meta({ id: 'TeamSummary' });
export type TeamSummary = z.infer<typeof TeamSummary>;

export const TeamSummaryList = z
  .object({ items: z.array(TeamSummary), nextCursor: z.null() })
  .meta({ id: 'TeamSummaryList' });
export type TeamSummaryList = z.infer<typeof TeamSummaryList>;

export const TeamMember = z
  .object({
    login: z.string(),
    from: CalendarDay,
    to: CalendarDay.nullable().meta({ description: 'First day no longer; null while it lasts.' }),
    adoption: z.enum(['known', 'unknown', 'none']).meta({
      description: 'unknown: uses a tool, but nobody knows since when.',
    }),
    adoptedOn: CalendarDay.nullable().meta({ description: 'First start with any tool.' }),
  })
  .meta({ id: 'TeamMember' });
export type TeamMember = z.infer<typeof TeamMember>;

/** A time in a team, as an administrator says it. */
const MembershipTime = z
  .strictObject({
    from: z.iso.date().meta({ examples: ['2026-01-31'] }),
    to: z.iso.date().nullable().default(null).meta({ description: 'First day no longer.' }),
  })
  .refine(({ from, to }) => to === null || from < to, {
    path: ['to'],
    message: 'must be later than from',
  });

export const MembershipRequest = z
  .strictObject({
    login: z.string().trim().min(1).max(100),
    times: z
      .array(MembershipTime)
      .max(50)
      .meta({ description: 'All times of the person in the team, in order; none: never in it.' }),
  })
  .refine(
    ({ times }) =>
      times.every(({ from }, place) => {
        const before = times[place - 1];
        return before === undefined || (before.to !== null && before.to <= from);
      }),
    { path: ['times'], message: 'must be in order and not overlap' },
  )
  .meta({ id: 'MembershipRequest' });
export type MembershipRequest = z.output<typeof MembershipRequest>;

const KnownTime = z.object({ from: CalendarDay, to: CalendarDay.nullable() });

export const MembershipChange = z
  .object({
    login: z.string(),
    before: z.array(KnownTime),
    after: z.array(KnownTime),
    pullRequests: z.int().meta({
      description:
        'How many pull requests of the person count otherwise for the team: opened, merged or closed on a day that is in one of the two.',
    }),
  })
  .meta({ id: 'MembershipChange' });
export type MembershipChange = z.infer<typeof MembershipChange>;

export const MembershipReturn = z
  .strictObject({ login: z.string().trim().min(1).max(100) })
  .meta({ id: 'MembershipReturn' });
export type MembershipReturn = z.output<typeof MembershipReturn>;

/** Somebody whose times in the team an administrator said. */
export const TeamCorrection = z
  .object({
    login: z.string(),
    on: CalendarDay.meta({ description: 'When it was said.' }),
    github: z
      .object({ change: z.enum(['added', 'removed', 'times']), on: CalendarDay })
      .nullable()
      .meta({ description: 'What GitHub said otherwise since, and what did not count; or null.' }),
  })
  .meta({ id: 'TeamCorrection' });
export type TeamCorrection = z.infer<typeof TeamCorrection>;

export const TeamMemberList = z
  .object({
    items: z.array(TeamMember),
    corrections: z.array(TeamCorrection).meta({
      description: 'Whose times an administrator said: these win over every other source.',
    }),
    nextCursor: z.null(),
  })
  .meta({ id: 'TeamMemberList' });
export type TeamMemberList = z.infer<typeof TeamMemberList>;

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

export const TeamMemberList = z
  .object({ items: z.array(TeamMember), nextCursor: z.null() })
  .meta({ id: 'TeamMemberList' });
export type TeamMemberList = z.infer<typeof TeamMemberList>;

import { z } from 'zod';

import { CalendarDay, DateOrInstant } from './instants.ts';

export const AdoptionQuery = z.strictObject({
  from: DateOrInstant.optional().meta({
    description: '26 weeks before `to` unless told; at most 5 years.',
  }),
  to: DateOrInstant.optional().meta({ description: 'Now unless told.' }),
  by: z.literal('team', { error: 'must be "team"' }).optional(),
  tool: z.string().min(1).max(100).optional().meta({ description: 'Every tool unless told.' }),
});
export type AdoptionQuery = z.output<typeof AdoptionQuery>;

export const AdoptionSource = z.object({
  tool: z.string(),
  source: z.enum(['seat', 'usage', 'import', 'disclosed']),
  startedBefore: z.int().meta({ description: 'People who started before the window.' }),
  unknown: z.int().meta({ description: 'People who use it, but whose start is not known.' }),
  weeks: z.array(
    z.object({ week: CalendarDay, started: z.int().meta({ description: 'People who started.' }) }),
  ),
});

export const AdoptionGroup = z.object({
  key: z.string().meta({ description: 'all, or the slug of a team.' }),
  status: z.enum(['measured', 'suppressed']),
  people: z.int().nullable().meta({ description: 'People present in the window.' }),
  reason: z.string().nullable(),
  sources: z.array(AdoptionSource),
});
export type AdoptionGroup = z.infer<typeof AdoptionGroup>;

export const AdoptionResponse = z
  .object({
    from: CalendarDay.meta({ description: 'A Monday.' }),
    to: CalendarDay.meta({ description: 'A Monday: the first day no longer counted.' }),
    groups: z.array(AdoptionGroup),
  })
  .meta({ id: 'Adoption' });
export type AdoptionResponse = z.infer<typeof AdoptionResponse>;

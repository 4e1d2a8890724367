import { measureIds, measureUnits } from '@uplift/metrics';
import { z } from 'zod';

import { CalendarDay, DateOrInstant } from './instants.ts';

export const ChangesQuery = z.strictObject({
  from: DateOrInstant.optional().meta({
    description:
      'The first week to compare with: 12 weeks before the last full one unless told. From 8 to 52 weeks.',
  }),
  to: DateOrInstant.optional().meta({
    description: 'The last full week ends at or before it; now unless told.',
  }),
});
export type ChangesQuery = z.output<typeof ChangesQuery>;

export const Change = z
  .object({
    measure: z.enum(measureIds),
    title: z.string(),
    unit: z.enum(measureUnits),
    better: z.enum(['lower', 'higher', 'none']),
    by: z.enum(['team', 'repository']),
    key: z.string().meta({ description: 'The slug of the team, or the owner/name.' }),
    from: CalendarDay.meta({ description: 'The Monday of the week that moved.' }),
    to: CalendarDay,
    before: z.number().meta({
      description: 'The middle of the weeks before, in the unit of the measure.',
    }),
    after: z.number(),
    percent: z.number(),
    interval: z.tuple([z.number(), z.number()]).meta({ description: '95 %, of the percentage.' }),
    q: z.number().meta({
      description: 'The share of false alarms among all that are at least as clear.',
    }),
    words: z.string(),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof Change>;

export const ChangesResponse = z
  .object({
    week: z.object({ from: CalendarDay, to: CalendarDay }),
    trailing: z.object({ from: CalendarDay, to: CalendarDay }),
    items: z.array(Change).meta({ description: 'The largest change first.' }),
    tested: z.int().meta({
      description: 'Series that could be compared; the others have too little, or too few people.',
    }),
  })
  .meta({ id: 'Changes' });
export type ChangesResponse = z.infer<typeof ChangesResponse>;

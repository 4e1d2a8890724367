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

export const DefinitionBreak = z.object({
  day: CalendarDay,
  what: z.string().meta({ description: 'What GitHub counts otherwise from this day on.' }),
  affects: z.array(z.enum(['seat', 'usage'])).meta({ description: 'Sources that may jump there.' }),
  source: z.string().meta({ description: 'Where GitHub says so.' }),
});

export const AdoptionResponse = z
  .object({
    from: CalendarDay.meta({ description: 'A Monday.' }),
    to: CalendarDay.meta({ description: 'A Monday: the first day no longer counted.' }),
    groups: z.array(AdoptionGroup),
    breaks: z.array(DefinitionBreak).meta({
      description: 'Days within the window on which GitHub began to count something otherwise.',
    }),
  })
  .meta({ id: 'Adoption' });
export type AdoptionResponse = z.infer<typeof AdoptionResponse>;

export const AdoptionStarts = z
  .strictObject({
    starts: z
      .array(
        z.strictObject({
          login: z.string().trim().min(1).max(100),
          tool: z
            .string()
            .trim()
            .min(1)
            .max(100)
            .meta({ examples: ['cursor'] }),
          on: z.iso.date('must be a date, such as 2026-01-31').meta({ examples: ['2026-01-31'] }),
        }),
      )
      .min(1)
      .max(1000)
      .meta({ description: 'Who started with which tool on which day; up to 1,000.' }),
  })
  .meta({ id: 'AdoptionStarts' });
export type AdoptionStarts = z.output<typeof AdoptionStarts>;

export const AdoptionStartsAnswer = z
  .object({
    added: z.int().meta({ description: 'Starts that were not known before.' }),
    known: z.int().meta({ description: 'Starts that were.' }),
    unknownLogins: z.array(z.string()).meta({
      description: 'Logins that nothing is known of here; their starts were left out.',
    }),
  })
  .meta({ id: 'AdoptionStartsAnswer' });
export type AdoptionStartsAnswer = z.infer<typeof AdoptionStartsAnswer>;

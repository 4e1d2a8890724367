import { maturityStages, waysOfWorking } from '@uplift/metrics';
import { z } from 'zod';

import { CalendarDay, DateOrInstant } from './instants.ts';
import { SeatCost } from './people.ts';

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

const people = z.int();
const known = people.nullable();

/** How far adoption has come in one week: counts of people. */
export const AdoptionWeek = z
  .object({
    week: CalendarDay.meta({ description: 'A Monday.' }),
    present: people.meta({ description: 'Opened, merged, reviewed or committed anything.' }),
    recentlyPresent: people.meta({
      description: 'So in the 28 days that end with the week: the whole where seats are not known.',
    }),
    seats: known.meta({ description: 'By the last list of the week; null where there was none.' }),
    active: known.meta({
      description:
        'Used Copilot in the 28 days that end with the week; of the seats, or else of those recently present. Null where no report or list is of the week.',
    }),
    regular: known.meta({
      description: 'On at least four of those days. Null before the reports.',
    }),
    idle: known.meta({
      description: 'Seats granted more than 30 days before the list and not used in those days.',
    }),
    grace: known.meta({ description: 'Seats granted within those 30 days, and not used yet.' }),
    ways: z.record(z.enum(waysOfWorking), people).nullable().meta({
      description: 'People who chose each way of working in the week, of those present in it.',
    }),
    stages: z.record(z.enum(maturityStages), people).nullable().meta({
      description:
        'People recently present, by the highest stage that they used on two of the 28 days or more.',
    }),
  })
  .meta({ id: 'AdoptionWeek' });

/** A part of a group, as a share of it. */
const Part = z.object({
  people,
  share: z.number(),
  interval: z.tuple([z.number(), z.number()]).meta({ description: '95 % (Wilson).' }),
});

export const AdoptionFunnel = z
  .object({
    week: CalendarDay.meta({
      description:
        'The last one with a list of seats, if that is not over four weeks older than the last one with a report; else that one.',
    }),
    seats: known,
    active: Part.nullable().meta({
      description: 'Of the seats, or else of the people present in the 28 days.',
    }),
    regular: Part.nullable(),
    idle: known,
    grace: known,
    idleCost: z.number().nullable().meta({
      description: 'Of the idle seats in a month; null where the cost of a seat is not set.',
    }),
  })
  .meta({ id: 'AdoptionFunnel' });
export type AdoptionFunnel = z.infer<typeof AdoptionFunnel>;

export const AdoptionGroup = z.object({
  key: z.string().meta({ description: 'all, or the slug of a team.' }),
  status: z.enum(['measured', 'suppressed']),
  people: z.int().nullable().meta({ description: 'People present in the window.' }),
  reason: z.string().nullable(),
  sources: z.array(AdoptionSource),
  funnel: AdoptionFunnel.nullable().meta({
    description: 'Seats, those active of them, those regular of them; null where nothing is known.',
  }),
  weeks: z.array(AdoptionWeek),
});
export type AdoptionGroup = z.infer<typeof AdoptionGroup>;

export const ChampionSide = z
  .object({
    status: z.enum(['measured', 'suppressed']),
    reason: z.string().nullable(),
    teams: z.int(),
    people: known.meta({ description: 'Members of such teams who were present or had a seat.' }),
    active: Part.nullable().meta({ description: 'In the 28 days; of these people.' }),
    regular: Part.nullable(),
  })
  .meta({ id: 'ChampionSide' });
export type ChampionSide = z.infer<typeof ChampionSide>;

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
    champions: z
      .object({
        week: CalendarDay,
        with: ChampionSide,
        without: ChampionSide.meta({
          description: 'Of teams without a champion, who are in none that has one.',
        }),
      })
      .nullable()
      .meta({
        description:
          'Teams with and without a champion in the last week that is known. It describes; it does not say that champions are the cause.',
      }),
    seatCost: SeatCost.nullable(),
    breaks: z.array(DefinitionBreak).meta({
      description: 'Days within the window on which GitHub began to count something otherwise.',
    }),
  })
  .meta({ id: 'Adoption' });
export type AdoptionResponse = z.infer<typeof AdoptionResponse>;

export const IdleSeats = z
  .object({
    day: CalendarDay.nullable().meta({ description: 'Of the last list; null before the first.' }),
    seats: z.array(
      z.object({
        login: z.string(),
        teams: z.array(z.string()).meta({ description: 'Slugs.' }),
        grantedOn: CalendarDay,
        lastUsedOn: CalendarDay.nullable(),
        inGrace: z.boolean().meta({ description: 'Granted within 30 days before the list.' }),
      }),
    ),
  })
  .meta({ id: 'IdleSeats' });
export type IdleSeats = z.infer<typeof IdleSeats>;

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

import { authorships, grains, measureIds, measureUnits } from '@uplift/metrics';
import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { DateOrInstant, Instant } from './instants.ts';
import { clockParameter, WorkingClockState, WorkingStages } from './working-hours.ts';

/** The measure is checked by the handler, which answers an unknown one with the list of ids. */
export const SeriesPath = OrganizationPath.extend({
  measure: z
    .string()
    .meta({ description: `One of ${measureIds.join(', ')}.`, examples: ['cycle_time'] }),
});

/** Filters that series and lists share. */
export const scopeParameters = {
  team: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Slug or id of a team, as it stood on the day of each pull request.' }),
  repository: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: '"owner/name" or id of a repository.' }),
  authorship: z
    .enum(authorships, { error: `must be one of ${authorships.join(', ')}` })
    .optional()
    .meta({
      description:
        'agent, assisted, unmarked (no mark is known, which proves nothing) or bot. Pull requests of other bots are left out unless asked for.',
    }),
};

export const SeriesQuery = z.strictObject({
  from: DateOrInstant.optional().meta({
    description: 'First instant; 26 weeks before `to` unless told. At most 5 years in all.',
  }),
  to: DateOrInstant.optional().meta({
    description: 'First instant no longer asked for; now unless told.',
  }),
  grain: z
    .enum(grains, { error: 'must be day, week or month' })
    .default('week')
    .meta({ description: 'UTC days, weeks from Monday, or calendar months.' }),
  by: z
    .enum(['team', 'repository', 'cohort', 'authorship'], {
      error: 'must be team, repository, cohort or authorship',
    })
    .optional()
    .meta({ description: 'One series for each team, repository, cohort or authorship grade.' }),
  ...scopeParameters,
  cohort: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Id or name of a saved cohort: the same people throughout.' }),
  ...clockParameter,
});
export type SeriesQuery = z.output<typeof SeriesQuery>;

/** Figures by the clock of working hours. */
export const WorkingFigures = z
  .object({
    value: z.number(),
    p75: z.number().nullable(),
    p90: z.number().nullable(),
    mean: z.number(),
    stages: WorkingStages.meta({
      description: 'The mean by stage. Added in this order they are `mean`, to the last digit.',
    }),
    interval: z.tuple([z.number(), z.number()]).nullable(),
  })
  .meta({ id: 'WorkingFigures', description: 'In seconds in which people work.' });
export type WorkingFigures = z.infer<typeof WorkingFigures>;

export const SeriesPoint = z
  .object({
    from: Instant,
    to: Instant,
    status: z.enum(['measured', 'insufficient_data', 'suppressed']),
    value: z
      .number()
      .nullable()
      .meta({ description: 'In the unit of the measure; null unless measured.' }),
    p75: z.number().nullable(),
    p90: z.number().nullable(),
    mean: z.number().nullable(),
    stages: z
      .object({ coding: z.number(), pickup: z.number(), review: z.number(), merge: z.number() })
      .nullable()
      .meta({
        description:
          'Cycle time: the mean by stage. Added in this order they are `mean`, to the last digit. Null of other measures.',
      }),
    interval: z
      .tuple([z.number(), z.number()])
      .nullable()
      .meta({ description: '95 % interval of the value; null for plain counts.' }),
    sampleSize: z.int().nullable().meta({ description: 'Null where suppressed.' }),
    provisional: z.boolean().meta({ description: 'The value can still change.' }),
    reason: z.string().nullable().meta({ description: 'Why there is no value, for people.' }),
    working: WorkingFigures.nullable().optional().meta({
      description:
        'The same pull requests by the clock of working hours. Only where that is asked for; null where there is no value, or it is still being computed.',
    }),
  })
  .meta({ id: 'SeriesPoint' });
export type SeriesPoint = z.infer<typeof SeriesPoint>;

export const SeriesLine = z.object({
  key: z.string().meta({
    description:
      'all, or the slug of a team, the owner/name of a repository, the name of a cohort, a grade of authorship.',
  }),
  points: z.array(SeriesPoint),
});
export type SeriesLine = z.infer<typeof SeriesLine>;

export const SeriesResponse = z
  .object({
    measure: z.enum(measureIds),
    title: z.string(),
    unit: z.enum(measureUnits),
    better: z.enum(['lower', 'higher', 'none']),
    grain: z.enum(grains),
    from: Instant,
    to: Instant,
    series: z.array(SeriesLine),
    workingClock: WorkingClockState.optional(),
  })
  .meta({
    id: 'Series',
    examples: [
      {
        measure: 'cycle_time',
        title: 'Cycle time',
        unit: 'seconds',
        better: 'lower',
        grain: 'week',
        from: '2026-03-02T00:00:00.000Z',
        to: '2026-03-09T00:00:00.000Z',
        series: [
          {
            key: 'all',
            points: [
              {
                from: '2026-03-02T00:00:00.000Z',
                to: '2026-03-09T00:00:00.000Z',
                status: 'measured',
                value: 93_600,
                p75: 183_600,
                p90: 328_320,
                mean: 140_400,
                stages: { coding: 46_800, pickup: 36_000, review: 50_400, merge: 7_200 },
                interval: [86_400, 100_800],
                sampleSize: 171,
                provisional: false,
                reason: null,
              },
            ],
          },
        ],
      },
    ],
  });
export type SeriesResponse = z.infer<typeof SeriesResponse>;

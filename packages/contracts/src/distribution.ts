import { distributionMeasures, measureUnits } from '@uplift/metrics';
import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { DateOrInstant, Instant } from './instants.ts';
import { scopeParameters, SeriesQuery } from './series.ts';
import { clockParameter, WorkingClockState } from './working-hours.ts';

export const DistributionPath = OrganizationPath.extend({
  measure: z.string().meta({
    description: `One of ${distributionMeasures.join(', ')}.`,
    examples: ['cycle_time'],
  }),
});

export const DistributionQuery = z.strictObject({
  from: DateOrInstant.optional().meta({
    description:
      'First instant, by merge; 26 weeks before `to` unless told. At most 5 years in all.',
  }),
  to: DateOrInstant.optional().meta({ description: 'First instant no longer; now unless told.' }),
  ...scopeParameters,
  cohort: SeriesQuery.shape.cohort,
  ...clockParameter,
});
export type DistributionQuery = z.output<typeof DistributionQuery>;

const value = z.number();

const Quantiles = z.object({ p10: value, p25: value, p50: value, p75: value, p90: value });

export const DistributionResponse = z
  .object({
    measure: z.enum(distributionMeasures),
    title: z.string(),
    unit: z.enum(measureUnits),
    better: z.enum(['lower', 'higher', 'none']),
    from: Instant,
    to: Instant,
    status: z.enum(['measured', 'insufficient_data', 'suppressed']),
    reason: z.string().nullable().meta({ description: 'Why there are no bins, for people.' }),
    sampleSize: z.int().nullable().meta({ description: 'Null where suppressed.' }),
    quantiles: Quantiles.nullable().meta({
      description: 'In the unit of the measure, over the whole window.',
    }),
    interval: z
      .tuple([z.number(), z.number()])
      .nullable()
      .meta({ description: '95 % interval of the median.' }),
    mean: z.number().nullable(),
    bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.int() })).meta({
      description:
        'Values in [from, to), from the first that holds any to the last. Edges grow by √2 from a minute on, those of whole numbers by 2 from one on; below lies one bin from zero.',
    }),
    working: z
      .object({
        quantiles: Quantiles,
        interval: z.tuple([value, value]),
        mean: value,
      })
      .nullable()
      .optional()
      .meta({
        description:
          'The same pull requests by the clock of working hours. Only where that is asked for; null where there is no value, or it is still being computed.',
      }),
    workingClock: WorkingClockState.optional(),
  })
  .meta({ id: 'Distribution' });
export type DistributionResponse = z.infer<typeof DistributionResponse>;

import { z } from 'zod';

import { comparisonMethods } from './comparison-requests.ts';
import { ComparisonQuestion, ComparisonResult } from './comparisons.ts';
import { CalendarDay } from './instants.ts';

/** What a comparison would rest on. */
export const ComparisonPreview = z
  .object({
    question: ComparisonQuestion,
    method: z.enum(comparisonMethods),
    n: ComparisonResult.shape.n,
    clusteredBy: z
      .enum(['team', 'developer'])
      .meta({ description: 'What errors would be clustered by.' }),
    detectable: z.object({
      percent: z.number().nullable().meta({
        description:
          'The smallest change that would be found four times in five, told from weeks without the tool alone; null where none can be.',
      }),
      words: z.string(),
    }),
    weeks: z
      .object({ before: z.int(), after: z.int() })
      .meta({ description: 'Weeks before and full weeks after adoption of the median adopter.' }),
    starts: z
      .object({
        first: CalendarDay.nullable(),
        last: CalendarDay.nullable(),
        grain: z.enum(['week', 'month']),
        buckets: z.array(z.object({ from: CalendarDay, developers: z.int().nullable() })),
      })
      .meta({
        description:
          'Known starts by week, or by month over more than half a year. Counts below the minimum group are hidden (null), with as many others as it takes for sums not to tell them.',
      }),
    exclusions: ComparisonResult.shape.exclusions,
    hurdles: z
      .array(z.object({ rule: z.string(), words: z.string() }))
      .meta({ description: 'What would keep it from claiming anything, as far as known.' }),
  })
  .meta({ id: 'ComparisonPreview' });
export type ComparisonPreview = z.infer<typeof ComparisonPreview>;

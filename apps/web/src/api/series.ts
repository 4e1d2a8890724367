import type { SeriesPoint as SentPoint, SeriesResponse } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import type { Scope } from '../address/scope.ts';
import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { keptAnswer } from './kept.ts';
import { readerOf } from './reader.ts';
import { UnitShape } from './units.ts';

const Interval = z.nullable(z.tuple([z.number(), z.number()]));

const StageMeans = z.object({
  coding: z.number(),
  pickup: z.number(),
  review: z.number(),
  merge: z.number(),
});

const PointShape = readerOf<SentPoint>()(
  z.object({
    from: z.string(),
    to: z.string(),
    status: z.enum(['measured', 'insufficient_data', 'suppressed']),
    value: z.nullable(z.number()),
    p75: z.nullable(z.number()),
    p90: z.nullable(z.number()),
    mean: z.nullable(z.number()),
    stages: z.optional(z.nullable(StageMeans)),
    interval: Interval,
    sampleSize: z.nullable(z.number()),
    provisional: z.boolean(),
    reason: z.nullable(z.string()),
  }),
);

const SeriesShape = readerOf<SeriesResponse>()(
  z.object({
    measure: z.string(),
    title: z.string(),
    unit: UnitShape,
    better: z.enum(['lower', 'higher', 'none']),
    grain: z.enum(['day', 'week', 'month']),
    series: z.array(z.object({ key: z.string(), points: z.array(PointShape) })),
  }),
);

/** A measure over time, one line or one for each part. */
export type Series = z.output<typeof SeriesShape>;
/** A bucket of a line. */
export type SeriesPoint = z.output<typeof PointShape>;
/** The unit of a measure; a `share` lies between 0 and 1. */
export type Unit = Series['unit'];
/** How long a bucket is: UTC days, weeks from Monday, or months. */
export type Grain = Series['grain'];

/** What a series is cut by into lines. */
export type SeriesPart = 'team' | 'repository' | 'cohort' | 'authorship';

/** A measure in a scope, the old drawing kept while a new one is on its way. */
export function seriesQuery(
  scope: Scope,
  measure: string,
  { by, grain }: { readonly by?: SeriesPart; readonly grain?: Grain } = {},
) {
  const { org, ...asked } = scope;
  const parameters = { ...asked, grain: grain ?? asked.grain, by };
  return queryOptions({
    queryKey: ['series', org, measure, parameters],
    placeholderData: keptAnswer(org, measure),
    queryFn: ({ signal }) =>
      ask({ path: `${organizationPath(org)}/series/${measure}`, parameters, signal }, SeriesShape),
  });
}

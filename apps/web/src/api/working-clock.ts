import type { DistributionResponse, PullRequestDetail, SeriesResponse } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import type { Scope } from '../address/scope.ts';
import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import type { PullRequestPlace } from './pull-requests.ts';
import { readerOf } from './reader.ts';

const Interval = z.nullable(z.tuple([z.number(), z.number()]));
const State = z.enum(['unset', 'computing', 'ready']);
const Stages = z.object({
  coding: z.number(),
  pickup: z.number(),
  review: z.number(),
  merge: z.number(),
});

const FiguresShape = z.object({
  value: z.number(),
  p75: z.nullable(z.number()),
  p90: z.nullable(z.number()),
  mean: z.number(),
  interval: Interval,
});

const WorkingSeriesShape = readerOf<SeriesResponse>()(
  z.object({
    series: z.array(
      z.object({
        points: z.array(
          z.object({ from: z.string(), working: z.optional(z.nullable(FiguresShape)) }),
        ),
      }),
    ),
    workingClock: z.optional(State),
  }),
);

const WorkingDistributionShape = readerOf<DistributionResponse>()(
  z.object({
    working: z.optional(
      z.nullable(
        z.object({
          quantiles: z.object({ p50: z.number(), p75: z.number(), p90: z.number() }),
          interval: z.tuple([z.number(), z.number()]),
          mean: z.number(),
        }),
      ),
    ),
    workingClock: z.optional(State),
  }),
);

const WorkingTimesShape = readerOf<PullRequestDetail>()(
  z.object({
    working: z.optional(
      z.nullable(
        z.object({ zone: z.string(), cycleTimeSeconds: z.nullable(z.number()), stages: Stages }),
      ),
    ),
  }),
);

/** Figures of a bucket in seconds in which people work. */
export type WorkingFigures = z.output<typeof FiguresShape>;
/** Figures of a whole window in seconds in which people work, and how the clock stands. */
export type WorkingDistribution = z.output<typeof WorkingDistributionShape>;
/** How the clock of working hours stands. */
export type WorkingClockState = z.output<typeof State>;

const clock = 'working';

/** Cycle time of each bucket by the clock of working hours. */
export function workingSeriesQuery({ org, ...asked }: Scope) {
  const path = `${organizationPath(org)}/series/cycle_time`;
  const parameters = { ...asked, clock };
  return queryOptions({
    queryKey: ['series', org, 'cycle_time', parameters],
    queryFn: ({ signal }) => ask({ path, parameters, signal }, WorkingSeriesShape),
  });
}

/** Cycle time of a whole window by the clock of working hours. */
export function workingDistributionQuery({ org, grain: _grain, ...asked }: Scope) {
  const path = `${organizationPath(org)}/distribution/cycle_time`;
  const parameters = { ...asked, clock };
  return queryOptions({
    queryKey: ['distribution', org, 'cycle_time', parameters],
    queryFn: ({ signal }) => ask({ path, parameters, signal }, WorkingDistributionShape),
  });
}

/** The times of a pull request by the clock of working hours; null while nobody has said when people work. */
export function workingTimesQuery(org: string, { owner, name, number }: PullRequestPlace) {
  const place = [owner, name, number].map(encodeURIComponent).join('/');
  const path = `${organizationPath(org)}/pull-requests/${place}`;
  return queryOptions({
    queryKey: ['pull-request', org, place, clock],
    queryFn: async ({ signal }) => {
      const { working } = await ask({ path, parameters: { clock }, signal }, WorkingTimesShape);
      return working ?? null;
    },
  });
}

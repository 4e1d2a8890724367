import type { DistributionResponse } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import type { Scope } from '../address/scope.ts';
import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { keptAnswer } from './kept.ts';
import { readerOf } from './reader.ts';

const DistributionShape = readerOf<DistributionResponse>()(
  z.object({
    measure: z.string(),
    status: z.enum(['measured', 'insufficient_data', 'suppressed']),
    reason: z.nullable(z.string()),
    sampleSize: z.nullable(z.number()),
    quantiles: z.nullable(z.object({ p50: z.number(), p75: z.number(), p90: z.number() })),
    interval: z.nullable(z.tuple([z.number(), z.number()])),
    mean: z.nullable(z.number()),
    bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })),
  }),
);

/** How a duration of merged pull requests is spread over a whole window, in seconds. */
export type Distribution = z.output<typeof DistributionShape>;
/** Values in `[from, to)`. */
export type Bin = Distribution['bins'][number];

/** How a measure is spread in a scope; the grain of the scope plays no part. */
export function distributionQuery(scope: Scope, measure: string) {
  const { org, grain: _grain, ...parameters } = scope;
  return queryOptions({
    queryKey: ['distribution', org, measure, parameters],
    placeholderData: keptAnswer(org, measure),
    queryFn: ({ signal }) =>
      ask(
        { path: `${organizationPath(org)}/distribution/${measure}`, parameters, signal },
        DistributionShape,
      ),
  });
}

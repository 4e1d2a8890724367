import type { DistributionResponse } from '@uplift/contracts';

import { COUNTED, numberIn, numbersIn, type Walk } from './facts.ts';

/** How a measure is spread over the window, as the API tells it. */
export async function distributionOf({ dashboard, window }: Walk, measure: string) {
  return dashboard.ask<DistributionResponse>(`/distribution/${measure}?${window}`);
}

/** Percentiles, n and mean of a column of what was merged in the window. */
export async function spreadIn({ store, days }: Walk, column: string) {
  const [row] = await store.rows(`
    with ${COUNTED}
    select array_agg(x order by x) as sorted, count(*) as n, avg(x) as mean,
      percentile_cont(0.5) within group (order by x) as p50,
      percentile_cont(0.75) within group (order by x) as p75,
      percentile_cont(0.9) within group (order by x) as p90
    from (select ${column} as x from counted
      where merged_at >= '${days.from}T00:00Z' and merged_at < '${days.to}T00:00Z') own
    where x is not null`);
  const of = (name: string) => numberIn(row, name);
  const [p50, p75, p90, n, mean] = [of('p50'), of('p75'), of('p90'), of('n'), of('mean')];
  return { p50, p75, p90, n, mean, sorted: numbersIn(row?.['sorted']) };
}

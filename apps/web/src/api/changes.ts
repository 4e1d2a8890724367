import type { ChangesResponse } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';
import { UnitShape } from './units.ts';

const ChangesShape = readerOf<ChangesResponse>()(
  z.object({
    week: z.object({ from: z.string(), to: z.string() }),
    tested: z.number(),
    items: z.array(
      z.object({
        measure: z.string(),
        title: z.string(),
        unit: UnitShape,
        by: z.enum(['team', 'repository']),
        key: z.string(),
        before: z.number(),
        after: z.number(),
        percent: z.number(),
        interval: z.tuple([z.number(), z.number()]),
      }),
    ),
  }),
);

/** What moved beyond noise in the last full week, the largest first. */
export type Changes = z.output<typeof ChangesShape>;

/** Of every team and repository that may be shown; no filter narrows it. */
export function changesQuery(org: string) {
  return queryOptions({
    queryKey: ['changes', org],
    queryFn: ({ signal }) =>
      ask({ path: `${organizationPath(org)}/changes`, signal }, ChangesShape),
  });
}

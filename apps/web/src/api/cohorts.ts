import type { CohortList } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const CohortsShape = readerOf<CohortList>()(
  z.object({
    items: z.array(z.object({ id: z.number(), name: z.string(), size: z.nullable(z.number()) })),
    nextCursor: z.nullable(z.string()),
  }),
);

/** A frozen group of people. */
export type Cohort = z.output<typeof CohortsShape>['items'][number];

/** The saved cohorts, newest first; the latest two hundred. */
export function cohortsQuery(org: string) {
  return queryOptions({
    queryKey: ['cohorts', org],
    queryFn: async ({ signal }) => {
      const path = `${organizationPath(org)}/cohorts`;
      const page = await ask({ path, parameters: { limit: '200' }, signal }, CohortsShape);
      return page.items;
    },
  });
}

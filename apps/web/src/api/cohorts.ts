import type { CohortList } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const source = z.enum(['usage', 'seat', 'import', 'disclosed']);

const CohortShape = z.object({
  id: z.number(),
  name: z.string(),
  rules: z.object({
    teams: z.nullable(z.array(z.string())),
    asOf: z.nullable(z.string()),
    adopted: z.nullable(
      z.object({
        tool: z.string(),
        source,
        from: z.nullable(z.string()),
        to: z.nullable(z.string()),
      }),
    ),
    notAdopted: z.nullable(z.object({ tool: z.string(), source, by: z.string() })),
    named: z.nullable(z.number()),
  }),
  size: z.nullable(z.number()),
  frozenAt: z.string(),
});

const CohortsShape = readerOf<CohortList>()(
  z.object({ items: z.array(CohortShape), nextCursor: z.nullable(z.string()) }),
);

/** A frozen group of people. */
export type Cohort = z.output<typeof CohortShape>;

/** A name, and the rules that say who is in it: all of them apply. Days are UTC, `to` is past the last. */
export type CohortWish = {
  readonly name: string;
  readonly rules: {
    readonly teams?: readonly string[];
    readonly adopted?: { readonly tool: string; readonly from?: string; readonly to?: string };
    readonly notAdopted?: { readonly tool: string; readonly by: string };
  };
};

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

/** Freezes who fits the rules now. */
export function freezeCohort(org: string, body: CohortWish) {
  const path = `${organizationPath(org)}/cohorts`;
  return ask({ path, wish: { method: 'POST', body } }, CohortShape);
}

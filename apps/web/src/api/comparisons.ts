import type { Comparison as SentComparison, ComparisonList } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';
import { Sentence } from './sentence.ts';

const Interval = z.nullable(z.tuple([z.number(), z.number()]));

const Verdict = z.object({
  claim: z.enum(['effect', 'associated', 'no_material_change', 'cannot_tell', 'descriptive_only']),
  direction: z.enum(['lower', 'higher', 'none']),
  words: Sentence,
  reasons: z.array(z.object({ rule: z.string(), words: Sentence })),
  indicative: z.optional(z.boolean()),
});
const Effect = z.object({
  percent: z.nullable(z.number()),
  interval: Interval,
  p: z.nullable(z.number()),
});
const summary = {
  id: z.number(),
  name: z.string(),
  measure: z.string(),
  status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  createdAt: z.string(),
  finishedAt: z.nullable(z.string()),
  frozen: z.boolean(),
  primary: z.boolean(),
  verdict: z.optional(Verdict),
  effect: z.optional(Effect),
};

const ListShape = readerOf<ComparisonList>()(
  z.object({ items: z.array(z.object(summary)), nextCursor: z.nullable(z.string()) }),
);

const ComparisonShape = readerOf<SentComparison>()(
  z.object({
    ...summary,
    question: z.object({
      tool: z.string(),
      teams: z.nullable(z.array(z.string())),
      cohort: z.optional(z.object({ name: z.string() })),
    }),
    levels: z.optional(
      z.object({
        before: z.nullable(z.number()),
        after: z.nullable(z.number()),
        expected: z.optional(z.nullable(z.number())),
        unit: z.string(),
      }),
    ),
    n: z.optional(
      z.object({
        treatedDevelopers: z.number(),
        controlDevelopers: z.number(),
        pullRequests: z.number(),
        weeks: z.number(),
      }),
    ),
    checks: z.optional(
      z.array(
        z.object({
          id: z.string(),
          passed: z.boolean(),
          numbers: z.optional(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
        }),
      ),
    ),
    guards: z.optional(
      z.array(z.object({ measure: z.string(), percent: z.number(), interval: Interval })),
    ),
    naive: z.optional(z.object({ percent: z.nullable(z.number()), interval: Interval })),
  }),
);

/** A comparison as a list tells it. */
export type ListedComparison = z.output<typeof ListShape>['items'][number];
/** A comparison with what the overview reads of its answer. */
export type Comparison = z.output<typeof ComparisonShape>;
/** How much a comparison may say. */
export type Claim = z.output<typeof Verdict>['claim'];

/** The comparisons of an organisation, latest first; the latest two hundred. */
export function comparisonsQuery(org: string) {
  return queryOptions({
    queryKey: ['comparisons', org],
    queryFn: async ({ signal }) => {
      const path = `${organizationPath(org)}/comparisons`;
      const page = await ask({ path, parameters: { limit: '200' }, signal }, ListShape);
      return page.items;
    },
  });
}

/** A comparison with its answer. A frozen one never changes. */
export function comparisonQuery(org: string, id: number, frozen: boolean) {
  return queryOptions({
    queryKey: ['comparison', org, id],
    staleTime: frozen ? Number.POSITIVE_INFINITY : 60_000,
    queryFn: ({ signal }) =>
      ask({ path: `${organizationPath(org)}/comparisons/${id}`, signal }, ComparisonShape),
  });
}

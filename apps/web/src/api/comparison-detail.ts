import type { Comparison as SentComparison } from '@uplift/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';
import { Sentence } from './sentence.ts';

const Interval = z.nullable(z.tuple([z.number(), z.number()]));
const Change = { percent: z.number(), interval: Interval };
const CohortRef = z.object({ id: z.number(), name: z.string() });

/** The question of a comparison, every default resolved. */
export const QuestionShape = z.object({
  tool: z.string(),
  source: z.enum(['usage', 'seat', 'import', 'disclosed']),
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  teams: z.nullable(z.array(z.string())),
  cohort: z.optional(CohortRef),
  cohorts: z.optional(
    z.object({ treated: CohortRef, control: CohortRef, since: z.nullable(z.string()) }),
  ),
  seed: z.number(),
});

/** How many an answer rests on. */
export const SizeShape = z.object({
  treatedDevelopers: z.number(),
  controlDevelopers: z.number(),
  clusters: z.number(),
  pullRequests: z.number(),
  weeks: z.number(),
});

/** Whom a comparison leaves out, and why. */
export const ExclusionsShape = z.array(
  z.object({ reason: z.string(), developers: z.number(), pullRequests: z.number() }),
);

const answer = {
  verdict: z.optional(
    z.object({
      claim: z.enum([
        'effect',
        'associated',
        'no_material_change',
        'cannot_tell',
        'descriptive_only',
      ]),
      direction: z.enum(['lower', 'higher', 'none']),
      words: Sentence,
      reasons: z.array(z.object({ rule: z.string(), words: Sentence })),
      indicative: z.optional(z.boolean()),
    }),
  ),
  effect: z.optional(
    z.object({ percent: z.nullable(z.number()), interval: Interval, p: z.nullable(z.number()) }),
  ),
  levels: z.optional(
    z.object({
      before: z.nullable(z.number()),
      after: z.nullable(z.number()),
      expected: z.optional(z.nullable(z.number())),
      unit: z.string(),
    }),
  ),
  n: z.optional(SizeShape),
  eventStudy: z.optional(
    z.array(
      z.object({
        week: z.number(),
        ...Change,
        band: Interval,
        n: z.optional(z.number()),
        level: z.optional(z.nullable(z.number())),
        expected: z.optional(z.nullable(z.number())),
      }),
    ),
  ),
  checks: z.optional(
    z.array(
      z.object({
        id: z.string(),
        passed: z.boolean(),
        words: Sentence,
        numbers: z.optional(z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
      }),
    ),
  ),
  robustness: z.optional(
    z.array(z.object({ estimator: z.string(), ...Change, words: z.optional(Sentence) })),
  ),
  guards: z.optional(z.array(z.object({ measure: z.string(), ...Change, words: Sentence }))),
  horizons: z.optional(
    z.array(
      z.object({
        measure: z.enum([
          'merged_within_24h',
          'merged_within_72h',
          'merged_within_168h',
          'restricted_mean',
        ]),
        unit: z.enum(['share', 'seconds']),
        before: z.number(),
        after: z.number(),
        expected: z.number(),
        change: z.number(),
        interval: Interval,
        words: Sentence,
      }),
    ),
  ),
  medians: z.optional(
    z.array(
      z.object({
        of: z.enum([
          'adopters_before',
          'adopters_after',
          'adopters_expected',
          'controls_before',
          'controls_after',
        ]),
        seconds: z.nullable(z.number()),
        interval: Interval,
      }),
    ),
  ),
  naive: z.optional(z.object({ percent: z.nullable(z.number()), interval: Interval })),
  exclusions: z.optional(ExclusionsShape),
  method: z.optional(
    z.object({
      id: z.string(),
      version: z.string(),
      words: Sentence,
      settings: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  data: z.optional(
    z.object({
      version: z.string(),
      seed: z.number(),
      hash: z.string(),
      computedAt: z.string(),
    }),
  ),
};

/** Reads a comparison with all of its answer. */
export const DetailShape = readerOf<SentComparison>()(
  z.object({
    id: z.number(),
    name: z.string(),
    measure: z.string(),
    status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    progress: z.number(),
    createdAt: z.string(),
    finishedAt: z.nullable(z.string()),
    frozen: z.boolean(),
    primary: z.boolean(),
    failure: z.nullable(z.string()),
    question: QuestionShape,
    ...answer,
  }),
);

/** A comparison with all that its page shows. */
export type ComparisonDetail = z.output<typeof DetailShape>;
/** A week of an event study. */
export type EventWeek = NonNullable<ComparisonDetail['eventStudy']>[number];
/** Something that would have kept the answer from being believed. */
export type Check = NonNullable<ComparisonDetail['checks']>[number];

/** Where one comparison is. */
export function comparisonPath(org: string, id: number): string {
  return `${organizationPath(org)}/comparisons/${id}`;
}

/** One comparison with all of its answer. */
export function comparisonDetailQuery(org: string, id: number) {
  return queryOptions({
    queryKey: ['comparisons', org, 'detail', id],
    queryFn: ({ signal }) => ask({ path: comparisonPath(org, id), signal }, DetailShape),
  });
}

/** Whatever is known of comparisons is asked for anew. */
export async function forgetComparisons(queries: QueryClient, org: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['comparisons', org] }),
    queries.invalidateQueries({ queryKey: ['comparison', org] }),
  ]);
}

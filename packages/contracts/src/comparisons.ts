import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { adoptionSources } from './comparison-requests.ts';
import { CalendarDay, Instant } from './instants.ts';
import { pageOf } from './paging.ts';

const statuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
const claims = [
  'effect',
  'associated',
  'no_material_change',
  'cannot_tell',
  'descriptive_only',
] as const;

export const ComparisonAccepted = z
  .object({ id: z.int(), status: z.enum(statuses) })
  .meta({ id: 'ComparisonAccepted' });
export type ComparisonAccepted = z.infer<typeof ComparisonAccepted>;

export const ComparisonPath = OrganizationPath.extend({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be the id of a comparison')
    .transform(Number)
    .meta({ examples: ['1'] }),
});

const Interval = z.tuple([z.number(), z.number()]).nullable();

/** The answer of a comparison that is done. */
export const ComparisonResult = z
  .object({
    verdict: z.object({
      claim: z.enum(claims),
      direction: z.enum(['lower', 'higher', 'none']),
      words: z.string(),
      reasons: z.array(z.object({ rule: z.string(), words: z.string() })),
      indicative: z.boolean().optional().meta({
        description: 'It rests on fewer than 10 clusters, on which errors cannot be relied.',
      }),
    }),
    effect: z.object({
      percent: z.number().nullable(),
      interval: Interval,
      p: z.number().nullable(),
      unit: z.literal('percent'),
    }),
    levels: z.object({
      before: z.number().nullable(),
      after: z.number().nullable(),
      expected: z.number().nullable().optional().meta({
        description: 'After adoption without it, by the controls; controlled methods only.',
      }),
      unit: z.string(),
    }),
    n: z.object({
      treatedDevelopers: z.int(),
      controlDevelopers: z.int(),
      clusters: z.int(),
      pullRequests: z.int(),
      weeks: z.int(),
    }),
    eventStudy: z.array(
      z.object({
        week: z.int().meta({ description: 'Weeks since the week of adoption.' }),
        percent: z.number(),
        interval: Interval,
        band: Interval,
        n: z.int().optional().meta({ description: 'Adopters seen in this week.' }),
        level: z.number().nullable().optional().meta({
          description: 'What these adopters had in this week, in the unit of `levels`.',
        }),
        expected: z.number().nullable().optional().meta({
          description:
            'What they would have had without adoption, by the controls: `level` is `percent` above it.',
        }),
      }),
    ),
    checks: z.array(
      z.object({
        id: z.string(),
        passed: z.boolean(),
        words: z.string(),
        numbers: z
          .record(z.string(), z.union([z.number(), z.string(), z.null()]))
          .optional()
          .meta({ description: 'The numbers in the words, unrounded.' }),
      }),
    ),
    robustness: z.array(
      z.object({
        estimator: z.string(),
        percent: z.number(),
        interval: Interval,
        words: z.string().optional(),
      }),
    ),
    guards: z.array(
      z.object({
        measure: z.string(),
        percent: z.number(),
        interval: Interval,
        p: z.number().nullable().optional(),
        adjustedP: z
          .number()
          .nullable()
          .optional()
          .meta({ description: 'Corrected for how many guards there are (Holm).' }),
        words: z.string(),
      }),
    ),
    horizons: z
      .array(
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
          expected: z.number().meta({ description: 'After adoption without it, by the controls.' }),
          change: z.number(),
          interval: Interval.meta({ description: 'Of the change.' }),
          words: z.string(),
        }),
      )
      .optional()
      .meta({
        description:
          'Controlled comparisons of cycle time: the share of pull requests merged within 24, 72 and 168 hours, and the mean time within 28 days, those that are not merged among them.',
      }),
    medians: z
      .array(
        z.object({
          of: z.enum([
            'adopters_before',
            'adopters_after',
            'adopters_expected',
            'controls_before',
            'controls_after',
          ]),
          seconds: z.number().nullable().meta({
            description: 'Null where half are not merged within 28 days.',
          }),
          interval: Interval,
        }),
      )
      .optional()
      .meta({ description: 'Medians of cycle time, those that are not merged among them.' }),
    naive: z.object({ percent: z.number().nullable(), interval: Interval }),
    exclusions: z.array(
      z.object({ reason: z.string(), developers: z.int(), pullRequests: z.int() }),
    ),
    method: z.object({
      id: z.string(),
      version: z.string(),
      words: z.string(),
      settings: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
    data: z.object({
      version: z.string(),
      seed: z.int(),
      hash: z.string(),
      computedAt: Instant,
    }),
  })
  .meta({ id: 'ComparisonResult' });
export type ComparisonResult = z.infer<typeof ComparisonResult>;

const summary = {
  id: z.int(),
  name: z.string(),
  measure: z.string(),
  status: z.enum(statuses),
  progress: z.number().min(0).max(1),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  frozen: z.boolean().meta({ description: 'Its answer is kept as it is.' }),
  primary: z.boolean().meta({ description: 'It stands for its measure here.' }),
};

/** What the stream of a comparison says, as `progress` while it waits or runs and once as `settled`. */
export const ComparisonEvent = z
  .object({ id: summary.id, status: summary.status, progress: summary.progress })
  .meta({
    id: 'ComparisonEvent',
    description: 'The data of each event, `progress` or `settled`, as JSON.',
  });
export type ComparisonEvent = z.infer<typeof ComparisonEvent>;

/** The answer for a spreadsheet. */
export const ComparisonCsv = z.string().meta({
  id: 'ComparisonCsv',
  description:
    'A row for each number or text of the answer: part, key, value, lower, upper, unit, n, words. Lines end with CRLF; texts that a spreadsheet would take for a formula begin with an apostrophe.',
});

const CohortRef = z.object({ id: z.int(), name: z.string() });

/** The question as it was asked; null bounds and teams mean "all". */
export const ComparisonQuestion = z
  .object({
    tool: z.string(),
    source: z.enum(adoptionSources),
    from: CalendarDay.nullable(),
    to: CalendarDay.nullable(),
    teams: z.array(z.string()).nullable().meta({ description: 'Slugs.' }),
    cohort: CohortRef.optional().meta({ description: 'The population, where it is a cohort.' }),
    cohorts: z
      .object({
        treated: CohortRef,
        control: CohortRef,
        since: CalendarDay.nullable().meta({ description: 'Null: by the starts of each.' }),
      })
      .optional()
      .meta({ description: 'The pair that is compared, where it is one.' }),
    seed: z.int(),
  })
  .meta({ id: 'ComparisonQuestion' });
export type ComparisonQuestion = z.infer<typeof ComparisonQuestion>;

export const Comparison = z
  .object({
    ...summary,
    question: ComparisonQuestion,
    failure: z.string().nullable().meta({ description: 'Why it failed, in one line.' }),
    ...ComparisonResult.partial().shape,
  })
  .meta({ id: 'Comparison', description: 'The parts of the answer are there once it is done.' });
export type Comparison = z.infer<typeof Comparison>;

export const ComparisonList = pageOf(
  z.object({
    ...summary,
    question: ComparisonQuestion,
    verdict: ComparisonResult.shape.verdict.optional(),
    effect: ComparisonResult.shape.effect.optional(),
  }),
).meta({ id: 'ComparisonList' });
export type ComparisonList = z.infer<typeof ComparisonList>;

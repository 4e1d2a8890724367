import { z } from 'zod';

import { DateOrInstant } from './instants.ts';

/** What a comparison can be asked about. */
export const comparisonMeasures = ['cycle_time', 'throughput'] as const;

/** How a comparison is answered: with controls, or each developer against themselves alone. */
export const comparisonMethods = ['group_time_ratio', 'uncontrolled_before_after'] as const;

/** Where the date of an adoption comes from. */
export const adoptionSources = ['usage', 'seat', 'import', 'disclosed'] as const;

const cohort = z
  .union([z.int().positive(), z.string().trim().min(1).max(200)], {
    error: 'must be the id or name of a cohort',
  })
  .transform(String);

const cohortPair = z
  .strictObject({
    treated: cohort.meta({ description: 'Id or name of a cohort.' }),
    control: cohort.meta({ description: 'Id or name of another cohort.' }),
    since: DateOrInstant.optional().meta({
      description:
        'The day on which all of the treated began, whatever the tool; their own starts with the tool unless told.',
    }),
  })
  .refine(({ treated, control }) => treated.toLowerCase() !== control.toLowerCase(), {
    path: ['control'],
    message: 'must be another cohort than treated',
  });

const name = z.string().trim().min(1).max(200);

/** What can be asked, nothing of it filled in. */
const asked = {
  measure: z.enum(comparisonMeasures, { error: 'must be cycle_time or throughput' }),
  tool: z.string().trim().min(1).max(100),
  source: z.enum(adoptionSources, { error: `must be one of ${adoptionSources.join(', ')}` }).meta({
    description:
      'Where the date of adoption comes from; unless told the first of usage, seat, import and disclosed that dates anybody.',
  }),
  method: z.enum(comparisonMethods, { error: `must be one of ${comparisonMethods.join(', ')}` }),
  from: DateOrInstant.meta({ description: 'All history unless told.' }),
  to: DateOrInstant.meta({ description: 'The last full day unless told.' }),
  teams: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(200)
    .meta({ description: 'Slugs or ids; everybody unless told.' }),
  cohort: cohort.meta({ description: 'Id or name of a cohort: its people alone.' }),
  cohorts: cohortPair.meta({
    description:
      'A pair of cohorts: the treated against the controls, who count up to the week of an own start with the tool.',
  }),
  seed: z.int().min(0).max(2_147_483_647),
};

export const ComparisonRequest = z
  .strictObject({
    measure: asked.measure,
    name: name.optional(),
    tool: asked.tool.default('copilot'),
    source: asked.source.optional(),
    method: asked.method.default('group_time_ratio').meta({
      description:
        'group_time_ratio compares adopters with those who had not adopted yet; uncontrolled_before_after describes each developer before and after, and claims nothing.',
    }),
    from: asked.from.optional(),
    to: asked.to.optional(),
    teams: asked.teams.optional(),
    cohort: asked.cohort.optional(),
    cohorts: asked.cohorts.optional(),
    seed: asked.seed.default(1).meta({
      description: 'Seed of the resampling, so that the answer can be computed again.',
    }),
  })
  .meta({
    id: 'ComparisonRequest',
    examples: [{ measure: 'cycle_time', name: 'Copilot, all teams' }],
  });
export type ComparisonRequest = z.output<typeof ComparisonRequest>;

/** What a duplicate asks otherwise than its original; null bounds and teams mean "all". */
export const ComparisonOverrides = z
  .strictObject({
    measure: asked.measure.optional(),
    name: name.optional(),
    tool: asked.tool.optional(),
    source: asked.source.optional(),
    method: asked.method.optional(),
    from: asked.from.nullable().optional(),
    to: asked.to.nullable().optional(),
    teams: asked.teams.nullable().optional(),
    cohort: asked.cohort.nullable().optional(),
    cohorts: asked.cohorts.nullable().optional(),
    seed: asked.seed.optional(),
  })
  .meta({ id: 'ComparisonOverrides', examples: [{ measure: 'throughput' }] });
export type ComparisonOverrides = z.output<typeof ComparisonOverrides>;

/** What can be changed about a saved comparison. */
export const ComparisonChange = z
  .strictObject({
    name: name.optional(),
    frozen: z.boolean().optional().meta({
      description:
        'A frozen answer is kept as it is, whatever is computed again; thawing it needs the role manager or admin.',
    }),
    primary: z.boolean().optional().meta({
      description: 'The one that stands for its measure; it takes the place of the one before.',
    }),
  })
  .meta({ id: 'ComparisonChange', examples: [{ frozen: true }] });
export type ComparisonChange = z.output<typeof ComparisonChange>;

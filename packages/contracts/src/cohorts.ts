import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { CalendarDay, DateOrInstant, Instant } from './instants.ts';
import { pageOf } from './paging.ts';

const sources = ['usage', 'seat', 'import', 'disclosed'] as const;
const tool = z.string().trim().min(1).max(100).default('copilot');
const source = z
  .enum(sources, { error: `must be one of ${sources.join(', ')}` })
  .optional()
  .meta({
    description:
      'Where the date of adoption comes from; unless told the first of usage, seat, import and disclosed that dates anybody.',
  });

const Adopted = z
  .strictObject({
    tool,
    source,
    from: DateOrInstant.optional().meta({ description: 'Started on this day or later.' }),
    to: DateOrInstant.optional().meta({ description: 'Started before this day.' }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    message: 'must be later than from',
  });

const NotAdopted = z.strictObject({
  tool,
  source,
  by: DateOrInstant.meta({
    description: 'Not started up to and with this day. People whose start is unknown are left out.',
  }),
});

const rulesAsked = {
  teams: z
    .array(z.string().min(1).max(200))
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Slugs or ids: members of any of them.' }),
  asOf: DateOrInstant.optional().meta({
    description: 'The day that membership of the teams is taken of; today unless told.',
  }),
  adopted: Adopted.optional().meta({ description: 'Known to have started with a tool.' }),
  notAdopted: NotAdopted.optional().meta({ description: 'Known not to have started by a day.' }),
  logins: z
    .array(z.string().trim().min(1).max(100))
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'People by name; for managers and administrators.' }),
};

export const CohortRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(200).meta({ description: "The organisation's only one." }),
    rules: z
      .strictObject(rulesAsked)
      .refine(({ asOf: _asOf, ...rules }) => Object.values(rules).some((rule) => rule), {
        message: 'must hold one of teams, adopted, notAdopted and logins',
      })
      .refine(({ asOf, teams }) => asOf === undefined || teams !== undefined, {
        path: ['asOf'],
        message: 'goes with teams',
      })
      .meta({ description: 'Those people are in it to whom every rule applies.' }),
  })
  .meta({
    id: 'CohortRequest',
    examples: [
      {
        name: 'Payments, adopted in spring',
        rules: {
          teams: ['payments'],
          asOf: '2026-03-01',
          adopted: { tool: 'copilot', from: '2026-03-01', to: '2026-06-01' },
        },
      },
    ],
  });
export type CohortRequest = z.output<typeof CohortRequest>;

export const CohortPath = OrganizationPath.extend({
  id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'must be the id of a cohort')
    .meta({ examples: ['1'] }),
});

/** The rules as they were applied, every default resolved; null where one was not asked for. */
const CohortRules = z.object({
  teams: z.array(z.string()).nullable().meta({ description: 'Slugs.' }),
  asOf: CalendarDay.nullable(),
  adopted: z
    .object({
      tool: z.string(),
      source: z.enum(sources),
      from: CalendarDay.nullable(),
      to: CalendarDay.nullable(),
    })
    .nullable(),
  notAdopted: z.object({ tool: z.string(), source: z.enum(sources), by: CalendarDay }).nullable(),
  named: z
    .int()
    .nullable()
    .meta({ description: 'How many people were named one by one; never who.' }),
});

export const Cohort = z
  .object({
    id: z.int(),
    name: z.string(),
    rules: CohortRules,
    size: z.int().nullable().meta({
      description:
        'People in it; at least the minimum group when it was frozen. Null where the minimum group was raised above it since.',
    }),
    createdAt: Instant,
    frozenAt: Instant.meta({ description: 'Since when its people stand; rules apply no more.' }),
  })
  .meta({ id: 'Cohort', description: 'A frozen group of people. Who they are is never told.' });
export type Cohort = z.infer<typeof Cohort>;

export const CohortList = pageOf(Cohort).meta({ id: 'CohortList' });
export type CohortList = z.infer<typeof CohortList>;

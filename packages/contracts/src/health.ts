import { z } from 'zod';

import { CopilotHealth, SourceHealth } from './health-sources.ts';
import { Instant } from './instants.ts';

const BackfillHealth = z
  .object({
    state: z.enum(['waiting', 'running', 'done', 'unreachable']),
    done: z.int().meta({ description: 'Pull requests fetched.' }),
    total: z
      .int()
      .nullable()
      .meta({ description: 'As GitHub counts them, however old; null before the first page.' }),
    percent: z.number().meta({ description: 'In 0 to 100; 100 only when all is there.' }),
    reached: Instant.nullable().meta({
      description: 'Opening of the oldest pull request fetched; they come newest first.',
    }),
    horizon: Instant.meta({ description: 'What was opened before is not fetched.' }),
    eta: Instant.nullable().meta({ description: 'When it will be done at this pace.' }),
    failure: z.string().nullable().meta({ description: 'What went wrong last, if anything.' }),
  })
  .nullable()
  .meta({ description: 'How far its history was fetched from GitHub; null if it never was.' });

const RateBudgetHealth = z.object({
  resource: z.enum(['core', 'graphql']),
  limit: z.int(),
  remaining: z.int(),
  resetAt: Instant,
  blockedUntil: Instant.nullable().meta({ description: 'After a secondary limit, if it lasts.' }),
});

const percent = z
  .number()
  .nullable()
  .meta({ description: 'In 0 to 100, rounded down to tenths; null where it is not known.' });

const CompletenessDay = z.object({
  day: z.string().meta({ description: 'A UTC day, YYYY-MM-DD.' }),
  expected: z
    .int()
    .nullable()
    .meta({ description: 'Pull requests that GitHub had changed that day, as last compared.' }),
  present: z.int().nullable().meta({ description: 'Of those, the ones that are here as there.' }),
  percent,
  reason: z.string().meta({ description: 'Why, in words.', examples: ['live and reconciled'] }),
});

/** What can be asked of an organisation's health. */
export const HealthQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(28)
    .meta({ description: 'How many days of completeness, today the last.' }),
});

export const OrganizationHealth = z
  .object({
    organization: z.string(),
    installationStatus: z.enum(['none', 'active', 'suspended', 'removed']),
    dataVersion: z.int(),
    staleDays: z
      .int()
      .meta({ description: 'Days whose figures wait to be computed again; 0 is up to date.' }),
    repositories: z.array(
      z.object({
        repository: z.string(),
        pullRequests: z.int(),
        lastEventAt: Instant.nullable().meta({ description: 'Of the last known event.' }),
        archived: z.boolean(),
        removed: z.boolean(),
        backfill: BackfillHealth,
        completeness: z.array(CompletenessDay).meta({
          description: 'How much of each day is known to be here; none where it left the reach.',
        }),
      }),
    ),
    completeness: z
      .object({
        from: z.string(),
        to: z.string(),
        percent,
        expected: z.int(),
        present: z.int(),
        unknownDays: z
          .int()
          .meta({ description: 'Days of repositories of which it is not known what they lack.' }),
      })
      .meta({
        description:
          'Of all repositories: the share of their days that are known, times the share of the pull requests of those days that are here. 100 only if nothing is missing.',
      }),
    rateBudgets: z
      .array(RateBudgetHealth)
      .meta({ description: "What is left of GitHub's limits; a fifth of each is left to others." }),
    sources: z.array(SourceHealth).meta({ description: 'What is fetched from GitHub each day.' }),
    copilot: CopilotHealth,
    webhooks: z
      .object({
        lastAt: Instant,
        usualSeconds: z.number().meta({
          description:
            'Between two minutes in which deliveries came: the median, of the last 200 such minutes.',
        }),
        longestSeconds: z
          .number()
          .meta({ description: 'The longest wait from hour to hour, of the last four weeks.' }),
      })
      .nullable()
      .meta({
        description:
          'How deliveries about the organisation come; null where none are to come, since the App is not installed or the organisation is simulated, and where they came in too few minutes to tell.',
      }),
    deliveries: z
      .object({
        pending: z.int(),
        processed: z.int(),
        ignored: z.int(),
        failed: z.int(),
        oldestPendingSeconds: z.number().nullable(),
      })
      .nullable()
      .meta({
        description: 'The inbox of the whole installation; null for all but administrators of it.',
      }),
    deliveryLog: z
      .object({
        startedAt: Instant,
        finishedAt: Instant.nullable(),
        checked: z.int(),
        repaired: z.int().meta({ description: 'Taken from the log, or sent again.' }),
        lost: z.int().meta({ description: 'Neither here nor to be had any more.' }),
        failure: z.string().nullable(),
      })
      .nullable()
      .meta({
        description:
          "The last look through GitHub's log of deliveries; null if there was none, and for all but administrators of the whole installation.",
      }),
  })
  .meta({ id: 'Health' });
export type OrganizationHealth = z.infer<typeof OrganizationHealth>;

export const Live = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Live' });

export const Ready = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    version: z.string(),
    checks: z.array(z.object({ id: z.string(), passed: z.boolean(), words: z.string() })),
  })
  .meta({ id: 'Ready' });
export type Ready = z.infer<typeof Ready>;

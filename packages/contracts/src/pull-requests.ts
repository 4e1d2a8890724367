import { accountKinds, authorships, flags, stages } from '@uplift/metrics';
import { z } from 'zod';

import { OrganizationPath } from './directory.ts';
import { DateOrInstant, Instant } from './instants.ts';
import { pageOf, pagingParameters } from './paging.ts';
import { scopeParameters } from './series.ts';
import { clockParameter, WorkingStages } from './working-hours.ts';

const states = ['open', 'merged', 'closed', 'all'] as const;
const sorts = ['date', 'age', 'cycle_time', 'updated', 'size'] as const;

const Seconds = z
  .string()
  .regex(/^\d{1,12}(?:\.\d{1,20})?$/, 'must be a number of seconds')
  .transform(Number);

export const PullRequestListQuery = z.strictObject({
  state: z
    .enum(states, { error: `must be one of ${states.join(', ')}` })
    .default('all')
    .meta({ description: 'closed means closed without a merge.' }),
  from: DateOrInstant.optional().meta({
    description:
      'First instant, by opening (open, all), merge (merged) or close (closed); 90 days before `to` unless told. Any window.',
  }),
  to: DateOrInstant.optional().meta({
    description: 'First instant no longer listed; now unless told.',
  }),
  ...scopeParameters,
  cohort: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Id or name of a cohort: those that count for one of its people.' }),
  stage: z
    .enum(stages, { error: `must be one of ${stages.join(', ')}` })
    .optional()
    .meta({ description: 'Open ones that are in this stage now; with state open or all.' }),
  sort: z
    .enum(sorts, { error: `must be one of ${sorts.join(', ')}` })
    .default('date')
    .meta({
      description:
        'date: newest first by the date that the state goes by. age: opened longest ago first. cycle_time: longest first. updated: first whose latest milestone (opening, ready, first review or response, approval, end) is the latest. size: most lines first. What has no such value comes last.',
    }),
  cycleTimeFrom: Seconds.optional().meta({
    description: 'Those whose cycle time is known and at least so many seconds.',
    examples: ['86400'],
  }),
  cycleTimeTo: Seconds.optional().meta({
    description: 'Those whose cycle time is known and less than so many seconds.',
    examples: ['172800'],
  }),
  author: z
    .literal('me', { error: 'must be "me"' })
    .optional()
    .meta({ description: 'Your own pull requests; needs a signed-in person.' }),
  ...pagingParameters,
});
export type PullRequestListQuery = z.output<typeof PullRequestListQuery>;

/** An account as shown beside what it did. */
export const Account = z
  .object({ login: z.string(), kind: z.enum(accountKinds) })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

const seconds = z.number().min(0);

export const PullRequest = z
  .object({
    repository: z.string().meta({ description: 'owner/name' }),
    number: z.int(),
    title: z.string().nullable(),
    state: z.enum(['open', 'merged', 'closed']),
    draft: z.boolean(),
    author: Account.nullable(),
    responsible: Account.nullable().meta({
      description: 'The person it counts for: the author, or who stands behind the agent.',
    }),
    authorship: z.enum(authorships),
    firstCommitAt: Instant,
    openedAt: Instant,
    readyAt: Instant.nullable(),
    firstReviewAt: Instant.nullable(),
    firstAiReviewAt: Instant.nullable(),
    firstResponseAt: Instant.nullable(),
    approvedAt: Instant.nullable(),
    mergedAt: Instant.nullable(),
    closedAt: Instant.nullable(),
    additions: z.int().nullable(),
    deletions: z.int().nullable(),
    changedFiles: z.int().nullable(),
    commits: z.int().nullable(),
    labels: z.array(z.string()),
    revertsNumber: z.int().nullable(),
    reviewCycles: z.int(),
    cycleTimeSeconds: seconds.nullable().meta({
      description: 'First commit to merge, the sum of the four stages; null unless merged.',
    }),
    stages: z
      .object({
        coding: seconds,
        pickup: seconds,
        review: seconds,
        merge: seconds,
        deploy: seconds.nullable().meta({ description: 'Null where no deployment is known.' }),
      })
      .meta({ description: 'Seconds in each stage; up to now while it is open.' }),
    flags: z.array(z.enum(flags)),
  })
  .meta({ id: 'PullRequest' });
export type PullRequest = z.infer<typeof PullRequest>;

export const PullRequestList = pageOf(PullRequest)
  .extend({
    total: z.int().meta({
      description: 'How many the pages hold together, counted when the first one was asked for.',
    }),
  })
  .meta({ id: 'PullRequestList' });
export type PullRequestList = z.infer<typeof PullRequestList>;

export const PullRequestPath = OrganizationPath.extend({
  owner: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  number: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of a pull request')
    .transform(Number)
    .meta({ examples: ['12'] }),
});

export const PullRequestQuery = z.strictObject(clockParameter);

export const PullRequestEvent = z
  .object({
    key: z.string().meta({
      description:
        'Tells the events of this pull request apart, in this installation only: the same telling of an event is kept once.',
    }),
    kind: z.string(),
    at: Instant,
    actor: Account.nullable(),
    data: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What the event tells besides, by its kind; accounts as logins.' }),
  })
  .meta({ id: 'PullRequestEvent' });
export type PullRequestEvent = z.infer<typeof PullRequestEvent>;

export const PullRequestDetail = PullRequest.extend({
  headRef: z.string().nullable(),
  baseRef: z.string().nullable(),
  mergedBy: Account.nullable(),
  segments: z
    .array(
      z.object({
        stage: z.enum(stages),
        from: Instant,
        to: Instant.nullable().meta({ description: 'Null where it still lasts.' }),
      }),
    )
    .meta({ description: 'The partition of its time into stages, in order.' }),
  authorshipEvidence: z.array(
    z.object({
      tool: z.string(),
      signal: z.string(),
      confidence: z.enum(['high', 'medium', 'low']),
      evidence: z.string(),
    }),
  ),
  events: z
    .array(PullRequestEvent)
    .meta({ description: 'Every event that is known, in the order of time: the evidence.' }),
  working: z
    .object({
      zone: z.string().meta({ description: 'The zone of the working hours.' }),
      cycleTimeSeconds: seconds.nullable().meta({
        description: 'The sum of the four stages; null unless merged.',
      }),
      stages: WorkingStages,
    })
    .nullable()
    .optional()
    .meta({
      description:
        'The same by the clock of working hours. Only where that is asked for; null while no administrator has said when people work.',
    }),
}).meta({ id: 'PullRequestDetail' });
export type PullRequestDetail = z.infer<typeof PullRequestDetail>;

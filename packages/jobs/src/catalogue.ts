import { z } from 'zod';

/** What every job says of itself. */
type JobDefinition = {
  /** Keys only; a new field stays optional until jobs of the old shape have drained. */
  readonly payload: z.ZodType;
  /** How often it is tried before it counts as failed. */
  readonly attempts: number;
  /** Delay before the second attempt; doubles with each further one. */
  readonly firstRetrySeconds: number;
  /** How many run at once in one process. */
  readonly concurrency: number;
};

const organization = z.object({ organizationId: z.int() });

/**
 * Every job there is. Payloads carry keys only: the rows in the database are the truth, and the
 * queue is merely the bell that says "look again".
 */
export const jobs = {
  /** Works off the pending deliveries of the inbox. */
  'process-inbox': { payload: z.object({}), attempts: 3, firstRetrySeconds: 1, concurrency: 1 },
  /** Computes again the buckets of an organisation that were marked stale. */
  'recompute-rollups': { payload: organization, attempts: 5, firstRetrySeconds: 2, concurrency: 2 },
  /** Dates again who of an organisation adopted which tool, and when. */
  'recompute-adoption': {
    payload: organization,
    attempts: 5,
    firstRetrySeconds: 2,
    concurrency: 1,
  },
  /** Answers one comparison; heavy on the processor. */
  'run-comparison': {
    payload: organization.extend({ comparisonId: z.int() }),
    attempts: 3,
    firstRetrySeconds: 5,
    concurrency: 1,
  },
  /** Folds again what names accounts that an administrator gave another kind. */
  'refold-people': { payload: organization, attempts: 5, firstRetrySeconds: 5, concurrency: 1 },
  /** Measures pull requests by the clock of working hours, after these were changed. */
  'time-working-hours': {
    payload: organization,
    attempts: 5,
    firstRetrySeconds: 5,
    concurrency: 1,
  },
  /** Fetches repositories, people and teams of an organisation as they are today. */
  'sync-directory': { payload: organization, attempts: 1, firstRetrySeconds: 60, concurrency: 2 },
  /** Fetches seats and usage reports of an organisation; rings again while history is left. */
  'sync-copilot': { payload: organization, attempts: 1, firstRetrySeconds: 60, concurrency: 2 },
  /** Fetches deployments of an organisation's repositories since they were last looked at. */
  'sync-deployments': { payload: organization, attempts: 1, firstRetrySeconds: 60, concurrency: 1 },
  /** Asks which repositories of an organisation can be seen, and notes how far back to fetch them. */
  'plan-backfill': { payload: organization, attempts: 5, firstRetrySeconds: 5, concurrency: 1 },
  /** Fetches histories of an organisation's repositories, newest first, for a while. */
  'backfill-repositories': {
    payload: organization,
    attempts: 3,
    firstRetrySeconds: 5,
    concurrency: 2,
  },
  /** Fetches what is missing of single pull requests of an organisation. */
  'fetch-pull-request-parts': {
    payload: organization,
    attempts: 3,
    firstRetrySeconds: 5,
    concurrency: 2,
  },
  /** Removes what is known of an organisation that removed the App, where that is wanted. */
  'let-go-of-organization': {
    payload: organization,
    attempts: 5,
    firstRetrySeconds: 5,
    concurrency: 1,
  },
  /** Brings deliveries that GitHub logged and that never arrived. */
  'repair-deliveries': {
    payload: z.object({}),
    attempts: 2,
    firstRetrySeconds: 300,
    concurrency: 1,
  },
  /** Compares an organisation's pull requests with GitHub, and puts right what differs. */
  reconcile: { payload: organization, attempts: 2, firstRetrySeconds: 300, concurrency: 1 },
  /** Rings again for whatever a lost bell left lying. */
  sweep: { payload: z.object({}), attempts: 1, firstRetrySeconds: 1, concurrency: 1 },
  /** Makes room for coming deliveries and lets go of old ones. */
  'maintain-inbox': { payload: z.object({}), attempts: 3, firstRetrySeconds: 60, concurrency: 1 },
} as const satisfies Record<string, JobDefinition>;

/** The name of a job. */
export type JobName = keyof typeof jobs;

/** What a job is asked to look at. */
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;

/** A job that needs no payload, and so can be repeated by the clock. */
export type RepeatableJobName = {
  [Name in JobName]: JobPayload<Name> extends Record<string, never> ? Name : never;
}[JobName];

/** The names of all jobs. */
// oxlint-disable-next-line no-unsafe-type-assertion -- `jobs` has no keys but these
export const jobNames = Object.keys(jobs) as readonly JobName[];

/** One value for every job. */
export function forEveryJob<Value>(
  make: (name: JobName) => Value,
): Readonly<Record<JobName, Value>> {
  // oxlint-disable-next-line no-unsafe-type-assertion -- one entry for every name there is
  return Object.fromEntries(jobNames.map((name) => [name, make(name)])) as Record<JobName, Value>;
}

/**
 * Parses the payload of a job, on the way in and on the way out: a job may outlive the code that
 * asked for it. Fields that are not known are left out.
 *
 * @throws {z.ZodError} if it does not fit the job
 */
export function parsePayload<Name extends JobName>(name: Name, input: unknown): JobPayload<Name> {
  // oxlint-disable-next-line no-unsafe-type-assertion -- parsed by the schema of this very name
  return jobs[name].payload.parse(input) as JobPayload<Name>;
}

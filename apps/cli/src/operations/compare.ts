import { comparisonMethods, ComparisonResult } from '@uplift/contracts';
import {
  cancelComparison,
  findAdoptionSources,
  findCohort,
  findComparison,
  findOrganization,
  recordComparison,
  withOrganization,
  type AskedCohort,
  type StoredQuestion,
  type Transaction,
} from '@uplift/db';
import { catalogue, type AdoptionSource } from '@uplift/metrics';
import { runComparison, startEstimatorThreads, type ComparisonKey } from '@uplift/worker';
import { z } from 'zod';

import { CommandError } from '../terminal/failure.ts';
import type { OperationContext } from './operation-context.ts';

const sources = ['usage', 'seat', 'import', 'disclosed'] as const;

export const CompareQuestion = z.object({
  measure: z.enum(['cycle_time', 'throughput']),
  /** Login or id. */
  organization: z.string(),
  tool: z.string(),
  /** Null: the best source that dates anybody here. */
  source: z.enum(sources).nullable(),
  method: z.enum(comparisonMethods),
  seed: z.int(),
  /** Id or name of the cohort whose people alone are compared. */
  cohort: z.string().nullish(),
  /** Ids or names of a pair; null `since`: by each one's start. */
  cohorts: z
    .object({ treated: z.string(), control: z.string(), since: z.iso.date().nullable() })
    .nullish(),
});

type Question = z.output<typeof CompareQuestion>;

/** A comparison as `--json` prints it. */
export const ComparisonRecord = z.object({
  id: z.int(),
  name: z.string(),
  measure: z.string(),
  status: z.string(),
  question: z.record(z.string(), z.unknown()),
  ...ComparisonResult.shape,
});
export type ComparisonRecord = z.output<typeof ComparisonRecord>;

export const CompareAnswer = z.object({ comparison: ComparisonRecord });

/**
 * Saves a comparison, answers it and returns the answer; given up, it is cancelled.
 *
 * @throws {CommandError} if the organisation is not known, nobody's start with the tool is, it failed or
 *   was cancelled
 */
export async function compare(
  question: z.output<typeof CompareQuestion>,
  context: OperationContext,
): Promise<z.output<typeof CompareAnswer>> {
  const { store, onProgress } = context;
  const { db } = store;
  const { measure, tool, seed } = question;
  const organization = await findOrganization(db, { name: question.organization, boundTo: null });
  if (organization === null) {
    throw new CommandError(
      `no organisation "${question.organization}" is known: see uplift import --help`,
    );
  }
  const organizationId = organization.id;
  onProgress({ label: 'comparing', done: 0, total: 100, remark: measure });

  const comparisonId = await withOrganization(db, organizationId, async (tx) => {
    const cohorts = await cohortsOf(tx, question);
    return recordComparison(tx, {
      organizationId,
      name: `${catalogue[measure].title} and ${tool}, ${whomOf(cohorts)}`,
      measure,
      method: question.method,
      question: {
        tool,
        source: question.source ?? (await bestSource(tx, question)),
        from: null,
        to: null,
        teamIds: null,
        teams: null,
        seed,
        ...cohorts,
      },
      createdAt: new Date(),
    });
  });
  await answerInThread({ organizationId, comparisonId }, context, measure);
  return { comparison: await answerOf(store, { organizationId, comparisonId }) };
}

/** Works an answer out in a thread, so that this one hears of an interruption and can cancel it. */
async function answerInThread(
  key: ComparisonKey,
  { store: { db }, onProgress, signal }: OperationContext,
  measure: string,
): Promise<void> {
  const threads = startEstimatorThreads();
  let cancelling: Promise<unknown> = Promise.resolve();
  const cancel = () => {
    const at = new Date();
    cancelling = withOrganization(db, key.organizationId, (tx) =>
      cancelComparison(tx, { id: key.comparisonId, at }),
    );
  };
  signal?.addEventListener('abort', cancel);
  if (signal?.aborted === true) cancel();
  const tell = (share: number) =>
    onProgress({ label: 'comparing', done: Math.floor(share * 100), total: 100, remark: measure });
  try {
    await runComparison(key, {
      db,
      now: () => new Date(),
      estimate: threads.estimate,
      onProgress: tell,
    });
  } finally {
    signal?.removeEventListener('abort', cancel);
    await cancelling;
    await threads.close();
  }
}

/** Use tells more than a licence, and both more than a mark in a commit. */
async function bestSource(
  tx: Transaction,
  { tool, cohorts }: Pick<Question, 'tool' | 'cohorts'>,
): Promise<AdoptionSource> {
  const found = await findAdoptionSources(tx, tool);
  const best = sources.find((source) => found.some((row) => row.source === source));
  if (best !== undefined) return best;
  // A pair with a common day needs no start with a tool.
  if (cohorts?.since != null) return 'usage';
  throw new CommandError(
    `nobody's start with "${tool}" is known: import copilot_seat, copilot_user_day or adoption lines`,
  );
}

/** The cohorts of a question, looked up. */
async function cohortsOf(
  tx: Transaction,
  { cohort, cohorts }: Question,
): Promise<Pick<StoredQuestion, 'cohort' | 'cohorts'>> {
  const population = cohort == null ? null : await cohortOf(tx, cohort);
  if (cohorts == null) return population === null ? {} : { cohort: population };
  const pair = {
    treated: await cohortOf(tx, cohorts.treated),
    control: await cohortOf(tx, cohorts.control),
    since: cohorts.since,
  };
  if (pair.treated.id === pair.control.id) {
    throw new CommandError(`--treated and --control are one cohort, "${pair.treated.name}"`);
  }
  return { ...(population !== null && { cohort: population }), cohorts: pair };
}

async function cohortOf(tx: Transaction, name: string): Promise<AskedCohort> {
  const found = await findCohort(tx, name);
  if (found !== null) return { id: found.id, name: found.name };
  throw new CommandError(
    `no cohort "${name}" is saved: make one by POST /api/v1/organizations/ORG/cohorts`,
  );
}

function whomOf({ cohort, cohorts }: Pick<StoredQuestion, 'cohort' | 'cohorts'>): string {
  if (cohorts === undefined) return cohort?.name ?? 'everybody';
  return `${cohorts.treated.name} against ${cohorts.control.name}`.slice(0, 150);
}

async function answerOf(
  { db }: OperationContext['store'],
  key: { readonly organizationId: number; readonly comparisonId: number },
): Promise<ComparisonRecord> {
  const stored = await withOrganization(db, key.organizationId, (tx) =>
    findComparison(tx, key.comparisonId),
  );
  if (stored?.status === 'cancelled') {
    throw new CommandError(`comparison ${stored.id} was cancelled`);
  }
  if (stored?.status !== 'done') {
    throw new CommandError(`the comparison ended as ${stored?.status}: ${stored?.failure ?? ''}`);
  }
  const { id, name, measure, status, question, result } = stored;
  return ComparisonRecord.parse({ id, name, measure, status, question, ...result });
}

import type { ComparisonAccepted, ComparisonRequest } from '@uplift/contracts';
import {
  recordComparison,
  withOrganization,
  type Database,
  type StoredQuestion,
  type TeamRow,
  type Transaction,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import { catalogue, dayOf } from '@uplift/metrics';
import type { Logger } from '@uplift/runtime';

import { knownSourceOf } from '../adoption/source-of.ts';
import { teamsOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';
import { cohortsAsked, type CohortsAsked } from './cohorts-asked.ts';

export type AskComparisonDeps = {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly logger: Logger;
};

/**
 * Saves a question and rings for the worker that answers it. A bell that fails costs time only: the
 * sweep rings again for what is queued.
 *
 * @throws {ProblemError} 404 for an unknown team or cohort, 400 for an empty window, or a pair of
 *   cohorts that is one
 */
export async function askComparison(
  { organizationId, asked }: { readonly organizationId: number; readonly asked: ComparisonRequest },
  { db, queue, now, logger }: AskComparisonDeps,
): Promise<ComparisonAccepted> {
  const { measure, from, to } = asked;
  if (from !== undefined && to !== undefined && from >= to) {
    throw invalidRequest([{ in: 'body', name: 'to', detail: 'must be later than from' }]);
  }
  const id = await withOrganization(db, organizationId, async (tx) => {
    const teams = await teamsOf(tx, asked.teams);
    const cohorts = await cohortsAsked(tx, asked);
    return recordComparison(tx, {
      organizationId,
      name: asked.name ?? nameOf(asked, teams, cohorts),
      measure,
      method: asked.method,
      question: { ...questionOf(asked, { teams, source: await sourceOf(tx, asked) }), ...cohorts },
      createdAt: now(),
    });
  });
  try {
    await queue.enqueue('run-comparison', { organizationId, comparisonId: id });
  } catch (error) {
    logger.warn({ err: error, comparisonId: id }, 'the comparison bell failed');
  }
  return { id, status: 'queued' };
}

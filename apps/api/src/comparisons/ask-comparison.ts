import type { ComparisonAccepted, ComparisonRequest } from '@uplift/contracts';
import { recordComparison, withOrganization, type Database } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import { resolveQuestion } from './resolve-question.ts';

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
  const { measure, method } = asked;
  const id = await withOrganization(db, organizationId, async (tx) => {
    const { question, name } = await resolveQuestion(tx, asked);
    return recordComparison(tx, {
      organizationId,
      name: asked.name ?? name,
      measure,
      method,
      question,
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

import type { ComparisonAccepted, ComparisonRequest } from '@uplift/contracts';
import { recordComparison, withOrganization, type Database } from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import type { Note } from '../access/note-change.ts';
import { resolveQuestion } from './resolve-question.ts';

export type AskComparisonDeps = {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Notes who asked. */
  readonly note: Note<AskedComparison>;
};

/** A comparison as it was asked for. */
export type AskedComparison = Pick<ComparisonRequest, 'measure' | 'method'> & {
  readonly id: number;
  readonly name: string;
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
  { db, queue, now, logger, note }: AskComparisonDeps,
): Promise<ComparisonAccepted> {
  const { measure, method } = asked;
  const id = await withOrganization(db, organizationId, async (tx) => {
    const { question, name: usual } = await resolveQuestion(tx, asked);
    const named = { name: asked.name ?? usual, measure, method };
    const created = await recordComparison(tx, {
      organizationId,
      ...named,
      question,
      createdAt: now(),
    });
    await note(tx, { id: created, ...named });
    return created;
  });
  try {
    await queue.enqueue('run-comparison', { organizationId, comparisonId: id });
  } catch (error) {
    logger.warn({ err: error, comparisonId: id }, 'the comparison bell failed');
  }
  return { id, status: 'queued' };
}

import type { ComparisonRequest } from '@uplift/contracts';
import type { AskedCohort, StoredQuestion, Transaction } from '@uplift/db';
import { dayOf } from '@uplift/metrics';

import { cohortOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';

/** What a question says of cohorts; nothing, where it asks for none. */
export type CohortsAsked = Pick<StoredQuestion, 'cohort' | 'cohorts'>;

/**
 * The cohorts of a question, as they are stored with it.
 *
 * @throws {ProblemError} 404 for an unknown cohort, 400 for a pair that is one cohort, or a common day
 *   outside of the window
 */
export async function cohortsAsked(
  tx: Transaction,
  { cohort, cohorts, from, to }: ComparisonRequest,
): Promise<CohortsAsked> {
  const population = await askedCohort(tx, cohort);
  const treated = await askedCohort(tx, cohorts?.treated);
  const control = await askedCohort(tx, cohorts?.control);
  const since = cohorts?.since;
  const name = 'cohorts.control';
  if (treated !== null && treated.id === control?.id) {
    throw invalidRequest([{ in: 'body', name, detail: 'must be another cohort than treated' }]);
  }
  if (since !== undefined && ((from && since <= from) || (to && since >= to))) {
    const detail = 'must lie within the window';
    throw invalidRequest([{ in: 'body', name: 'cohorts.since', detail }]);
  }
  const day = since === undefined ? null : dayOf(since);
  return {
    ...(population !== null && { cohort: population }),
    ...(treated !== null && control !== null && { cohorts: { treated, control, since: day } }),
  };
}

async function askedCohort(tx: Transaction, name: string | undefined): Promise<AskedCohort | null> {
  const found = await cohortOf(tx, name);
  return found && { id: found.id, name: found.name };
}

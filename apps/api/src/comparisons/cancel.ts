import type { ComparisonAccepted } from '@uplift/contracts';
import { cancelComparison, withOrganization, type Database } from '@uplift/db';

import { ProblemError } from '../http/problem.ts';
import { noComparison } from './comparison-of.ts';

/**
 * Cancels a comparison: one that waits is never begun, and whichever worker is at one stops.
 *
 * @throws {ProblemError} 404 if there is none, 409 if it has ended already
 */
export async function cancel(
  { organizationId, id }: { readonly organizationId: number; readonly id: number },
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Promise<ComparisonAccepted> {
  const outcome = await withOrganization(db, organizationId, (tx) =>
    cancelComparison(tx, { id, at: now() }),
  );
  if (outcome === null) throw noComparison(id);
  const { status, wasCancelled } = outcome;
  if (wasCancelled) return { id, status };
  throw new ProblemError({
    status: 409,
    detail: `comparison ${id} is ${status} already; only one that is queued or running can be cancelled`,
  });
}

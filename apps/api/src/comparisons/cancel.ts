import type { ComparisonAccepted } from '@uplift/contracts';
import { cancelComparison, withOrganization } from '@uplift/db';

import { ProblemError } from '../http/problem.ts';
import type { ChangeDeps } from './change.ts';
import { noComparison } from './comparison-of.ts';

/**
 * Cancels a comparison: one that waits is never begun, and whichever worker is at one stops.
 *
 * @throws {ProblemError} 404 if there is none, 409 if it has ended already
 */
export async function cancel(
  { organizationId, id }: { readonly organizationId: number; readonly id: number },
  { db, now, note }: ChangeDeps,
): Promise<ComparisonAccepted> {
  const outcome = await withOrganization(db, organizationId, async (tx) => {
    const cancelled = await cancelComparison(tx, { id, at: now() });
    if (cancelled?.wasCancelled === true) {
      await note(tx, { id, before: null, after: { status: cancelled.status } });
    }
    return cancelled;
  });
  if (outcome === null) throw noComparison(id);
  const { status, wasCancelled } = outcome;
  if (wasCancelled) return { id, status };
  throw new ProblemError({
    status: 409,
    detail: `comparison ${id} is ${status} already; only one that is queued or running can be cancelled`,
  });
}

import {
  blockBudget,
  followsFrom,
  noteBudget,
  takeBudget,
  type BudgetLeft,
  type Database,
} from '@uplift/db';
import { GitHubError, type Budget, type BudgetCost } from '@uplift/github/client';

/** The share of every limit that is left to whoever else asks in the name of the installation. */
const LEFT_FOR_OTHERS = 0.2;

/**
 * The budget of an installation, kept in the database for all who ask in its name: one statement for
 * a request, as long as GitHub counts as is counted here.
 */
export function storedBudget(
  installationId: number,
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Budget {
  const lefts = new Map<BudgetCost['resource'], BudgetLeft | null>();
  return {
    take: async ({ resource, points }, signal) => {
      signal?.throwIfAborted();
      const wish = { points, share: LEFT_FOR_OTHERS, now: now() };
      const outcome = await takeBudget(db, { installationId, resource }, wish);
      if (outcome.taken) {
        lefts.set(resource, outcome.left);
        return;
      }
      const { until, limit } = outcome;
      const where = { operation: 'the budget of the installation', status: null };
      throw new GitHubError({ kind: 'rate_limited', until, limit, resource }, where);
    },
    told: async (status) => {
      const key = { installationId, resource: status.resource };
      if (status.kind === 'blocked') {
        await blockBudget(db, key, { until: status.until, now: now() });
        return;
      }
      const left = lefts.get(status.resource) ?? null;
      if (left === null || !followsFrom(left, status)) {
        await noteBudget(db, key, { ...status, now: now() });
      }
    },
  };
}

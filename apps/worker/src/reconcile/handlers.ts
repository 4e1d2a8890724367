import type { Database } from '@uplift/db';
import type { JobHandlers, JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import type { GitHubConnection } from '../github/connection.ts';
import { repairDeliveries } from '../repair-deliveries/repair-deliveries.ts';
import { reconcile } from './reconcile.ts';

/** What mending works with. */
export type MendingDeps = {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Null: GitHub is not asked. */
  readonly github: GitHubConnection | null;
};

/** The jobs that bring what no delivery brought. Without a way to GitHub they do nothing. */
export function createMendingHandlers(
  deps: MendingDeps,
): Pick<JobHandlers, 'repair-deliveries' | 'reconcile'> {
  const { logger } = deps;
  return {
    'repair-deliveries': async () => {
      const { failure, ...repair } = await repairDeliveries(deps);
      logger.info(repair, 'looked through the log of deliveries');
      if (failure !== null) logger.warn({ failure }, 'the log was not looked through to its end');
    },
    reconcile: async (payload) => {
      const { updated, open } = await reconcile(payload, deps);
      logger.info({ ...payload, updated: updated.kind, open: open.kind }, 'compared with GitHub');
    },
  };
}

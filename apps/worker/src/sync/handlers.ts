import type { JobHandlers, JobName } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import { refoldAccounts } from '../refold-accounts/refold-accounts.ts';
import { syncSeats } from '../sync-copilot/sync-seats.ts';
import { syncUsage } from '../sync-copilot/sync-usage.ts';
import { syncDeployments } from '../sync-deployments/sync-deployments.ts';
import { syncDirectory } from '../sync-directory/sync-directory.ts';
import { secondsUntil, type SyncDeps, type SyncEnd } from './run-sync.ts';

type Names = 'refold-people' | 'sync-directory' | 'sync-copilot' | 'sync-deployments';

/** The jobs that fetch anew what GitHub shows of today, and follow administrators' words. */
export function createSyncHandlers(
  deps: SyncDeps & { readonly logger: Logger },
): Pick<JobHandlers, Names> {
  const { logger } = deps;
  const ended = async (name: Names & JobName, organizationId: number, end: SyncEnd) => {
    logger.debug({ job: name, organizationId, end }, 'fetched anew');
    const options = { unlessWaiting: String(organizationId) };
    if (end.kind === 'unfinished') await deps.queue.enqueue(name, { organizationId }, options);
    if (end.kind !== 'rate_limited' && end.kind !== 'waiting') return;
    const delaySeconds = secondsUntil(end.until, deps.now());
    await deps.queue.enqueue(name, { organizationId }, { ...options, delaySeconds });
  };
  return {
    'refold-people': async (payload) => {
      const accounts = await refoldAccounts(payload, deps);
      logger.debug({ ...payload, accounts }, 'folded again what names these accounts');
    },
    'sync-directory': async (payload) => {
      await ended('sync-directory', payload.organizationId, await syncDirectory(payload, deps));
    },
    'sync-copilot': async (payload) => {
      const { organizationId } = payload;
      const seats = await syncSeats(payload, deps);
      if (seats.kind === 'rate_limited') return ended('sync-copilot', organizationId, seats);
      await ended('sync-copilot', organizationId, await syncUsage(payload, deps));
    },
    'sync-deployments': async (payload) => {
      await ended('sync-deployments', payload.organizationId, await syncDeployments(payload, deps));
    },
  };
}

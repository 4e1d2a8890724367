import type { JobQueue } from '@uplift/jobs';

import type { ChangedOrganization } from './store-observations/store-observations.ts';

/** A burst of changes is computed once: the bell waits for what comes right behind. Measures lag so far. */
const DELAY_SECONDS = 3;

/** Rings for what has to be computed again, once for an organisation, however often it changed. */
export async function ringRecompute(
  changed: readonly ChangedOrganization[],
  queue: Pick<JobQueue, 'enqueue'>,
): Promise<void> {
  for (const { organizationId, rollupsChanged, adoptionChanged } of changed) {
    const options = { unlessWaiting: String(organizationId), delaySeconds: DELAY_SECONDS };
    if (rollupsChanged) await queue.enqueue('recompute-rollups', { organizationId }, options);
    if (adoptionChanged) await queue.enqueue('recompute-adoption', { organizationId }, options);
  }
}

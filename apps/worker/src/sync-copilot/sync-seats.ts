import {
  bumpDataVersion,
  deleteSeatsOfOthers,
  markAdoptionStale,
  markStaleDays,
  withOrganization,
} from '@uplift/db';
import { readSeats, type SeatsRead } from '@uplift/github/client';
import { dayOf, type Day } from '@uplift/metrics';

import { ringRecompute } from '../ring-recompute.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import {
  storeWithin,
  joinOutcomes,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import { runSync, type Sync, type SyncDeps, type SyncEnd } from '../sync/run-sync.ts';
import { copilotPlace } from './copilot-place.ts';

/**
 * Fetches who holds a Copilot seat today. A removed seat just vanishes from GitHub's list, and a seat
 * granted again is dated anew there; so each day's list is kept.
 */
export function syncSeats(
  { organizationId }: { readonly organizationId: number },
  deps: SyncDeps,
): Promise<SyncEnd> {
  return runSync({ organizationId, kind: 'seats' }, deps, async (sync) => {
    const day = dayOf(deps.now());
    const { organization } = sync;
    const { github, enterprise } = await copilotPlace('seats', sync, deps.github);
    const whose = enterprise && {
      enterprise: { ...enterprise, organizationGithubId: organization.githubId },
    };
    const wishes = { organization: organization.login, day, ...whose };
    const seats = await readSeats(wishes, { github });
    const stored = await storeSeats({ day, sync, seats }, deps);
    await ringRecompute(stored.changedOrganizations, deps.queue);
    const { observations, complete, total, problems } = seats;
    const shifted = `GitHub's list of seats changed while it was read: ${observations.length} of ${total} were met`;
    const failure = complete ? (problems[0] ?? null) : shifted;
    return { checked: observations.length, repaired: 0, failure };
  });
}

function storeSeats(
  { day, sync, seats }: { readonly day: Day; readonly sync: Sync; readonly seats: SeatsRead },
  { db }: SyncDeps,
): Promise<StoreOutcome> {
  const { organizationId, organization } = sync;
  const { observations, complete, problems } = seats;
  return retryingTransaction(db, async (tx) => {
    const stored = await storeWithin(tx, [{ organization, observations }]);
    // Of a list that is not whole nobody is missing for certain.
    if (!complete || problems.length > 0) return stored;
    const githubIds = observations.flatMap((seat) =>
      seat.kind === 'copilot_seat' ? (seat.assignee.githubId ?? []) : [],
    );
    const gone = await withOrganization(tx, organizationId, async (inner) => {
      const count = await deleteSeatsOfOthers(inner, { day, githubIds });
      if (count === 0) return [];
      await markStaleDays(inner, organizationId, [day]);
      await markAdoptionStale(inner, organizationId);
      await bumpDataVersion(inner, organizationId);
      return [{ organizationId, rollupsChanged: true, adoptionChanged: true }];
    });
    return joinOutcomes([stored, { changedOrganizations: gone, newEvents: 0 }]);
  });
}

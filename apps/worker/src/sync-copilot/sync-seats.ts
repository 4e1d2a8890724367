import { deleteSeatsOfOthers, markStaleDays, noteChangedData } from '@uplift/db';
import { readSeats, type SeatsRead } from '@uplift/github/client';
import { dayOf, type Day } from '@uplift/metrics';

import { ringRecompute } from '../ring-recompute.ts';
import { retryingWithin } from '../store-observations/retrying-transaction.ts';
import {
  storeInside,
  joinOutcomes,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import { runSync, type Sync, type SyncDeps, type SyncEnd } from '../sync/run-sync.ts';
import { copilotPlace, membersNow } from './copilot-place.ts';

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
    const whose = enterprise !== null && {
      enterprise: {
        slug: enterprise,
        members: await membersNow(sync),
        organizationGithubId: organization.githubId,
      },
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
  const { organizationId } = sync;
  const { observations, complete, problems } = seats;
  return retryingWithin(db, organizationId, async (tx) => {
    const stored = await storeInside(tx, { organizationId, observations });
    // Of a list that is not whole nobody is missing for certain.
    if (!complete || problems.length > 0) return stored;
    const githubIds = observations.flatMap((seat) =>
      seat.kind === 'copilot_seat' ? (seat.assignee.githubId ?? []) : [],
    );
    if ((await deleteSeatsOfOthers(tx, { day, githubIds })) === 0) return stored;
    await markStaleDays(tx, organizationId, [day]);
    await noteChangedData(tx, organizationId, { adoption: true });
    const changed = { organizationId, rollupsChanged: true, adoptionChanged: true };
    return joinOutcomes([stored, { changedOrganizations: [changed], newEvents: 0 }]);
  });
}

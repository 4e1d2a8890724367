import { findReportedMemberships, withOrganization, type Database } from '@uplift/db';
import type { Observation } from '@uplift/metrics';

import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeWithin, type StoreOutcome } from '../store-observations/store-observations.ts';
import type { Sync } from '../sync/run-sync.ts';

/** What was learnt of who had been in a team. */
export type LearntMemberships = { readonly learnt: number; readonly stored: StoreOutcome };

/**
 * Learns who was in a team before GitHub was first asked for its teams, of which it keeps no history,
 * from the reports of those days. Webhooks and directories know better: a day of which they tell is
 * left as it is, and so is every day since the first directory. Reports leave small teams out, so
 * nobody is taken out of a team for not being in one.
 */
export async function learnMemberships(
  { organizationId, organization }: Sync,
  db: Database,
): Promise<LearntMemberships> {
  return retryingTransaction(db, async (tx) => {
    const found = await withOrganization(tx, organizationId, findReportedMemberships);
    const observations = found.map(({ team, member, from, to }): Observation => ({
      kind: 'team_membership',
      team,
      member: { ...member, type: null },
      from,
      to,
    }));
    const stored = await storeWithin(tx, [{ organization, observations }]);
    return { learnt: found.length, stored };
  });
}

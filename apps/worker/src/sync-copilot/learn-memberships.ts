import {
  findReportedAbsences,
  findReportedMemberships,
  type Database,
  type ReportedMembership,
} from '@uplift/db';
import type { Observation } from '@uplift/metrics';

import { retryingWithin } from '../store-observations/retrying-transaction.ts';
import {
  joinOutcomes,
  storeInside,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import type { Sync } from '../sync/run-sync.ts';

/** What was learnt of who had been in a team. */
export type LearntMemberships = { readonly learnt: number; readonly stored: StoreOutcome };

/**
 * Learns who was in a team before GitHub was first asked for its teams, of which it keeps no history,
 * from the reports of those days. Webhooks and directories know better: a day of which they tell is
 * left as it is, and so is every day since the first directory. Only what is taken to have always been
 * ends before a day on which reports knew somebody elsewhere, and not yet in the team.
 */
export async function learnMemberships(
  { organizationId }: Pick<Sync, 'organizationId'>,
  db: Database,
): Promise<LearntMemberships> {
  return retryingWithin(db, organizationId, async (tx) => {
    const absences = await findReportedAbsences(tx);
    const left = absences.map((time) => told('team_absence', time));
    const ended = await storeInside(tx, { organizationId, observations: left });
    const found = await findReportedMemberships(tx);
    const observations = found.map((time) => told('team_membership', time));
    const stored = await storeInside(tx, { organizationId, observations });
    return { learnt: absences.length + found.length, stored: joinOutcomes([ended, stored]) };
  });
}

function told(
  kind: 'team_membership' | 'team_absence',
  { team, member, from, to }: ReportedMembership,
): Observation {
  return { kind, team, member: { ...member, type: null }, from, to };
}

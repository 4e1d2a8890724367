import { setImmediate } from 'node:timers/promises';

import {
  deleteUserDays,
  findPeopleNamed,
  findUserDayPeople,
  markStaleDays,
  noteChangedData,
  type Transaction,
} from '@uplift/db';
import type { Day, Observation } from '@uplift/metrics';

import {
  joinOutcomes,
  storeInside,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import type { Sync } from '../sync/run-sync.ts';
import type { IdSet } from './id-set.ts';

/** Whose reports are stored. */
export type SyncedOrganization = Pick<Sync, 'organizationId' | 'organization'>;

/** Of whom a report of one day tells. */
type OfDay = {
  readonly sync: SyncedOrganization;
  readonly day: Day;
  /** Ids of the people that it showed so far; null where nothing was held of the day before. */
  readonly shown: IdSet | null;
};

/** Stores a batch of a users report in the place of what is held of those people, inside the organisation. */
export async function storeUserDays(
  tx: Transaction,
  { sync, shown }: Pick<OfDay, 'sync' | 'shown'>,
  observations: readonly Observation[],
): Promise<StoreOutcome> {
  const batch = { organizationId: sync.organizationId, observations };
  if (shown === null) return storeInside(tx, batch);

  const stored = await storeInside(tx, batch, { userDaysStand: true });
  const known = await findPeopleNamed(tx, namesIn(observations));
  shown.add(known.map(({ id, mergedIntoId }) => mergedIntoId ?? id));
  return stored;
}

/** What the people of a users report are known by: their numbers, or their logins where there is none. */
function namesIn(observations: readonly Observation[]) {
  const githubIds: number[] = [];
  const logins: string[] = [];
  for (const observation of observations) {
    if (observation.kind !== 'copilot_user_day') continue;
    const { user } = observation;
    if (user.githubId === null) logins.push(user.login.toLowerCase());
    else githubIds.push(user.githubId);
  }
  return { githubIds, logins };
}

const PAGE = 1000;

/** Lets go, inside the organisation, of what is held of a day of people whom its whole report did not show. */
export async function forgetOthers(
  tx: Transaction,
  { sync, day, shown }: OfDay & { readonly shown: IdSet },
): Promise<StoreOutcome> {
  const { organizationId } = sync;
  let gone = 0;
  let held: readonly number[] = [];
  for (let after = 0; ; after = held.at(-1) ?? after) {
    held = await findUserDayPeople(tx, { day, after, limit: PAGE });
    const personIds = held.filter((id) => !shown.has(id));
    await deleteUserDays(tx, { day, personIds });
    gone += personIds.length;
    if (held.length < PAGE) break;
    await setImmediate();
  }
  if (gone === 0) return joinOutcomes([]);
  await markStaleDays(tx, organizationId, [day]);
  await noteChangedData(tx, organizationId, { adoption: true });
  const changed = { organizationId, rollupsChanged: true, adoptionChanged: true };
  return { changedOrganizations: [changed], newEvents: 0 };
}

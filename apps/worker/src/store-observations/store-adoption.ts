import {
  findDaysCounting,
  recordAdoptionImports,
  replaceUserDays,
  saveSeats,
  saveUserDays,
} from '@uplift/db';
import type { Observation } from '@uplift/metrics';

import type { People } from './resolve-people.ts';
import { markStale, ofKind, type StoreScope } from './store-scope.ts';

/** Keeps seats, rows of the user report and imported starts. */
export async function storeAdoption(
  scope: StoreScope,
  observations: readonly Observation[],
  people: People,
): Promise<void> {
  const { tx, organizationId, changes } = scope;
  const seats = ofKind(observations, 'copilot_seat').map(({ assignee, ...seat }) => ({
    ...seat,
    personId: people(assignee),
  }));
  const userDays = ofKind(observations, 'copilot_user_day').map(({ user, ...row }) => ({
    ...row,
    personId: people(user),
  }));
  const imports = ofKind(observations, 'adoption').map(({ user, tool, on }) => ({
    personId: people(user),
    tool,
    on,
  }));

  const keepUserDays = scope.userDaysStand === true ? replaceUserDays : saveUserDays;
  const days = [
    ...(await saveSeats(tx, organizationId, seats)),
    ...(await keepUserDays(tx, organizationId, userDays)),
  ];
  const started = await recordAdoptionImports(tx, organizationId, imports);
  if (days.length + started.length === 0) return;
  changes.adoption = true;
  changes.data = true;
  markStale(scope, days);
  // From its start on a tool counts as used on every day that counts the person.
  const spans = started.map(({ personId, on }) => ({ personId, from: on, to: null }));
  markStale(scope, await findDaysCounting(tx, organizationId, spans));
}

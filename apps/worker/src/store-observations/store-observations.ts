import {
  endSessions,
  lockOrganization,
  markStaleDays,
  noteChangedData,
  withOrganization,
  type Database,
  type Transaction,
} from '@uplift/db';
import type { Observation, OrganizationObservations } from '@uplift/metrics';

import { refoldPullRequests } from './refold-pull-requests.ts';
import { resolveOrganizations, type ResolvedObservations } from './resolve-organizations.ts';
import { resolvePeople } from './resolve-people.ts';
import { resolvePlaces } from './resolve-places.ts';
import { retryingTransaction } from './retrying-transaction.ts';
import { storeAdoption } from './store-adoption.ts';
import { storeActivity, storePullRequestEvents } from './store-pull-requests.ts';
import { storeDeployments, storeRepositories } from './store-repositories.ts';
import { noChanges, ofKind, type StoreScope } from './store-scope.ts';
import { storeTeams } from './store-teams.ts';

/** What storing needs. */
export type StoreDeps = {
  readonly db: Database;
};

/** An organisation of which something changed, and what has to be computed again. */
export type ChangedOrganization = {
  readonly organizationId: number;
  readonly rollupsChanged: boolean;
  readonly adoptionChanged: boolean;
};

/** What storing came to. */
export type StoreOutcome = {
  readonly changedOrganizations: readonly ChangedOrganization[];
  /** Events that were not known before. */
  readonly newEvents: number;
};

/**
 * Stores what a source observed: events once by their natural key, facts folded anew from all
 * events, days marked whose figures changed. The same again, or in another order, changes nothing.
 *
 * Each organisation is stored in a transaction of its own, wholly or not at all.
 */
export async function storeObservations(
  groups: readonly OrganizationObservations[],
  { db }: StoreDeps,
): Promise<StoreOutcome> {
  if (groups.length === 0) return { changedOrganizations: [], newEvents: 0 };
  const resolved = await retryingTransaction(db, (tx) => resolveOrganizations(tx, groups));
  const outcomes: StoreOutcome[] = [];
  for (const organization of resolved) {
    outcomes.push(await retryingTransaction(db, (tx) => storeOrganization(tx, organization)));
  }
  return joinOutcomes(outcomes);
}

/** How what is told is held against what is held already. */
type StoreRules = Pick<StoreScope, 'userDaysStand'>;

/**
 * Stores as {@link storeObservations} does, as a part of the caller's transaction, which alone can
 * be repeated if the database gives it up.
 */
export async function storeWithin(
  tx: Transaction,
  groups: readonly OrganizationObservations[],
): Promise<StoreOutcome> {
  if (groups.length === 0) return { changedOrganizations: [], newEvents: 0 };
  const outcomes: StoreOutcome[] = [];
  for (const organization of await resolveOrganizations(tx, groups)) {
    outcomes.push(await storeOrganization(tx, organization));
  }
  return joinOutcomes(outcomes);
}

/** Puts what several storings came to together; an organisation changed if any of them changed it. */
export function joinOutcomes(outcomes: readonly StoreOutcome[]): StoreOutcome {
  const changed = new Map<number, ChangedOrganization>();
  for (const one of outcomes.flatMap(({ changedOrganizations }) => changedOrganizations)) {
    const before = changed.get(one.organizationId);
    changed.set(one.organizationId, {
      organizationId: one.organizationId,
      rollupsChanged: one.rollupsChanged || before?.rollupsChanged === true,
      adoptionChanged: one.adoptionChanged || before?.adoptionChanged === true,
    });
  }
  return {
    changedOrganizations: [...changed.values()],
    newEvents: outcomes.reduce((sum, { newEvents }) => sum + newEvents, 0),
  };
}

async function storeOrganization(
  outer: Transaction,
  { organizationId, observations }: ResolvedObservations,
): Promise<StoreOutcome> {
  await endDeparted(outer, organizationId, observations);
  return storeInside(outer, { organizationId, observations });
}

/**
 * Stores what was observed inside one organisation that is known already, as a part of the caller's
 * transaction. Says nothing of the organisation itself: neither its name nor who left it.
 */
export async function storeInside(
  outer: Transaction,
  { organizationId, observations }: ResolvedObservations,
  rules: StoreRules = {},
): Promise<StoreOutcome> {
  return withOrganization(outer, organizationId, async (tx) => {
    const scope: StoreScope = { tx, organizationId, changes: noChanges(), ...rules };
    await lockOrganization(tx, organizationId);
    const people = await resolvePeople(scope, observations);
    const places = await resolvePlaces(scope, observations);
    const known = { people, places };

    await storeRepositories(scope, observations, places);
    await storeTeams(scope, observations, known);
    await storeAdoption(scope, observations, people);
    await storeDeployments(scope, observations, places);
    await storeActivity(scope, observations, known);
    await storePullRequestEvents(scope, observations, known);
    await refoldPullRequests(scope);
    return settleChanges(scope);
  });
}

/** Who left an organisation sees nothing of it any more: their sessions end with the next request. */
async function endDeparted(
  tx: Transaction,
  organizationId: number,
  observations: readonly Observation[],
): Promise<void> {
  for (const { githubUserId } of ofKind(observations, 'organization_departure')) {
    await endSessions(tx, { organizationId, githubUserId });
  }
}

/** Marks the stale days and counts a version, if anything changed. */
export async function settleChanges({
  tx,
  organizationId,
  changes,
}: StoreScope): Promise<StoreOutcome> {
  const { staleDays, data, adoption, newEvents } = changes;
  if (!data && !adoption && staleDays.size === 0) return { changedOrganizations: [], newEvents };
  if (staleDays.size > 0) await markStaleDays(tx, organizationId, staleDays);
  await noteChangedData(tx, organizationId, { adoption });
  const changed = {
    organizationId,
    rollupsChanged: staleDays.size > 0,
    adoptionChanged: adoption,
  };
  return { changedOrganizations: [changed], newEvents };
}

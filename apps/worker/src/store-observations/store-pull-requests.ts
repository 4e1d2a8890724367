import { insertEvents, recordActivity, resolvePullRequests } from '@uplift/db';
import { dayOf, mapAccounts, type Observation } from '@uplift/metrics';

import { toEventRow } from './event-row.ts';
import type { People } from './resolve-people.ts';
import type { Places } from './resolve-places.ts';
import { markStale, ofKind, type StoreScope } from './store-scope.ts';

/**
 * Keeps events of pull requests, each once; those with a new one are noted to be folded again. Days
 * of new reviews are stale, since review load counts reviews by their own date.
 */
export async function storePullRequestEvents(
  scope: StoreScope,
  observations: readonly Observation[],
  { people, places }: { readonly people: People; readonly places: Places },
): Promise<void> {
  const { tx, organizationId, changes } = scope;
  const observed = ofKind(observations, 'pull_request_event').map((observation) => ({
    ...observation,
    repositoryId: places.repositoryId(observation.repository),
  }));
  if (observed.length === 0) return;

  const keys = new Map(
    observed.map(({ repositoryId, number }) => [
      `${repositoryId} ${number}`,
      { repositoryId, number },
    ]),
  );
  const resolved = await resolvePullRequests(tx, organizationId, [...keys.values()]);
  const ids = new Map(
    resolved.map(({ id, repositoryId, number }) => [`${repositoryId} ${number}`, id]),
  );
  const rows = observed.map(({ repositoryId, number, event }) => {
    const id = ids.get(`${repositoryId} ${number}`);
    if (id === undefined) throw new Error('a pull request was not resolved');
    return toEventRow(id, mapAccounts(event, people));
  });
  const byKey = new Map(rows.map((row) => [`${row.pullRequestId} ${row.eventKey}`, row]));

  const inserted = await insertEvents(tx, organizationId, rows);
  for (const { pullRequestId, eventKey } of inserted) {
    const { kind, at, data } = byKey.get(`${pullRequestId} ${eventKey}`) ?? {};
    changes.pullRequests.add(pullRequestId);
    changes.newEvents += 1;
    changes.data = true;
    if (kind === 'review' && at !== undefined) changes.staleDays.add(dayOf(at));
    if (data?.kind === 'commit' && data.marks.length > 0) changes.adoption = true;
  }
}

/** Keeps days of activity that came without a pull request. */
export async function storeActivity(
  scope: StoreScope,
  observations: readonly Observation[],
  { people, places }: { readonly people: People; readonly places: Places },
): Promise<void> {
  const activity = ofKind(observations, 'activity').map(({ actor, day, repository }) => ({
    day,
    personId: people(actor),
    repositoryId: places.repositoryId(repository),
  }));
  markStale(scope, await recordActivity(scope.tx, scope.organizationId, activity));
}

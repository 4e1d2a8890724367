import {
  findActors,
  findEventsOf,
  findMergeDays,
  lockPullRequests,
  recordActivity,
  saveFacts,
  type FoldedPullRequest,
  type PullRequestKey,
  type StoredFact,
} from '@uplift/db';
import {
  accountsOf,
  dayOf,
  foldPullRequest,
  mapAccounts,
  parseEvent,
  stageSeconds,
  type Actor,
  type TimelineEvent,
} from '@uplift/metrics';

import { timeFolded } from '../time-working-hours/time-folded.ts';
import { markStale, type StoreScope } from './store-scope.ts';
import { datedFact, presentDays, touchedDays } from './touched-days.ts';

/** Memory stays bounded, however many pull requests an account has a part in. */
const AT_ONCE = 500;

/**
 * Folds again, under a lock of their rows, the facts of the pull requests noted in the scope, and
 * marks the days that changed facts touch.
 */
export async function refoldPullRequests(scope: StoreScope): Promise<void> {
  const ids = [...scope.changes.pullRequests].toSorted((a, b) => a - b);
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await refoldSome(scope, ids.slice(start, start + AT_ONCE));
  }
}

async function refoldSome(scope: StoreScope, ids: readonly number[]): Promise<void> {
  const { tx, organizationId } = scope;
  const stored = await lockPullRequests(tx, organizationId, ids);
  const events = await readEvents(scope, ids);
  const accounts = new Set(
    [...events.values()].flatMap((all) => all.flatMap((event) => accountsOf(event))),
  );
  const actors = await findActors(tx, accounts);

  const folded = stored.flatMap(({ id, number }) => fold({ id, number }, events.get(id), actors));
  const changed = await saveFacts(tx, organizationId, folded);
  const differing = folded.filter(({ id }) => changed.has(id));
  await timeFolded(tx, organizationId, differing);
  await markTouchedDays(scope, stored, differing);
  await notePresence(scope, stored, { events, actors });
}

async function readEvents({ tx, organizationId }: StoreScope, ids: readonly number[]) {
  const byPullRequest = new Map<number, TimelineEvent<number>[]>();
  for (const { pullRequestId, data } of await findEventsOf(tx, organizationId, ids)) {
    const events = byPullRequest.get(pullRequestId) ?? [];
    byPullRequest.set(pullRequestId, events);
    events.push(parseEvent(data));
  }
  return byPullRequest;
}

function fold(
  { id, number }: { readonly id: number; readonly number: number },
  events: readonly TimelineEvent<number>[] = [],
  actors: ReadonlyMap<number, Actor>,
): FoldedPullRequest[] {
  const fact = foldPullRequest(
    number,
    events.map((event) => mapAccounts(event, (account) => actorOf(actors, account))),
  );
  if (fact === null) return [];
  const end = fact.mergedAt ?? fact.closedAt;
  const seconds = fact.state === 'open' || end === null ? null : stageSeconds(fact, end);
  return [{ id, fact, stageSeconds: seconds }];
}

function actorOf(actors: ReadonlyMap<number, Actor>, account: number): Actor {
  const actor = actors.get(account);
  if (actor === undefined) throw new Error(`no account ${account}`);
  return actor;
}

async function markTouchedDays(
  scope: StoreScope,
  stored: readonly StoredFact[],
  changed: readonly FoldedPullRequest[],
): Promise<void> {
  const before = new Map(stored.map((row) => [row.id, row]));
  const reverted: PullRequestKey[] = [];
  for (const { id, fact } of changed) {
    const row = before.get(id);
    if (row === undefined) continue;
    markStale(scope, touchedDays(datedFact(row), fact));
    const { repositoryId } = row;
    for (const number of new Set([row.revertsNumber, fact.revertsNumber])) {
      if (number !== null) reverted.push({ repositoryId, number });
    }
  }
  markStale(scope, await findMergeDays(scope.tx, scope.organizationId, reverted));
}

async function notePresence(
  scope: StoreScope,
  stored: readonly StoredFact[],
  {
    events,
    actors,
  }: {
    readonly events: ReadonlyMap<number, readonly TimelineEvent<number>[]>;
    readonly actors: ReadonlyMap<number, Actor>;
  },
): Promise<void> {
  const { tx, organizationId, changes } = scope;
  const activity = stored.flatMap(({ id, repositoryId }) =>
    presentDays(events.get(id) ?? []).map(({ day, personId }) => ({
      day,
      personId: actorOf(actors, personId).id,
      repositoryId,
    })),
  );
  markStale(scope, await recordActivity(tx, organizationId, activity));
  for (const { id } of stored) {
    if (!changes.reassigned.has(id)) continue;
    const reviews = (events.get(id) ?? []).filter(({ kind }) => kind === 'review');
    markStale(
      scope,
      reviews.map(({ at }) => dayOf(at)),
    );
  }
}

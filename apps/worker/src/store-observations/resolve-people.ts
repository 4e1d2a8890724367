import {
  deleteEvents,
  findDaysCounting,
  findEventsOf,
  findPeopleNamed,
  findPullRequestsNaming,
  insertEvents,
  insertPeople,
  movePersonRows,
  updatePeople,
} from '@uplift/db';
import {
  accountsOf,
  classifyAccount,
  findKnownAccount,
  mapAccounts,
  parseEvent,
  type AccountRef,
  type Observation,
} from '@uplift/metrics';

import { toEventRow } from './event-row.ts';
import { indexPeople, planPeople, type PersonRef } from './plan-people.ts';
import { markStale, type StoreScope } from './store-scope.ts';

/** The id of the stored account behind an account that a source names. */
export type People = (ref: AccountRef) => number;

/** Finds or makes every account that observations name. */
export async function resolvePeople(
  scope: StoreScope,
  observations: readonly Observation[],
): Promise<People> {
  return resolveRefs(scope, distinctPeople(observations));
}

/** Finds or makes accounts of which nothing else is told. */
export async function resolveAccounts(
  scope: StoreScope,
  accounts: readonly AccountRef[],
): Promise<People> {
  const refs = new Map<string, PersonRef>();
  for (const account of accounts) noteAccount(refs, account);
  return resolveRefs(scope, refs);
}

async function resolveRefs(
  scope: StoreScope,
  refs: ReadonlyMap<string, PersonRef>,
): Promise<People> {
  if (refs.size === 0) return () => unknownAccount();
  const people = [...refs.values()];
  const names = namesOf(people);

  let rows = await findPeopleNamed(scope.tx, names);
  const plan = planPeople(rows, people);
  if (plan.inserted.length + plan.updated.length > 0) {
    await updatePeople(scope.tx, scope.organizationId, plan.updated);
    await insertPeople(scope.tx, scope.organizationId, plan.inserted);
    await reassign(scope, plan);
    rows = await findPeopleNamed(scope.tx, names);
  }
  const indexOf = indexPeople(rows);
  const ids = new Map([...refs].map(([key, ref]) => [key, indexOf(ref)]));
  return (ref) => ids.get(keyOf(ref)) ?? unknownAccount();
}

function namesOf(people: readonly PersonRef[]) {
  const names = {
    githubIds: new Set<number>(),
    logins: new Set<string>(),
    numberedLogins: new Set<string>(),
  };
  for (const { githubId, login } of people) {
    if (githubId !== null) names.githubIds.add(githubId);
    (githubId === null ? names.logins : names.numberedLogins).add(login.toLowerCase());
  }
  return names;
}

function unknownAccount(): never {
  throw new Error('an account was not resolved');
}

/** Moves everything of merged accounts, and has folded again what names them or a changed kind. */
async function reassign(
  scope: StoreScope,
  plan: Pick<ReturnType<typeof planPeople>, 'merged' | 'reclassified'>,
): Promise<void> {
  const { tx, organizationId, changes } = scope;
  const { merged, reclassified } = plan;
  if (merged.length + reclassified.length === 0) return;
  const people = [...merged.map(({ from }) => from), ...reclassified];
  const spans = people.map((personId) => ({ personId, from: '0001-01-01', to: null }));
  markStale(scope, await findDaysCounting(tx, organizationId, spans));
  if (merged.length > 0) {
    await movePersonRows(tx, organizationId, merged);
    changes.adoption = true;
  }

  const pullRequestIds = await findPullRequestsNaming(tx, organizationId, people);
  if (merged.length > 0 && pullRequestIds.length > 0) {
    await renameInEvents(scope, pullRequestIds, merged);
  }
  for (const id of pullRequestIds) {
    changes.pullRequests.add(id);
    changes.reassigned.add(id);
  }
}

/** Writes the one account for the other in stored events: an event's key depends on whom it names. */
async function renameInEvents(
  { tx, organizationId }: StoreScope,
  pullRequestIds: readonly number[],
  merged: readonly { readonly from: number; readonly into: number }[],
): Promise<void> {
  const into = new Map(merged.map((merge) => [merge.from, merge.into]));
  const stored = await findEventsOf(tx, organizationId, pullRequestIds);
  const concerned = stored.flatMap((row) => {
    const event = parseEvent(row.data);
    return accountsOf(event).some((id) => into.has(id)) ? [{ row, event }] : [];
  });
  await deleteEvents(
    tx,
    organizationId,
    concerned.map(({ row }) => row),
  );
  await insertEvents(
    tx,
    organizationId,
    concerned.map(({ row, event }) =>
      toEventRow(
        row.pullRequestId,
        mapAccounts(event, (id) => into.get(id) ?? id),
      ),
    ),
  );
}

/** Every account that observations name, once, under the key of how they name it. */
export function distinctPeople(
  observations: readonly Observation[],
): ReadonlyMap<string, PersonRef> {
  const refs = new Map<string, PersonRef>();
  for (const observation of observations) {
    for (const account of namedIn(observation)) noteAccount(refs, account);
  }
  return refs;
}

function noteAccount(refs: Map<string, PersonRef>, account: AccountRef): void {
  const key = keyOf(account);
  if (refs.has(key)) return;
  const known = account.githubId === null ? null : findKnownAccount(account);
  // GitHub shows one automation under several names; one of them is enough.
  const login = known?.githubId === account.githubId ? known?.logins[0] : undefined;
  const { githubId } = account;
  refs.set(key, { githubId, login: login ?? account.login, kind: classifyAccount(account) });
}

/** How a source names an account, as one text. */
export function keyOf({ githubId, login, type }: AccountRef): string {
  return `${githubId ?? ''} ${login} ${type ?? ''}`;
}

function namedIn(observation: Observation): readonly AccountRef[] {
  if (observation.kind === 'pull_request_event') return accountsOf(observation.event);
  if ('actor' in observation) return [observation.actor];
  if ('member' in observation) return [observation.member];
  if ('assignee' in observation) return [observation.assignee];
  return 'user' in observation ? [observation.user] : [];
}

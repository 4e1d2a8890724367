import { setImmediate } from 'node:timers/promises';

import {
  claimDeliveries,
  claimDelivery,
  postponeDelivery,
  settleDeliveries,
  type ClaimedDelivery,
  type Database,
  type DeliveryKey,
  type Settlement,
  type Transaction,
} from '@uplift/db';
import type { JobQueue } from '@uplift/jobs';

import type { GitHubConnection, GitHubReach } from '../github/connection.ts';
import { ringRecompute } from '../ring-recompute.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import {
  joinOutcomes,
  storeWithin,
  type ChangedOrganization,
} from '../store-observations/store-observations.ts';
import { followUp, noFollowUp, ringFollowUp, type FollowUp, type ToldGroup } from './follow-up.ts';
import { readDelivery } from './read-delivery.ts';
import { resolveSettlements, type ToldSettlement } from './resolve-settlements.ts';

/** What working the inbox needs. */
export type InboxDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  /** Who can be asked for what deliveries do not carry; nobody unless told. */
  readonly github?: GitHubConnection | null;
  /** Told of every failure that may pass; the delivery is tried again later. */
  readonly onError: (error: unknown, guid: string | null) => void;
};

/** What became of the deliveries of one run. */
export type InboxOutcome = {
  readonly processed: number;
  readonly ignored: number;
  readonly failed: number;
  /** Put off, to be tried again. */
  readonly postponed: number;
};

const BATCH = { limit: 200, maxBytes: 4 * 1024 * 1024 };
/** A delivery is given up after so many attempts that failed. */
export const MAX_ATTEMPTS = 5;
const FIRST_RETRY_SECONDS = 10;

type Worked = {
  readonly settlements: readonly Settlement[];
  readonly changed: readonly ChangedOrganization[];
  readonly followUp: FollowUp;
};

const NOBODY: GitHubReach = { installations: false, token: false };

/**
 * Works off the deliveries of the inbox that are due, oldest first: translates them, stores what they
 * say and settles them in one transaction for a batch. Safe to run in any number of processes at
 * once, each takes others. Ends with the first batch that is not full: what arrived meanwhile has
 * rung for itself, and waiting for that bell makes batches large when much arrives.
 *
 * A malformed delivery is settled as failed, with the reason. If a batch fails for an unexpected
 * reason, its deliveries are worked one by one, so that one cannot hold up the others; that one is
 * put off, and given up after five attempts.
 */
export async function processInbox(deps: InboxDeps): Promise<InboxOutcome> {
  const total = { processed: 0, ignored: 0, failed: 0, postponed: 0 };
  for (;;) {
    const worked = await workBatch(deps);
    if (worked.settlements.length + worked.postponed === 0) return total;
    for (const { state } of worked.settlements) total[state] += 1;
    total.postponed += worked.postponed;
    await ringRecompute(worked.changed, deps.queue);
    await ringFollowUp(worked.followUp, deps.queue);
    if (!worked.wasFull) return total;
    await setImmediate();
  }
}

type ReachingDeps = InboxDeps & { readonly reach: GitHubReach };

type WorkedBatch = Worked & { readonly postponed: number; readonly wasFull: boolean };

async function workBatch(deps: InboxDeps): Promise<WorkedBatch> {
  const { db, now, onError } = deps;
  let claimed: readonly ClaimedDelivery[] = [];
  const reach = (await deps.github?.reach()) ?? NOBODY;
  try {
    const worked = await retryingTransaction(db, async (tx) => {
      claimed = await claimDeliveries(tx, { now: now(), ...BATCH });
      return workClaimed(tx, claimed, { now: now(), reach });
    });
    return { ...worked, postponed: 0, wasFull: isFull(claimed) };
  } catch (error) {
    if (claimed.length === 0) throw error;
    onError(error, null);
    return { ...(await workOneByOne(claimed, { ...deps, reach })), wasFull: isFull(claimed) };
  }
}

/** Whether more may have been due than were taken, by number or by size. */
function isFull(claimed: readonly ClaimedDelivery[]): boolean {
  const bytes = claimed.reduce((sum, { body }) => sum + body.byteLength, 0);
  return claimed.length >= BATCH.limit || bytes >= BATCH.maxBytes / 2;
}

async function workOneByOne(
  deliveries: readonly DeliveryKey[],
  deps: ReachingDeps,
): Promise<Worked & { readonly postponed: number }> {
  const settlements: Settlement[] = [];
  const changed: ChangedOrganization[] = [];
  const after: FollowUp[] = [];
  let postponed = 0;
  for (const key of deliveries) {
    const worked = await workOne(key, deps);
    await setImmediate();
    postponed += worked === null ? 1 : 0;
    settlements.push(...(worked?.settlements ?? []));
    changed.push(...(worked?.changed ?? []));
    if (worked !== null) after.push(worked.followUp);
  }
  const { changedOrganizations } = joinOutcomes([{ changedOrganizations: changed, newEvents: 0 }]);
  const joined = {
    plan: after.flatMap(({ plan }) => plan),
    left: after.flatMap(({ left }) => left),
    fetch: after.flatMap(({ fetch }) => fetch),
  };
  return { settlements, changed: changedOrganizations, followUp: joined, postponed };
}

/** Null where it was put off. */
async function workOne(key: DeliveryKey, deps: ReachingDeps): Promise<Worked | null> {
  const { db, now, onError, reach } = deps;
  let attempts = 0;
  try {
    return await retryingTransaction(db, async (tx) => {
      const delivery = await claimDelivery(tx, key);
      attempts = delivery?.attempts ?? 0;
      return workClaimed(tx, delivery === null ? [] : [delivery], { now: now(), reach });
    });
  } catch (error) {
    onError(error, key.guid);
    return putOff(key, { attempts: attempts + 1, reason: oneLine(error) }, deps);
  }
}

async function putOff(
  key: DeliveryKey,
  { attempts, reason }: { readonly attempts: number; readonly reason: string },
  { db, now }: InboxDeps,
): Promise<Worked | null> {
  const at = now();
  const seconds = FIRST_RETRY_SECONDS * 2 ** (attempts - 1);
  await postponeDelivery(db, key, {
    notBefore: new Date(at.getTime() + seconds * 1000),
    reason,
  });
  if (attempts < MAX_ATTEMPTS) return null;
  const settlements = [{ ...key, state: 'failed' as const, reason }];
  await settleDeliveries(db, settlements, at);
  return { settlements, changed: [], followUp: noFollowUp };
}

/** Stores what claimed deliveries say and settles them, in the transaction that claimed them. */
async function workClaimed(
  tx: Transaction,
  claimed: readonly ClaimedDelivery[],
  { now, reach }: { readonly now: Date; readonly reach: GitHubReach },
): Promise<Worked> {
  const settlements: ToldSettlement[] = [];
  const groups: ToldGroup[] = [];
  const deliveries = await Promise.all(
    claimed.map(async (delivery) => ({ delivery, read: await readDelivery(delivery) })),
  );
  for (const { delivery, read } of deliveries) {
    const { guid, receivedAt } = delivery;
    if (read.outcome === 'observations') {
      const { lacksCommits } = read;
      for (const group of read.groups) groups.push({ ...group, lacksCommits });
      const about = read.groups.at(-1)?.organization ?? null;
      settlements.push({ guid, receivedAt, state: 'processed', reason: null, about });
    } else {
      const { outcome: state, reason } = read;
      settlements.push({ guid, receivedAt, state, reason, about: null });
    }
  }
  const { changedOrganizations } = await storeWithin(tx, groups);
  const after = await followUp(tx, groups, { reach, now });
  await settleDeliveries(tx, await resolveSettlements(tx, settlements), now);
  return { settlements, changed: changedOrganizations, followUp: after };
}

/** The innermost cause in one line: what wraps it repeats the whole statement, content and all. */
function oneLine(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return oneLine(error.cause);
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1).join('').slice(0, 300);
}

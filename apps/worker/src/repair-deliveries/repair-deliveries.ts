import { setImmediate } from 'node:timers/promises';

import {
  findInstalledOrganizations,
  finishDeliveryLogRun,
  noteDeliveryLogPage,
  retryGivenUp,
  startDeliveryLogRun,
  type Database,
  type DeliveryLogPage,
} from '@uplift/db';
import { isGitHubError, readDeliveryLog, type DeliveryAttempt } from '@uplift/github/client';
import type { JobQueue } from '@uplift/jobs';

import type { GitHubConnection } from '../github/connection.ts';
import { MAX_ATTEMPTS } from '../process-inbox/process-inbox.ts';
import { secondsUntil } from '../sync/run-sync.ts';
import { wordsOfFailure } from '../sync/words-of-failure.ts';
import { findMissed, recoverDelivery, type RecoverDeps } from './recover-deliveries.ts';

/** What looking through GitHub's log needs. */
export type RepairDeps = {
  readonly db: Database;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly now: () => Date;
  /** The way to GitHub; null where there is none yet. */
  readonly github: Pick<GitHubConnection, 'asApp'> | null;
  /** How many deliveries one run fetches at most; 2,000 unless told. */
  readonly mostOfARun?: number;
};

/** What a look through the log came to. */
export type DeliveryRepair = {
  /** Attempts looked at. */
  readonly checked: number;
  readonly repaired: number;
  readonly lost: number;
  /** Deliveries that were given up before and are worked once more. */
  readonly retried: number;
  /** Why not all of the log was looked at; null if it was, or there is no App. */
  readonly failure: string | null;
};

const DAY_MS = 86_400_000;
/** So far back GitHub remembers. */
const WINDOW_MS = 3 * DAY_MS;
/** An attempt may show in the log a while after it was made. */
const OVERLAP_MS = 600_000;
const MOST_OF_A_RUN = 2000;

/**
 * Looks through GitHub's log of the App's deliveries, newest first, back to where the last run that
 * went well began, and brings what is not here: out of the log, or by having it sent again. A run
 * that is cut off is made up for by the next, which passes over what has been brought.
 *
 * What the log cannot mend is left to comparing: after an outage longer than the log, and where
 * deliveries are lost or too many, the organisations are compared with GitHub.
 */
export async function repairDeliveries(deps: RepairDeps): Promise<DeliveryRepair> {
  const { db, now, github } = deps;
  const at = now();
  const retried = await retryGivenUp(db, {
    attempts: MAX_ATTEMPTS,
    since: new Date(at.getTime() - WINDOW_MS),
  });
  if (retried > 0) await ringInbox(deps);
  const asApp = (await github?.asApp()) ?? null;
  if (asApp === null) return { ...nothing, retried, failure: null };

  const { id, since } = await startDeliveryLogRun(db, at);
  const back = new Date(Math.max(at.getTime() - WINDOW_MS, (since?.getTime() ?? 0) - OVERLAP_MS));
  const walk = new Walk(deps, { db, asApp }, id);
  const failure = await walk.backTo(back);
  await finishDeliveryLogRun(db, id, { at: now(), failure });
  const isOutage = since !== null && at.getTime() - since.getTime() > WINDOW_MS;
  await ringComparisons(walk, isOutage || walk.isCutShort, deps);
  const { checked, repaired, lost } = walk.total;
  return { checked, repaired, lost, retried, failure };
}

const nothing = { checked: 0, repaired: 0, lost: 0 };

/** A walk back through the log. */
class Walk {
  readonly total = { ...nothing };
  /** Installations of which a delivery is lost. */
  readonly bereft = new Set<number>();
  isCutShort = false;
  readonly #deps: RepairDeps;
  readonly #recover: RecoverDeps;
  readonly #id: number;

  constructor(deps: RepairDeps, recover: RecoverDeps, id: number) {
    this.#deps = deps;
    this.#recover = recover;
    this.#id = id;
  }

  /** @returns why it ended early, in one line; null if it did not */
  async backTo(back: Date): Promise<string | null> {
    try {
      let cursor: string | null = null;
      do {
        const page = await readDeliveryLog({ cursor }, { github: this.#recover.asApp });
        const attempts = page.attempts.filter(({ deliveredAt }) => deliveredAt >= back);
        await this.#work(attempts);
        cursor = attempts.length === page.attempts.length ? page.cursor : null;
        await setImmediate();
      } while (cursor !== null && !this.isCutShort);
      return this.isCutShort ? 'more were missing than one run fetches' : null;
    } catch (error) {
      if (!isGitHubError(error)) throw error;
      if (error.failure.kind === 'rate_limited') await this.#comeBack(error.failure.until);
      return wordsOfFailure(error);
    }
  }

  async #work(attempts: readonly DeliveryAttempt[]): Promise<void> {
    const { db, mostOfARun = MOST_OF_A_RUN } = this.#deps;
    const page = { checked: attempts.length, repaired: 0, lost: 0 };
    try {
      for (const missed of await findMissed(db, attempts)) {
        if (this.total.repaired + page.repaired >= mostOfARun) {
          this.isCutShort = true;
          break;
        }
        const { outcome, installationId } = await recoverDelivery(missed, this.#recover);
        if (outcome === 'lost') page.lost += 1;
        else page.repaired += 1;
        if (outcome === 'lost' && installationId !== null) this.bereft.add(installationId);
      }
    } finally {
      await this.#note({ ...page, reached: attempts.at(-1)?.deliveredAt ?? null });
    }
  }

  async #note(page: DeliveryLogPage): Promise<void> {
    this.total.checked += page.checked;
    this.total.repaired += page.repaired;
    this.total.lost += page.lost;
    await noteDeliveryLogPage(this.#deps.db, this.#id, page);
    if (page.repaired > 0) await ringInbox(this.#deps);
  }

  async #comeBack(until: Date): Promise<void> {
    const { queue, now } = this.#deps;
    const options = { unlessWaiting: 'log', delaySeconds: secondsUntil(until, now()) };
    await queue.enqueue('repair-deliveries', {}, options);
  }
}

async function ringInbox({ queue }: RepairDeps): Promise<void> {
  await queue.enqueue('process-inbox', {}, { unlessWaiting: 'inbox' });
}

async function ringComparisons(
  { bereft }: Walk,
  ofAll: boolean,
  { db, queue }: RepairDeps,
): Promise<void> {
  if (bereft.size === 0 && !ofAll) return;
  for (const { organizationId, installationId, status } of await findInstalledOrganizations(db)) {
    if (status !== 'active' || !(ofAll || bereft.has(installationId))) continue;
    await queue.enqueue('reconcile', { organizationId }, { unlessWaiting: String(organizationId) });
  }
}

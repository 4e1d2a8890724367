import {
  countStaleDays,
  findFailedDeliveries,
  findInboxBacklog,
  findServerState,
  listOrganizationIds,
  withOrganization,
  type Database,
} from '@uplift/db';
import { z } from 'zod';

import { Check, failed, ok, warning } from './check.ts';
import type { OperationContext } from './operation-context.ts';

/** What was found of an open store. */
export const Diagnosis = z.object({ checks: z.array(Check) });

const OLDEST_SUPPORTED = 15;
const LARGEST_CLOCK_DIFFERENCE_SECONDS = 5;
const LONGEST_WAIT_MINUTES = 5;
/** Longer than any restart or burst takes: nobody works it off. */
const STUCK_MINUTES = 15;
const FAILURES_SHOWN = 5;

/** What can be said of an open store: server, clock, inbox and measures. */
export async function diagnose(
  _input: object,
  { store }: OperationContext,
): Promise<z.output<typeof Diagnosis>> {
  const { db } = store;
  return {
    checks: [
      await checkServer(db),
      await checkClock(db),
      await checkPending(db),
      await checkFailed(db),
      await checkStale(db),
    ],
  };
}

async function checkServer(db: Database): Promise<Check> {
  const { version, majorVersion } = await findServerState(db);
  const words = `PostgreSQL ${version}, schema up to date, organisations kept apart`;
  if (majorVersion >= OLDEST_SUPPORTED) return ok('database', words);
  return warning('database', words, `use PostgreSQL ${OLDEST_SUPPORTED} or later`);
}

async function checkClock(db: Database): Promise<Check> {
  const { now } = await findServerState(db);
  const seconds = Math.abs(now.getTime() - Date.now()) / 1000;
  const words = `database and this machine differ by ${seconds.toFixed(1)} s`;
  if (seconds <= LARGEST_CLOCK_DIFFERENCE_SECONDS) return ok('clock', words);
  return warning('clock', words, 'let both machines follow a time server (NTP)');
}

async function checkPending(db: Database): Promise<Check> {
  const now = new Date();
  const { pending, oldestPendingAt } = await findInboxBacklog(db);
  const waited = oldestPendingAt === null ? 0 : now.getTime() - oldestPendingAt.getTime();
  const minutes = waited / 60_000;
  const words = `${pending} deliveries wait, the oldest for ${minutes.toFixed(1)} min`;
  if (minutes <= LONGEST_WAIT_MINUTES) return ok('inbox', words);
  const tell = minutes > STUCK_MINUTES ? failed : warning;
  return tell(
    'inbox',
    words,
    'see that a worker runs: uplift serve, or uplift serve --only worker',
  );
}

async function checkFailed(db: Database): Promise<Check> {
  const { failed: count } = await findInboxBacklog(db);
  if (count === 0) return ok('deliveries', 'no delivery failed');

  const shown = await findFailedDeliveries(db, FAILURES_SHOWN);
  const reasons = shown.map(({ event, guid, reason }) => `${event} ${guid}: ${reason ?? '?'}`);
  return warning(
    'deliveries',
    `${count} deliveries could not be worked: ${reasons.join('; ')}${count > shown.length ? '; …' : ''}`,
    'they are kept and stop nothing; report a payload of a known event that GitHub really sends',
  );
}

async function checkStale(db: Database): Promise<Check> {
  let stale = 0;
  for (const id of await listOrganizationIds(db)) {
    stale += await withOrganization(db, id, countStaleDays);
  }
  const words = `${stale} days wait to be measured again`;
  return ok('measures', stale === 0 ? 'measures are up to date' : words);
}

import type { Database } from '@uplift/db';
import { readReport, type ReportRow } from '@uplift/github/client';
import type { Observation } from '@uplift/metrics';

import type { StoreOutcome } from '../store-observations/store-observations.ts';
import type { Sync } from '../sync/run-sync.ts';
import { theirRows, type CopilotPlace } from './copilot-place.ts';
import { isSettled, type ReportKey } from './due-reports.ts';
import { withSpool } from './spool.ts';
import { storeOutcome, storeReport } from './store-report.ts';

type Row = Readonly<Record<string, unknown>>;

/** A row of a report that could be read: once, since what it says of a person's day holds the row. */
export type ReadRow =
  | { readonly row: Row; readonly observation: null }
  | { readonly row: null; readonly observation: Observation };

/** What became of a report. */
export type FetchedReport = {
  readonly state: 'absent' | 'fetched' | 'refused';
  /** Why it was refused. */
  readonly reason: string | null;
  readonly stored: StoreOutcome;
};

export type FetchDeps = {
  readonly db: Database;
  readonly now: () => Date;
  /** Who is asked; the organisation itself unless told. */
  readonly place?: CopilotPlace;
};

const nothingStored: StoreOutcome = { changedOrganizations: [], newEvents: 0 };

/**
 * Fetches one report of one day and puts it in the place of what is held of it, in one transaction:
 * all of it, or nothing if it cannot be read to its end.
 *
 * @throws {GitHubError} where asking again later may help
 */
export async function fetchReport(
  key: ReportKey,
  sync: Sync,
  { db, now, place = { github: sync.github, enterprise: null } }: FetchDeps,
): Promise<FetchedReport> {
  const { organization } = sync;
  const { github, enterprise } = place;
  const whose = {
    organization: organization.login,
    ...(enterprise && { enterprise: enterprise.slug }),
  };
  const answer = await readReport({ ...key, ...whose }, { github });
  const at = now();
  const about = { ...key, sync, at, isFinal: isSettled(key.day, at) };
  if (answer.outcome !== 'fetched') {
    const state = answer.outcome;
    const reason = answer.outcome === 'refused' ? answer.reason : null;
    await storeOutcome(db, {
      ...about,
      isFinal: about.isFinal && state === 'absent',
      state,
      reason,
    });
    return { state, reason, stored: nothingStored };
  }
  const unreadable = { count: 0, reason: null };
  const isTheirs = await theirRows(place, sync, { db, day: key.day });
  const stored = await withSpool(readable(answer.rows, { unreadable, isTheirs }), (spool) =>
    storeReport({ ...about, spool, unreadable }, db),
  );
  return { state: 'fetched', reason: null, stored };
}

/** Rows that could not be read, and why the first could not. */
export type Unreadable = { count: number; reason: string | null };

/** The organisation's rows that can be read; those that cannot are counted. */
async function* readable(
  rows: AsyncIterable<ReportRow>,
  {
    unreadable,
    isTheirs,
  }: {
    readonly unreadable: Unreadable;
    readonly isTheirs: (row: Row) => boolean;
  },
): AsyncGenerator<ReadRow> {
  for await (const row of rows) {
    if (row.ok) {
      if (isTheirs(row.row)) yield onceOf(row);
    } else {
      unreadable.count += 1;
      unreadable.reason ??= row.reason;
    }
  }
}

function onceOf({ row, observation }: { row: Row; observation: Observation | null }): ReadRow {
  return observation === null ? { row, observation } : { row: null, observation };
}

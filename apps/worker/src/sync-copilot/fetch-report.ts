import type { Database } from '@uplift/db';
import { readReport, type ReportRow } from '@uplift/github/client';
import type { Observation } from '@uplift/metrics';

import { joinOutcomes, type StoreOutcome } from '../store-observations/store-observations.ts';
import type { CopilotPlace } from './copilot-place.ts';
import { isSettled } from './due-reports.ts';
import { theirRows, type WantedReport } from './report-receivers.ts';
import { withSpool, type Spool } from './spool.ts';
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
  /** Who is asked. */
  readonly place: CopilotPlace;
};

/**
 * Fetches one report of one day, once, and puts it in the place of what each receiver holds of it: in
 * a transaction for each, inside that organisation, all that is theirs, or nothing for anybody if it
 * cannot be read to its end.
 *
 * @throws {GitHubError} where asking again later may help
 */
export async function fetchReport(
  wanted: WantedReport,
  { db, now, place: { github, enterprise } }: FetchDeps,
): Promise<FetchedReport> {
  const { kind, day, receivers } = wanted;
  const organization = receivers[0]?.sync.organization.login ?? '';
  const whose = { organization, ...(enterprise !== null && { enterprise }) };
  const answer = await readReport({ kind, day, ...whose }, { github });
  const at = now();
  const about = { kind, day, at, isFinal: isSettled(day, at) };
  if (answer.outcome !== 'fetched') {
    const state = answer.outcome;
    const reason = answer.outcome === 'refused' ? answer.reason : null;
    const isFinal = about.isFinal && state === 'absent';
    for (const { sync } of receivers) {
      await storeOutcome(db, { ...about, sync, isFinal, state, reason });
    }
    return { state, reason, stored: joinOutcomes([]) };
  }
  const unreadable = { count: 0, reason: null };
  const stored = await withSpool(readable(answer.rows, unreadable), async (spool) => {
    const outcomes: StoreOutcome[] = [];
    for (const receiver of receivers) {
      const theirs = spoolOf(spool, await theirRows(receiver, { db, day }));
      const report = { ...about, sync: receiver.sync, spool: theirs, unreadable };
      outcomes.push(await storeReport(report, db));
    }
    return joinOutcomes(outcomes);
  });
  return { state: 'fetched', reason: null, stored };
}

/** Rows that could not be read, and why the first could not. */
export type Unreadable = { count: number; reason: string | null };

/** The rows that can be read; those that cannot are counted. */
async function* readable(
  rows: AsyncIterable<ReportRow>,
  unreadable: Unreadable,
): AsyncGenerator<ReadRow> {
  for await (const row of rows) {
    if (row.ok) {
      yield onceOf(row);
    } else {
      unreadable.count += 1;
      unreadable.reason ??= row.reason;
    }
  }
}

function onceOf({ row, observation }: { row: Row; observation: Observation | null }): ReadRow {
  return observation === null ? { row, observation } : { row: null, observation };
}

/** The part of a report that is an organisation's. */
function spoolOf(spool: Spool<ReadRow>, isTheirs: (row: Row) => boolean): Spool<ReadRow> {
  return {
    batches: async function* batches() {
      for await (const batch of spool.batches()) {
        const theirs = batch.filter((read) => isTheirs(rowIn(read)));
        if (theirs.length > 0) yield theirs;
      }
    },
  };
}

function rowIn({ row, observation }: ReadRow): Row {
  if (row !== null) return row;
  return observation.kind === 'copilot_user_day' ? observation.raw : {};
}

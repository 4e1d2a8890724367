import { setImmediate } from 'node:timers/promises';

import {
  bumpDataVersion,
  deleteOutdatedUserDays,
  deleteUserDaysOfOthers,
  deleteUserTeamDays,
  holdsUserDays,
  markAdoptionStale,
  markStaleDays,
  replaceOrganizationDay,
  saveCopilotReport,
  saveUserTeamDays,
  withOrganization,
  type CopilotReportState,
  type Database,
  type ReportedUser,
  type Transaction,
} from '@uplift/db';
import type { AccountRef } from '@uplift/metrics';

import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeAccounts } from '../store-observations/store-accounts.ts';
import {
  joinOutcomes,
  storeWithin,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import type { Sync } from '../sync/run-sync.ts';
import type { ReportKey } from './due-reports.ts';
import type { ReadRow, Unreadable } from './fetch-report.ts';
import type { Spool } from './spool.ts';

type About = ReportKey & { readonly sync: Sync; readonly at: Date; readonly isFinal: boolean };

/** Notes of a report that there is none. */
export async function storeOutcome(
  db: Database,
  report: About & { readonly state: CopilotReportState; readonly reason: string | null },
): Promise<void> {
  const { sync, at, kind, day, state, isFinal, reason } = report;
  const { organizationId } = sync;
  const none = { rows: 0, unreadable: 0 };
  await withOrganization(db, organizationId, (tx) =>
    saveCopilotReport(tx, organizationId, {
      ...none,
      kind,
      day,
      state,
      isFinal,
      reason,
      fetchedAt: at,
    }),
  );
}

type Report = About & { readonly spool: Spool<ReadRow>; readonly unreadable: Unreadable };

/** Puts a report in the place of what is held of it, with the note that it was, in one transaction. */
export function storeReport(report: Report, db: Database): Promise<StoreOutcome> {
  const { sync, at, kind, day, isFinal, unreadable, spool } = report;
  const { organizationId } = sync;
  return retryingTransaction(db, async (tx) => {
    const store = storeOf[kind];
    const replaces = await withOrganization(tx, organizationId, (inner) =>
      holdsUserDays(inner, day),
    );
    let rows = 0;
    const outcomes: StoreOutcome[] = [];
    const seen = new Set<number>();
    if (kind === 'user_teams') {
      await withOrganization(tx, organizationId, (inner) => deleteUserTeamDays(inner, day));
    }
    for await (const batch of spool.batches()) {
      outcomes.push(await store(tx, { ...report, replaces }, batch));
      for (const user of usersOf(batch)) seen.add(user.githubId);
      rows += batch.length;
      await setImmediate();
    }
    // A row that cannot be read is somebody's, of whom what was known stands.
    const isWhole = kind === 'users' && unreadable.count === 0;
    if (isWhole) outcomes.push(await forgetOthers(tx, report, seen));
    await withOrganization(tx, organizationId, (inner) =>
      saveCopilotReport(inner, organizationId, {
        kind,
        day,
        state: 'fetched',
        isFinal,
        rows,
        unreadable: unreadable.count,
        reason: unreadable.reason,
        fetchedAt: at,
      }),
    );
    return joinOutcomes(outcomes);
  });
}

/** `replaces`: something is held of the day already. */
type Placed = About & { readonly replaces: boolean };

type StoreBatch = (
  tx: Transaction,
  report: Placed,
  batch: readonly ReadRow[],
) => Promise<StoreOutcome>;

const storeOf = {
  users: storeUsers,
  organization: storeOrganizationDay,
  user_teams: storeUserTeams,
} as const satisfies Record<ReportKey['kind'], StoreBatch>;

async function storeUsers(
  tx: Transaction,
  { sync, day, replaces }: Placed,
  batch: readonly ReadRow[],
): Promise<StoreOutcome> {
  const { organizationId, organization } = sync;
  if (replaces) {
    await withOrganization(tx, organizationId, (inner) =>
      deleteOutdatedUserDays(inner, { day, users: usersOf(batch) }),
    );
  }
  const observations = batch.flatMap(({ observation }) => observation ?? []);
  return storeWithin(tx, [{ organization, observations }]);
}

async function storeOrganizationDay(
  tx: Transaction,
  { sync: { organizationId }, day }: About,
  batch: readonly ReadRow[],
): Promise<StoreOutcome> {
  const last = batch.at(-1);
  if (last !== undefined) {
    await withOrganization(tx, organizationId, (inner) =>
      replaceOrganizationDay(inner, organizationId, { day, raw: last.row }),
    );
  }
  return joinOutcomes([]);
}

function storeUserTeams(
  tx: Transaction,
  { sync: { organizationId }, day }: About,
  batch: readonly ReadRow[],
): Promise<StoreOutcome> {
  const rows = batch.flatMap(({ row }) => {
    const { user_id: githubId, user_login: login, team_id: teamGithubId } = row;
    const isKnown = typeof githubId === 'number' && typeof login === 'string';
    if (!isKnown || typeof teamGithubId !== 'number') return [];
    const account: AccountRef = { githubId, login, type: 'User' };
    return [{ account, teamGithubId, raw: row }];
  });
  return storeAccounts(tx, {
    organizationId,
    accounts: rows.map(({ account }) => account),
    keep: (inner, people) =>
      saveUserTeamDays(
        inner,
        organizationId,
        rows.map(({ account, teamGithubId, raw }) => ({
          day,
          teamGithubId,
          personId: people(account),
          raw,
        })),
      ),
  });
}

/** The people of a users report; of one whose number is not told, nothing is let go. */
function usersOf(batch: readonly ReadRow[]): ReportedUser[] {
  return batch.flatMap(({ observation }) => {
    if (observation?.kind !== 'copilot_user_day') return [];
    const { user, raw } = observation;
    return user.githubId === null ? [] : [{ githubId: user.githubId, raw }];
  });
}

async function forgetOthers(
  tx: Transaction,
  { sync: { organizationId }, day }: About,
  seen: ReadonlySet<number>,
): Promise<StoreOutcome> {
  return withOrganization(tx, organizationId, async (inner) => {
    const gone = await deleteUserDaysOfOthers(inner, { day, githubIds: seen });
    if (gone === 0) return joinOutcomes([]);
    await markStaleDays(inner, organizationId, [day]);
    await markAdoptionStale(inner, organizationId);
    await bumpDataVersion(inner, organizationId);
    const changed = { organizationId, rollupsChanged: true, adoptionChanged: true };
    return { changedOrganizations: [changed], newEvents: 0 };
  });
}

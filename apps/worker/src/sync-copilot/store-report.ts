import { setImmediate } from 'node:timers/promises';

import {
  deleteUserTeamDays,
  holdsUserDays,
  replaceOrganizationDay,
  saveCopilotReport,
  saveUserTeamDays,
  withOrganization,
  type CopilotReportState,
  type Database,
  type Transaction,
} from '@uplift/db';
import type { AccountRef } from '@uplift/metrics';

import { retryingWithin } from '../store-observations/retrying-transaction.ts';
import { storeAccounts } from '../store-observations/store-accounts.ts';
import { joinOutcomes, type StoreOutcome } from '../store-observations/store-observations.ts';
import type { ReportKey } from './due-reports.ts';
import type { ReadRow, Unreadable } from './fetch-report.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import type { Spool } from './spool.ts';
import { forgetOthers, storeUserDays, type SyncedOrganization } from './store-user-days.ts';

type About = ReportKey & {
  readonly sync: SyncedOrganization;
  readonly at: Date;
  readonly isFinal: boolean;
};

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

/**
 * Puts a report in the place of what is held of it, with the note that it was: in one transaction,
 * inside the organisation from its first statement to its last, since there are many small reports.
 */
export function storeReport(report: Report, db: Database): Promise<StoreOutcome> {
  const { sync, at, kind, day, isFinal, unreadable, spool } = report;
  const { organizationId } = sync;
  return retryingWithin(db, organizationId, async (tx) => {
    const store = storeOf[kind];
    const replaces = kind === 'users' && (await holdsUserDays(tx, day));
    const shown = replaces ? createIdSet() : null;
    let rows = 0;
    let outcome = joinOutcomes([]);
    if (kind === 'user_teams') await deleteUserTeamDays(tx, day);
    for await (const batch of spool.batches()) {
      const stored = await store(tx, { ...report, shown }, batch);
      outcome = joinOutcomes([outcome, stored]);
      rows += batch.length;
      await setImmediate();
    }
    // A row that cannot be read is somebody's, of whom what was known stands.
    if (shown !== null && unreadable.count === 0) {
      outcome = joinOutcomes([outcome, await forgetOthers(tx, { sync, day, shown })]);
    }
    await saveCopilotReport(tx, organizationId, {
      kind,
      day,
      state: 'fetched',
      isFinal,
      rows,
      unreadable: unreadable.count,
      reason: unreadable.reason,
      fetchedAt: at,
    });
    return outcome;
  });
}

/** `shown`: who is in the report, where something is held of the day already; else null. */
type Placed = About & { readonly shown: IdSet | null };

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

function storeUsers(
  tx: Transaction,
  report: Placed,
  batch: readonly ReadRow[],
): Promise<StoreOutcome> {
  const observations = batch.flatMap(({ observation }) => observation ?? []);
  return storeUserDays(tx, report, observations);
}

async function storeOrganizationDay(
  tx: Transaction,
  { sync: { organizationId }, day }: About,
  batch: readonly ReadRow[],
): Promise<StoreOutcome> {
  const raw = batch.at(-1)?.row;
  if (raw) await replaceOrganizationDay(tx, organizationId, { day, raw });
  return joinOutcomes([]);
}

function storeUserTeams(
  tx: Transaction,
  { sync: { organizationId }, day }: About,
  batch: readonly ReadRow[],
): Promise<StoreOutcome> {
  const rows = batch.flatMap(({ row }) => {
    if (row === null) return [];
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

import {
  findCopilotReports,
  findInstallationOf,
  findLastSyncRuns,
  findTeamAccountsOn,
  listOrganizationIds,
  withOrganization,
  type Database,
} from '@uplift/db';
import { isGitHubError } from '@uplift/github/client';
import type { Day } from '@uplift/metrics';

import { openSync, type Sync, type SyncDeps } from '../sync/run-sync.ts';
import { membersNow, type CopilotPlace } from './copilot-place.ts';
import { dueReports, type ReportKey } from './due-reports.ts';
import type { SyncedOrganization } from './store-user-days.ts';

type Row = Readonly<Record<string, unknown>>;

/** An organisation that has its part of reports. */
export type ReportReceiver = {
  readonly sync: SyncedOrganization;
  /** Which it has not, newest day first. */
  readonly due: readonly ReportKey[];
  /** Who belongs to it now, by GitHub's ids; null where reports are about it alone. */
  readonly members: ReadonlySet<number> | null;
};

/**
 * Which organisations what is fetched in the name of one is for: that one, and where an enterprise is
 * asked, every other one that is fetched for and lacks reports. So a report of an enterprise is
 * downloaded once, however many of its organisations are here. Another one that cannot be asked for
 * its members is left to its own run, which says so.
 *
 * @throws {GitHubError}
 */
export async function findReceivers(
  sync: Sync,
  { enterprise }: CopilotPlace,
  deps: SyncDeps,
): Promise<ReportReceiver[]> {
  if (enterprise === null) {
    return [{ sync, due: await dueOf(sync, { deps, ofEnterprise: false }), members: null }];
  }
  const receivers: ReportReceiver[] = [];
  for (const id of await listOrganizationIds(deps.db)) {
    const isSelf = id === sync.organizationId;
    const found = isSelf ? sync : await fetchedFor(id, deps);
    const due = found === null ? [] : await dueOf(found, { deps, ofEnterprise: true });
    if (found === null || (due.length === 0 && !isSelf)) continue;
    const members = due.length === 0 ? new Set<number>() : await membersOf(found, { isSelf });
    if (members !== null) receivers.push({ sync: found, due, members });
  }
  return receivers;
}

async function membersOf(
  sync: Sync,
  { isSelf }: { readonly isSelf: boolean },
): Promise<ReadonlySet<number> | null> {
  try {
    return await membersNow(sync);
  } catch (error) {
    if (isSelf || !isGitHubError(error)) throw error;
    return null;
  }
}

/** An organisation whose reports are fetched night by night; null for one that only files tell of. */
async function fetchedFor(organizationId: number, deps: SyncDeps): Promise<Sync | null> {
  const sync = await openSync(organizationId, deps);
  if (sync === null) return null;
  const installation = await findInstallationOf(deps.db, organizationId);
  if (installation?.status === 'active') return sync;
  const runs = await withOrganization(deps.db, organizationId, findLastSyncRuns);
  return runs.some(({ kind }) => kind === 'usage') ? sync : null;
}

async function dueOf(
  { organizationId }: Sync,
  { deps, ofEnterprise }: { readonly deps: SyncDeps; readonly ofEnterprise: boolean },
): Promise<ReportKey[]> {
  const known = await withOrganization(deps.db, organizationId, findCopilotReports);
  return dueReports(known, deps.now(), ofEnterprise);
}

/** A report, and for whom it is. */
export type WantedReport = ReportKey & { readonly receivers: readonly ReportReceiver[] };

/** What the receivers lack, newest day first, each report once. */
export function wantedReports(receivers: readonly ReportReceiver[]): WantedReport[] {
  const wanted = new Map<string, ReportKey & { readonly receivers: ReportReceiver[] }>();
  for (const receiver of receivers) {
    for (const { kind, day } of receiver.due) {
      const key = `${day} ${kind}`;
      const report = wanted.get(key) ?? { kind, day, receivers: [] };
      report.receivers.push(receiver);
      wanted.set(key, report);
    }
  }
  // Kinds of one day stay in the order in which they are due.
  return [...wanted.values()].toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
}

/**
 * Whether a row of an enterprise's report is about the organisation: it names the organisation, or is
 * about somebody who belongs to it now or was in one of its teams on that day. GitHub counts what
 * people do for every organisation that they belong to.
 */
export async function theirRows(
  { sync: { organizationId, organization }, members }: ReportReceiver,
  { db, day }: { readonly db: Database; readonly day: Day },
): Promise<(row: Row) => boolean> {
  if (members === null) return () => true;
  const inTeams = await withOrganization(db, organizationId, (tx) => findTeamAccountsOn(tx, day));
  return ({ organization_id: of, user_id: user, user_login: login }) => {
    if (typeof of === 'string' && of !== '') return of === String(organization.githubId);
    if (typeof user === 'number') return members.has(user) || inTeams.has(user);
    // A row of nobody is that of the enterprise itself.
    return login === undefined;
  };
}

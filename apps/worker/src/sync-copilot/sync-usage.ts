import { findCopilotReports, withOrganization, type CopilotReportKind } from '@uplift/db';
import { isGitHubError, type GitHubError } from '@uplift/github/client';

import { ringRecompute } from '../ring-recompute.ts';
import {
  runSync,
  type Sync,
  type SyncDeps,
  type SyncEnd,
  type SyncResult,
} from '../sync/run-sync.ts';
import { wordsOfFailure } from '../sync/words-of-failure.ts';
import { copilotPlace, type CopilotPlace } from './copilot-place.ts';
import { dueReports, type ReportKey } from './due-reports.ts';
import { fetchReport } from './fetch-report.ts';
import { learnMemberships } from './learn-memberships.ts';
import { storeOutcome } from './store-report.ts';

/** So many reports are asked for in one run; the rest waits for the next, others may be in between. */
const REPORTS_A_RUN = 90;
/** So many failures one after the other: GitHub is not well, or something is wrong with us. */
const FAILURES_IN_A_ROW = 3;

/**
 * Fetches the usage reports that are due: each night those of the last days again, until they are
 * final, and at first the history, newest first. Where it stands is in the rows of the reports, so
 * that it goes on after any interruption. At the end memberships in teams are learnt from them.
 *
 * @param reportsARun - most reports to ask for
 */
export function syncUsage(
  {
    organizationId,
    reportsARun = REPORTS_A_RUN,
  }: { readonly organizationId: number; readonly reportsARun?: number },
  deps: SyncDeps,
): Promise<SyncEnd> {
  return runSync({ organizationId, kind: 'usage' }, deps, async (sync) => {
    const known = await withOrganization(deps.db, organizationId, findCopilotReports);
    const place = await copilotPlace('reports', sync, deps.github);
    const due = dueReports(known, deps.now(), place.enterprise !== null);
    const pass = { asked: 0, stored: 0, failures: 0, reason: null, refused: new Set() } as Pass;
    for (const key of due) {
      if (pass.refused.has(key.kind)) continue;
      if (pass.asked >= reportsARun) return resultOf(pass, { isUnfinished: true });
      await fetchOne(key, sync, { ...deps, pass, place });
      if (pass.failures >= FAILURES_IN_A_ROW) break;
    }
    const { learnt, stored } = await learnMemberships(sync, deps.db);
    await ringRecompute(stored.changedOrganizations, deps.queue);
    pass.stored += learnt;
    return resultOf(pass, { isUnfinished: false });
  });
}

type Pass = {
  asked: number;
  stored: number;
  /** In a row. */
  failures: number;
  reason: string | null;
  /** What GitHub will not give today. */
  readonly refused: Set<CopilotReportKind>;
};

function resultOf(pass: Pass, { isUnfinished }: { readonly isUnfinished: boolean }): SyncResult {
  const { asked, stored, failures, reason } = pass;
  const failure = failures >= FAILURES_IN_A_ROW ? reason : null;
  return { checked: asked, repaired: stored, failure, isUnfinished };
}

async function fetchOne(
  key: ReportKey,
  sync: Sync,
  { pass, ...deps }: SyncDeps & { readonly pass: Pass; readonly place: CopilotPlace },
): Promise<void> {
  pass.asked += 1;
  try {
    const { state, stored } = await fetchReport(key, sync, deps);
    if (state === 'refused') pass.refused.add(key.kind);
    if (state === 'fetched') pass.stored += 1;
    pass.failures = 0;
    await ringRecompute(stored.changedOrganizations, deps.queue);
  } catch (error) {
    if (!isGitHubError(error) || concernsAll(error)) throw error;
    const reason = wordsOfFailure(error);
    const failed = {
      ...key,
      sync,
      at: deps.now(),
      isFinal: false,
      state: 'failed',
      reason,
    } as const;
    await storeOutcome(deps.db, failed);
    pass.failures += 1;
    pass.reason = reason;
  }
}

/** Whether the next report would fare no better. */
function concernsAll({ kind }: GitHubError): boolean {
  return kind === 'rate_limited' || kind === 'unauthorized' || kind === 'suspended';
}

import { endLease, takeLease, type CopilotReportKind, type Lease } from '@uplift/db';
import { isGitHubError, type GitHubError } from '@uplift/github/client';

import { ringRecompute } from '../ring-recompute.ts';
import { runSync, type SyncDeps, type SyncEnd, type SyncResult } from '../sync/run-sync.ts';
import { wordsOfFailure } from '../sync/words-of-failure.ts';
import { copilotPlace, type CopilotPlace } from './copilot-place.ts';
import { fetchReport } from './fetch-report.ts';
import { learnMemberships } from './learn-memberships.ts';
import {
  findReceivers,
  wantedReports,
  type ReportReceiver,
  type WantedReport,
} from './report-receivers.ts';
import { storeOutcome } from './store-report.ts';

/** So many reports are asked for in one run; the rest waits for the next, others may be in between. */
const REPORTS_A_RUN = 90;
/** So many failures one after the other: GitHub is not well, or something is wrong with us. */
const FAILURES_IN_A_ROW = 3;

/** An enterprise's reports are fetched by one run at a time, which must show in this time that it lives. */
const LEASE_MS = 120_000;
/** And another run looks again after this long whether something is left for it. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Fetches the usage reports that are due: each night those of the last days again, until they are
 * final, and at first the history, newest first. Where it stands is in the rows of the reports, so
 * that it goes on after any interruption. At the end memberships in teams are learnt from them.
 *
 * Reports of an enterprise are fetched for all its organisations at once, by one run at a time.
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
    const place = await copilotPlace('reports', sync, deps.github);
    const fetch = async (goesOn: () => Promise<boolean>): Promise<SyncResult> => {
      const receivers = await findReceivers(sync, place, deps);
      return fetchDue(receivers, { ...deps, place, reportsARun, goesOn });
    };
    if (place.enterprise === null) return fetch(() => Promise.resolve(true));
    return alone(`copilot reports of ${place.enterprise}`, fetch, deps);
  });
}

/** Does what one run at a time does; another waits, and then finds what that one left. */
async function alone(
  name: string,
  work: (goesOn: () => Promise<boolean>) => Promise<SyncResult>,
  { db, now }: SyncDeps,
): Promise<SyncResult> {
  let mine: Lease | null = null;
  const goesOn = async () => {
    const at = now();
    // The holder is known again by its instant, so no two of them are the same.
    const until = new Date(Math.max(at.getTime() + LEASE_MS, (mine?.until.getTime() ?? 0) + 1));
    const isMine = await takeLease(db, { name, until, mine, now: at });
    mine = isMine ? { name, until } : null;
    return isMine;
  };
  if (!(await goesOn())) {
    const waitUntil = new Date(now().getTime() + LOOK_AGAIN_MS);
    return { checked: 0, repaired: 0, failure: null, waitUntil };
  }
  try {
    return await work(goesOn);
  } finally {
    if (mine !== null) await endLease(db, mine);
  }
}

type FetchingDeps = SyncDeps & {
  readonly place: CopilotPlace;
  readonly reportsARun: number;
  /** Whether this run is still the one that fetches. */
  readonly goesOn: () => Promise<boolean>;
};

async function fetchDue(
  receivers: readonly ReportReceiver[],
  { reportsARun, goesOn, ...deps }: FetchingDeps,
): Promise<SyncResult> {
  const pass = { asked: 0, stored: 0, failures: 0, reason: null, refused: new Set() } as Pass;
  for (const wanted of wantedReports(receivers)) {
    if (pass.refused.has(wanted.kind)) continue;
    const mayAsk = pass.asked < reportsARun && (await goesOn());
    if (!mayAsk) return resultOf(pass, { isUnfinished: true });
    await fetchOne(wanted, { ...deps, pass });
    if (pass.failures >= FAILURES_IN_A_ROW) break;
  }
  for (const { sync } of receivers) {
    const { learnt, stored } = await learnMemberships(sync, deps.db);
    await ringRecompute(stored.changedOrganizations, deps.queue);
    pass.stored += learnt;
  }
  return resultOf(pass, { isUnfinished: false });
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
  wanted: WantedReport,
  { pass, ...deps }: SyncDeps & { readonly pass: Pass; readonly place: CopilotPlace },
): Promise<void> {
  pass.asked += 1;
  try {
    const { state, stored } = await fetchReport(wanted, deps);
    if (state === 'refused') pass.refused.add(wanted.kind);
    if (state === 'fetched') pass.stored += 1;
    pass.failures = 0;
    await ringRecompute(stored.changedOrganizations, deps.queue);
  } catch (error) {
    if (!isGitHubError(error) || concernsAll(error)) throw error;
    const reason = wordsOfFailure(error);
    const { kind, day, receivers } = wanted;
    const failed = { kind, day, at: deps.now(), isFinal: false, state: 'failed', reason } as const;
    for (const { sync } of receivers) await storeOutcome(deps.db, { ...failed, sync });
    pass.failures += 1;
    pass.reason = reason;
  }
}

/** Whether the next report would fare no better. */
function concernsAll({ kind }: GitHubError): boolean {
  return kind === 'rate_limited' || kind === 'unauthorized' || kind === 'suspended';
}

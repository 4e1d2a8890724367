import type { OrganizationHealth } from '@uplift/contracts';
import {
  findCopilotReports,
  findLastSyncRuns,
  type CopilotReportOutcome,
  type SyncRun,
  type Transaction,
} from '@uplift/db';
import { daysBetween } from '@uplift/metrics';

type Sources = Pick<OrganizationHealth, 'sources' | 'copilot'>;
type Source = Sources['sources'][number];

const kinds = ['directory', 'seats', 'usage', 'deployments'] as const satisfies SyncRun['kind'][];

/** How what is fetched from GitHub each day stands, and which usage reports are held. */
export async function readSources(tx: Transaction): Promise<Sources> {
  const runs = new Map((await findLastSyncRuns(tx)).map((run) => [run.kind, run]));
  const reports = await findCopilotReports(tx);
  const refused = refusalOf(reports);
  return {
    sources: kinds.map((kind) => sourceOf(kind, runs.get(kind), kind === 'usage' ? refused : null)),
    copilot: copilotOf(reports, refused),
  };
}

function sourceOf(
  source: SyncRun['kind'],
  run: SyncRun | undefined,
  refused: string | null,
): Source {
  if (run === undefined) {
    return { source, state: 'never', lastRunAt: null, reason: null, checked: 0 };
  }
  const { startedAt, checked, failure } = run;
  const reason = failure ?? refused;
  const state = stateOf(run, refused);
  return { source, state, lastRunAt: startedAt.toISOString(), reason, checked };
}

function stateOf({ finishedAt, failure }: SyncRun, refused: string | null): Source['state'] {
  if (finishedAt === null) return 'running';
  if (failure !== null) return 'failed';
  return refused === null ? 'ok' : 'refused';
}

/** Why GitHub gave no users report when it was last asked for one; null if it gave an answer. */
function refusalOf(reports: readonly CopilotReportOutcome[]): string | null {
  const [last] = reports
    .filter(({ kind, state }) => kind === 'users' && state !== 'failed')
    .toSorted((a, b) => b.fetchedAt.getTime() - a.fetchedAt.getTime());
  return last?.state === 'refused' ? (last.reason ?? 'GitHub gives no reports') : null;
}

function copilotOf(
  reports: readonly CopilotReportOutcome[],
  refused: string | null,
): Sources['copilot'] {
  const answered = reports.filter(
    ({ kind, state }) => kind === 'users' && (state === 'fetched' || state === 'absent'),
  );
  const held = answered.filter(({ state }) => state === 'fetched').map(({ day }) => day);
  const days = held.toSorted();
  const [from = null, to = null] = [days[0], days.at(-1)];
  const final = answered.filter(({ isFinal }) => isFinal).map(({ day }) => day);
  return {
    policy: refused === null ? (answered.length === 0 ? 'unknown' : 'on') : policyIn(refused),
    from,
    to,
    finalUntil: final.toSorted().at(-1) ?? null,
    missing: from === null || to === null ? 0 : daysBetween(from, to) + 1 - days.length,
    unreadable: reports.reduce((sum, { unreadable }) => sum + unreadable, 0),
  };
}

/** GitHub names the policy where that is the reason; a missing permission says nothing of it. */
function policyIn(reason: string): 'off' | 'unknown' {
  return /policy/i.test(reason) ? 'off' : 'unknown';
}

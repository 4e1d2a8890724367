import type { CopilotReportKind, CopilotReportOutcome } from '@uplift/db';
import { addDays, dayOf, type Day } from '@uplift/metrics';

/** Which report of which day. */
export type ReportKey = { readonly kind: CopilotReportKind; readonly day: Day };

/** What is known of a report that was asked for. */
export type KnownReport = Pick<
  CopilotReportOutcome,
  'kind' | 'day' | 'state' | 'isFinal' | 'fetchedAt'
>;

/** The first day of which GitHub made reports of organisations. */
const FIRST_REPORT_DAY: Day = '2025-12-12';
/** And of enterprises. */
const FIRST_ENTERPRISE_DAY: Day = '2025-10-10';
/** GitHub keeps daily reports for a year. */
const KEPT_DAYS = 365;
/** Figures of a day have settled, with a day to spare, when it is so old. */
const SETTLED_DAYS = 4;
/** A report that failed is tried again after this long, on the same day. */
const RETRY_MS = 3 * 3_600_000;

const kinds = ['users', 'organization', 'user_teams'] as const satisfies CopilotReportKind[];

/** Whether the figures of a day no longer change. */
export function isSettled(day: Day, now: Date): boolean {
  return addDays(day, SETTLED_DAYS) <= dayOf(now);
}

/**
 * Reports to ask for, newest day first, from yesterday back to where GitHub begins: those never asked
 * for, and those not final that were not asked for today. Where one was refused today, all of its kind
 * wait for the next day.
 *
 * @param ofEnterprise - whether an enterprise is asked, of which there are older reports
 */
export function dueReports(
  known: readonly KnownReport[],
  now: Date,
  ofEnterprise = false,
): ReportKey[] {
  const today = dayOf(now);
  const byKey = new Map(known.map((report) => [keyOf(report), report]));
  const refused = new Set(
    known.flatMap(({ kind, state, fetchedAt }) =>
      state === 'refused' && dayOf(fetchedAt) === today ? [kind] : [],
    ),
  );
  const due: ReportKey[] = [];
  const first = firstDay(today, ofEnterprise);
  for (let day = addDays(today, -1); day >= first; day = addDays(day, -1)) {
    for (const kind of kinds) {
      if (!refused.has(kind) && isDue(byKey.get(keyOf({ kind, day })), now))
        due.push({ kind, day });
    }
  }
  return due;
}

function firstDay(today: Day, ofEnterprise: boolean): Day {
  const begun = ofEnterprise ? FIRST_ENTERPRISE_DAY : FIRST_REPORT_DAY;
  const kept = addDays(today, -KEPT_DAYS);
  return kept > begun ? kept : begun;
}

function isDue(report: KnownReport | undefined, now: Date): boolean {
  if (report === undefined) return true;
  if (report.isFinal) return false;
  if (dayOf(report.fetchedAt) < dayOf(now)) return true;
  return report.state === 'failed' && now.getTime() - report.fetchedAt.getTime() >= RETRY_MS;
}

function keyOf({ kind, day }: ReportKey): string {
  return `${kind} ${day}`;
}

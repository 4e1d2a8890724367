import type { Change, ChangesResponse } from '@uplift/contracts';
import {
  findMinimumGroup,
  findWeeklyMeasures,
  withOrganization,
  type Database,
  type Transaction,
  type WeeklyMeasures,
} from '@uplift/db';
import {
  benjaminiHochberg,
  catalogue,
  dayOf,
  recentChange,
  scopeKey,
  type MeasureId,
  type RecentChange,
  type Window,
} from '@uplift/metrics';

import { findHiddenLines } from '../series/hidden-lines.ts';
import { linesOfView } from '../series/view.ts';
import { changeWords } from './words.ts';

/**
 * What is watched: each of them settled when its week is over, and a value or rate of its own. Counts are
 * in the throughput, and reverts come for 30 days.
 */
const watched = [
  'cycle_time',
  'pickup_time',
  'review_time',
  'throughput',
  'pr_size',
  'review_load',
  'abandoned_rate',
  'ai_share',
  'adoption',
] as const satisfies readonly MeasureId[];
type Watched = (typeof watched)[number];

/** One false alarm in ten, of those that are told. */
const FALSE_ALARMS = 0.1;

export type ChangesRequest = {
  readonly organizationId: number;
  /** Full weeks: those to compare with, then the last one. */
  readonly trailing: Window;
  readonly week: Window;
};

/** Series of teams and repositories that moved beyond noise, of those that may be shown. */
export async function readChanges(
  { organizationId, trailing, week }: ChangesRequest,
  { db }: { readonly db: Database },
): Promise<ChangesResponse> {
  const span = { from: trailing.from, to: week.to };
  const found = await withOrganization(db, organizationId, async (tx) => {
    const rows = await findWeeklyMeasures(tx, { measures: watched, ...daysOf(span) });
    const byScope = groupByScope(rows);
    return [
      ...(await candidatesOf(tx, 'team', { byScope, span, week })),
      ...(await candidatesOf(tx, 'repository', { byScope, span, week })),
    ];
  });
  const qs = benjaminiHochberg(found.map(({ change }) => change.p));
  const items = found.flatMap((candidate, place) => {
    const q = qs[place] ?? 1;
    return q <= FALSE_ALARMS ? [toChange(candidate, { q, week })] : [];
  });
  return {
    week: daysOf(week),
    trailing: daysOf(trailing),
    items: items.toSorted((a, b) => sizeOf(b) - sizeOf(a)),
    tested: found.length,
  };
}

type By = Change['by'];
type Candidate = {
  readonly measure: Watched;
  readonly by: By;
  readonly key: string;
  readonly change: RecentChange;
};

async function candidatesOf(
  tx: Transaction,
  by: By,
  weeks: {
    readonly byScope: ReadonlyMap<string, readonly WeeklyMeasures[]>;
    readonly span: Window;
    readonly week: Window;
  },
): Promise<Candidate[]> {
  const view = { team: null, repository: null, cohort: null, authorship: null, by };
  const lines = await linesOfView(tx, view);
  const minimum = await findMinimumGroup(tx);
  const hidden = await findHiddenLines(tx, view, { lines, window: weeks.span, minimum });
  return lines.flatMap(({ key, group, scope }) => {
    const rows = hidden.has(group) ? [] : (weeks.byScope.get(scopeKey(scope)) ?? []);
    return watched.flatMap((measure) => {
      const change = changeOf(measure, rows, dayOf(weeks.week.from));
      return change === null ? [] : [{ measure, by, key, change }];
    });
  });
}

function groupByScope(rows: readonly WeeklyMeasures[]): Map<string, WeeklyMeasures[]> {
  const byScope = new Map<string, WeeklyMeasures[]>();
  for (const row of rows) {
    const own = byScope.get(row.scope) ?? [];
    byScope.set(row.scope, own);
    own.push(row);
  }
  return byScope;
}

function changeOf(
  measure: Watched,
  rows: readonly WeeklyMeasures[],
  lastWeek: string,
): RecentChange | null {
  const last = rows.find(({ week }) => week === lastWeek)?.measures[measure];
  if (last === undefined) return null;
  const trailing = rows.flatMap(({ week, measures }) =>
    week < lastWeek ? (measures[measure] ?? []) : [],
  );
  return recentChange({ unit: catalogue[measure].unit, last, trailing });
}

function toChange(
  { measure, by, key, change }: Candidate,
  { q, week }: { readonly q: number; readonly week: Window },
): Change {
  const { title, unit, better } = catalogue[measure];
  const { before, after, percent, interval } = change;
  const words = changeWords({ title, unit, key, before, after, percent });
  return {
    measure,
    title,
    unit,
    better,
    by,
    key,
    ...daysOf(week),
    before,
    after,
    percent,
    interval: [...interval],
    q,
    words,
  };
}

/** Half and double are as large. */
function sizeOf({ before, after }: Change): number {
  return Math.abs(Math.log(after / before));
}

function daysOf({ from, to }: Window): { from: string; to: string } {
  return { from: dayOf(from), to: dayOf(to) };
}

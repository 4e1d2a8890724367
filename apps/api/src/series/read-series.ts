import type { SeriesResponse } from '@uplift/contracts';
import {
  findCohortMembers,
  findDeliveries,
  findMeasurements,
  findMinimumGroup,
  loadFactSet,
  withOrganization,
  type Database,
  type Transaction,
} from '@uplift/db';
import {
  bucketsIn,
  catalogue,
  dayOf,
  factKindsOf,
  isWithinGrade,
  measureScopes,
  scopeKey,
  type FactSet,
  type Grain,
  type MeasureId,
  type Measurement,
  type Scope,
  type Window,
} from '@uplift/metrics';

import { cohortOf, repositoryOf, teamOf } from '../directory/organization-of.ts';
import { invalidRequest } from '../http/parse.ts';
import { findHiddenLines } from './hidden-lines.ts';
import { pointOf, suppressedPoint } from './points.ts';
import { readWorkingClock, stateOfClock, type AskedClock } from './working-clock.ts';
import { isStored, linesOfView, scopeOfView, type ViewLine, type ViewRequest } from './view.ts';

const MAX_POINTS = 100_000;
/** Views that combine filters are computed while the caller waits. */
const MAX_COMPUTED_POINTS = 10_000;

/** One measure of one organisation over time. */
export type SeriesRequest = {
  readonly organizationId: number;
  readonly measure: MeasureId;
  readonly grain: Grain;
  readonly window: Window;
  readonly by?: ViewRequest['by'] | undefined;
  /** Slug or id. */
  readonly team?: string | undefined;
  /** `owner/name` or id. */
  readonly repository?: string | undefined;
  /** Id or name. */
  readonly cohort?: string | undefined;
  readonly authorship?: ViewRequest['authorship'] | undefined;
  /** Calendar time alone unless told. */
  readonly clock?: AskedClock | undefined;
};

export type ReadSeriesDeps = { readonly db: Database; readonly now: () => Date };

type Buckets = {
  readonly grain: Grain;
  readonly buckets: readonly Window[];
  readonly span: Window;
};

/**
 * Reads a measure over every bucket that overlaps the window, from rollups where they are kept for
 * the scope, else computed from facts.
 *
 * @throws {ProblemError} 404 for an unknown team, repository or cohort, 400 for too large a view, or
 *   for working hours of a measure that has none
 */
export async function readSeries(
  request: SeriesRequest,
  { db, now }: ReadSeriesDeps,
): Promise<SeriesResponse> {
  const { organizationId, measure, grain } = request;
  const buckets = bucketsOf(request);
  const { series, clock } = await withOrganization(db, organizationId, async (tx) => {
    const asked = await readWorkingClock(tx, request);
    const view = await viewOf(tx, request);
    const lines = await linesOfView(tx, view);
    const minimum = await findMinimumGroup(tx);
    const hidden = await findHiddenLines(tx, view, { lines, window: buckets.span, minimum });
    const shown = { lines: lines.filter(({ group }) => !hidden.has(group)), ...buckets };
    const find = await measurementsOf(tx, { measure, scope: scopeOfView(view), ...shown });
    const frame = { measure, now: now(), ...(asked && { workingBy: asked.calendar }) };
    const pointsOf = (line: ViewLine) =>
      buckets.buckets.map((bucket) => {
        const point = { ...frame, bucket };
        const isHidden = hidden.has(line.group);
        return isHidden ? suppressedPoint(point, minimum) : pointOf(point, find(line, bucket));
      });
    return {
      series: lines.map((line) => ({ key: line.key, points: pointsOf(line) })),
      clock: asked,
    };
  });
  const { title, unit, better } = catalogue[measure];
  const { from, to } = buckets.span;
  return {
    measure,
    title,
    unit,
    better,
    grain,
    from: from.toISOString(),
    to: to.toISOString(),
    series,
    ...(clock !== null && { workingClock: stateOfClock(clock, isLacking(series)) }),
  };
}

/** Whether a figure is there by the calendar alone. */
function isLacking(series: SeriesResponse['series']): boolean {
  return series.some(({ points }) =>
    points.some(({ status, working }) => status === 'measured' && working === null),
  );
}

async function viewOf(tx: Transaction, request: SeriesRequest): Promise<ViewRequest> {
  return {
    team: await teamOf(tx, request.team),
    repository: await repositoryOf(tx, request.repository),
    cohort: await cohortOf(tx, request.cohort),
    authorship: request.authorship ?? null,
    by: request.by ?? null,
  };
}

function bucketsOf({ grain, window }: SeriesRequest): Buckets {
  const buckets = bucketsIn(grain, window);
  const from = buckets[0]?.from ?? window.from;
  return { grain, buckets, span: { from, to: buckets.at(-1)?.to ?? from } };
}

type Find = (line: ViewLine, bucket: Window) => Measurement | undefined;
type MeasurementsRequest = Buckets & {
  readonly measure: MeasureId;
  /** What all lines have in common. */
  readonly scope: Scope;
  readonly lines: readonly ViewLine[];
};

async function measurementsOf(tx: Transaction, request: MeasurementsRequest): Promise<Find> {
  const stored = request.lines.filter(({ scope }) => isStored(request.measure, scope));
  const computed = request.lines.filter(({ scope }) => !isStored(request.measure, scope));
  requireAtMost(request.lines.length * request.buckets.length, MAX_POINTS);
  requireAtMost(computed.length * request.buckets.length, MAX_COMPUTED_POINTS);

  const found = new Map([
    ...(await readStored(tx, { ...request, lines: stored })),
    ...(await compute(tx, { ...request, lines: computed })),
  ]);
  return (line, bucket) => found.get(keyOf(scopeKey(line.scope), dayOf(bucket.from)));
}

async function readStored(
  tx: Transaction,
  { measure, grain, lines, span }: MeasurementsRequest,
): Promise<[string, Measurement][]> {
  if (lines.length === 0) return [];
  const rows = await findMeasurements(tx, {
    measure,
    grain,
    scopes: lines.map(({ scope }) => scopeKey(scope)),
    from: dayOf(span.from),
    to: dayOf(span.to),
  });
  return rows.map(({ scope, bucket, measurement }) => [keyOf(scope, bucket), measurement]);
}

async function compute(
  tx: Transaction,
  { measure, scope, grain, lines, buckets, span }: MeasurementsRequest,
): Promise<[string, Measurement][]> {
  if (lines.length === 0 || buckets.length === 0) return [];
  const authorship = isWithinGrade(measure) ? scope.authorship : null;
  const wanted = { kinds: factKindsOf(measure), ...scope, authorship };
  const facts = {
    ...(await loadFactSet(tx, span, wanted)),
    ...(catalogue[measure].bucket === 'deployment' && (await findDeliveries(tx, span))),
    cohortMembers: await membersOf(tx, lines),
  };
  const found = measureScopes({
    measure,
    facts,
    scopes: lines.map((line) => line.scope),
    buckets: buckets.map((bucket) => ({ grain, ...bucket })),
  });
  return found.map(({ scopeKey: key, from, measurement }) => [
    keyOf(key, dayOf(from)),
    measurement,
  ]);
}

async function membersOf(
  tx: Transaction,
  lines: readonly ViewLine[],
): Promise<FactSet['cohortMembers']> {
  const ids = lines.flatMap(({ scope }) => (scope.cohort === null ? [] : [scope.cohort]));
  if (ids.length === 0) return [];
  const cohorts = await findCohortMembers(tx, ids);
  return [...cohorts].flatMap(([cohortId, people]) =>
    [...people].map((personId) => ({ cohortId, personId })),
  );
}

function keyOf(scope: string, bucket: string): string {
  return `${scope} ${bucket}`;
}

function requireAtMost(points: number, most: number): void {
  if (points <= most) return;
  throw invalidRequest([
    {
      in: 'query',
      name: 'grain',
      detail: `would give ${points} points, at most ${most} are given: take a coarser grain, a shorter window or fewer series`,
    },
  ]);
}

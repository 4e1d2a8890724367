import { scaleLinear } from '@visx/scale';

import type { Grain, SeriesPoint, Unit } from '../api/series.ts';
import { axisMonth, shortDay } from '../format/dates.ts';
import { ticks, type Tick } from '../format/measured.ts';
import type { PointState } from '../words/states.ts';

/** Where things lie in a plot, in pixels from the top left. */
export type Frame = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** A plot of buckets against values from nothing up. */
export type Plot = {
  readonly frame: Frame;
  /** The centre of a bucket. */
  readonly x: (index: number) => number;
  /** A value; what lies beyond the plot is drawn at its edge. */
  readonly y: (value: number) => number;
  /** The width of a bucket. */
  readonly step: number;
  readonly ticks: readonly Tick[];
};

/** Lays a plot out so that the first bucket lies on the left edge and the last on the right. */
export function plotOf({
  frame,
  buckets,
  unit,
  most,
}: {
  readonly frame: Frame;
  readonly buckets: number;
  readonly unit: Unit;
  readonly most: number;
}): Plot {
  const places = ticks(unit, most);
  const top = places.at(-1)?.value ?? 1;
  const step = (frame.right - frame.left) / Math.max(1, buckets - 1);
  const y = scaleLinear<number>({
    domain: [0, top],
    range: [frame.bottom, frame.top],
    clamp: true,
  });
  return {
    frame,
    step,
    ticks: places,
    x: (index) => (buckets === 1 ? (frame.left + frame.right) / 2 : frame.left + index * step),
    y,
  };
}

/** How a point is drawn. */
export function stateOf(point: SeriesPoint): PointState {
  if (point.status === 'suppressed') return 'suppressed';
  if (point.status === 'measured') return point.provisional ? 'provisional' : 'measured';
  return point.provisional && point.sampleSize === 0 ? 'running' : 'insufficient';
}

/** A run of neighbouring points in one state: first and last index. */
export type Run = { readonly state: PointState; readonly first: number; readonly last: number };

/** Points in runs, so that a line breaks where nothing was measured. */
export function runsOf(points: readonly SeriesPoint[]): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, point] of points.entries()) {
    const state = stateOf(point);
    const last = runs.at(-1);
    if (last?.state === state) runs[runs.length - 1] = { ...last, last: index };
    else runs.push({ state, first: index, last: index });
  }
  return runs;
}

/** So far above the largest value bounds have room: a wild one must not press the line flat. */
const MOST_ROOM = 3;

/** The largest value that has to fit, and bounds of intervals; those far beyond end at the edge. */
export function mostOf(points: readonly SeriesPoint[]): number {
  const most = Math.max(0, ...points.map(({ value }) => value ?? 0));
  const bound = Math.max(0, ...points.map(({ interval }) => interval?.[1] ?? 0));
  return most === 0 ? bound : Math.max(most, Math.min(bound, MOST_ROOM * most));
}

/** A label under a plot. */
export type TimeTick = { readonly index: number; readonly label: string };

const MOST_LABELS = 7;
const LEAST_DISTANCE = 46;

/** Labels under buckets: months where there are two or more, else days. */
export function timeTicks(
  starts: readonly Date[],
  { grain, step }: { readonly grain: Grain; readonly step: number },
): readonly TimeTick[] {
  const months = starts.flatMap((start, index) =>
    beginsMonth(starts, index) ? [{ start, index }] : [],
  );
  const byMonth = grain === 'month' || months.length > 1;
  const places = byMonth ? months : starts.map((start, index) => ({ start, index }));
  const kept = thinned(places, step);
  return kept.map(({ start, index }, place) => ({
    index,
    label: byMonth ? axisMonth(middleOf(start, grain), place === 0) : shortDay(start),
  }));
}

/** The month of a week is that of its last day: the month that begins in it. */
function middleOf(start: Date, grain: Grain): Date {
  return grain === 'week' ? new Date(start.getTime() + 6 * 86_400_000) : start;
}

function beginsMonth(starts: readonly Date[], index: number): boolean {
  const start = starts[index];
  const before = starts[index - 1];
  if (start === undefined) return false;
  const last = new Date(start.getTime() + 6 * 86_400_000);
  if (before === undefined) return start.getUTCDate() <= 7;
  const lastBefore = new Date(before.getTime() + 6 * 86_400_000);
  return last.getUTCMonth() !== lastBefore.getUTCMonth();
}

function thinned<Place extends { readonly index: number }>(
  places: readonly Place[],
  step: number,
): readonly Place[] {
  const span = ((places.at(-1)?.index ?? 0) - (places[0]?.index ?? 0)) * step;
  const room = Math.min(MOST_LABELS, Math.max(1, Math.floor(span / LEAST_DISTANCE) + 1));
  const every = Math.max(1, Math.ceil(places.length / room));
  return places.filter((_, place) => place % every === 0);
}

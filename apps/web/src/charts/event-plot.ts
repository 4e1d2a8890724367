import { scaleLinear } from '@visx/scale';

import type { EventWeek } from '../api/comparison-detail.ts';
import { percentChange } from '../format/numbers.ts';
import type { Tick } from '../format/measured.ts';
import type { Frame } from './plot.ts';

/** A plot of weeks since adoption against a change in percent. */
export type EventPlot = {
  readonly frame: Frame;
  /** The centre of a week since adoption. */
  readonly x: (week: number) => number;
  /** A change in percent; what lies beyond the plot is drawn at its edge. */
  readonly y: (percent: number) => number;
  /** The width of a week. */
  readonly step: number;
  readonly ticks: readonly Tick[];
};

const STEPS = [5, 10, 20, 25, 50, 100];
const MOST_STEPS = 6;
const FARTHEST = { low: -100, high: 200 };

/** Lays the weeks out from the left edge to the right, with room for every pointwise interval. */
export function eventPlotOf(weeks: readonly EventWeek[], frame: Frame): EventPlot {
  const first = weeks[0]?.week ?? 0;
  const last = weeks.at(-1)?.week ?? 0;
  const step = (frame.right - frame.left) / Math.max(1, last - first + 1);
  const { low, high, size } = scaleFor(weeks);
  const place = scaleLinear<number>({
    domain: [low, high],
    range: [frame.bottom, frame.top],
    clamp: true,
  });
  const total = Math.round((high - low) / size);
  return {
    frame,
    step,
    x: (week) => frame.left + (week - first + 0.5) * step,
    y: (percent) => place(percent),
    ticks: Array.from({ length: total + 1 }, (_, index) => {
      const value = low + index * size;
      return { value, label: percentChange(value) };
    }),
  };
}

/** A scale from a multiple of its step to another, nothing always on it. */
function scaleFor(weeks: readonly EventWeek[]): { low: number; high: number; size: number } {
  const bounds = weeks.flatMap(({ percent, interval }) => interval ?? [percent]);
  const least = Math.max(FARTHEST.low, Math.min(0, ...bounds));
  const most = Math.min(FARTHEST.high, Math.max(5, ...bounds));
  const size = STEPS.find((one) => (most - least) / one <= MOST_STEPS) ?? 100;
  return { low: Math.floor(least / size) * size, high: Math.ceil(most / size) * size, size };
}

/** Weeks with fewer than half of the adopters: they say less, and are drawn hollow. */
export function isThin({ n }: EventWeek, weeks: readonly EventWeek[]): boolean {
  const most = Math.max(0, ...weeks.map((week) => week.n ?? 0));
  return n !== undefined && n * 2 < most;
}

/** Weeks before adoption that a change is measured from. */
export const BASE_WEEKS = 8;

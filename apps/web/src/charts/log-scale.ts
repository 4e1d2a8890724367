import type { Tick } from '../format/measured.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const MARKS: readonly Tick[] = [
  { value: 1, label: '1 s' },
  { value: 10, label: '10 s' },
  { value: MINUTE, label: '1 min' },
  { value: 10 * MINUTE, label: '10 min' },
  { value: 30 * MINUTE, label: '30 min' },
  { value: HOUR, label: '1 h' },
  { value: 2 * HOUR, label: '2 h' },
  { value: 4 * HOUR, label: '4 h' },
  { value: 8 * HOUR, label: '8 h' },
  { value: DAY, label: '1 d' },
  { value: 3 * DAY, label: '3 d' },
  { value: 7 * DAY, label: '7 d' },
  { value: 28 * DAY, label: '28 d' },
  { value: 90 * DAY, label: '90 d' },
  { value: 365 * DAY, label: '365 d' },
];

/** From where to where, of values or of pixels. */
export type Extent = readonly [number, number];

/** A logarithmic scale from positive values to pixels; what lies below stays on its lower end. */
export function logScale([low, high]: Extent, [start, end]: Extent): (value: number) => number {
  const span = Math.log(high) - Math.log(low);
  return (value) => {
    const share = span === 0 ? 0 : (Math.log(Math.max(value, low)) - Math.log(low)) / span;
    return start + share * (end - start);
  };
}

/** Marks of durations on a logarithmic scale, seven at most, so far apart that words have room. */
export function logTicks(
  [low, high]: Extent,
  scale: (value: number) => number,
  distance: number,
): readonly Tick[] {
  const inside = MARKS.filter(({ value }) => value >= low && value <= high);
  const kept: Tick[] = [];
  for (const mark of inside) {
    const last = kept.at(-1);
    const isClose =
      last !== undefined && Math.abs(scale(mark.value) - scale(last.value)) < distance;
    if (!isClose) kept.push(mark);
  }
  return kept.length <= 7 ? kept : kept.filter((_, index) => index % 2 === 0);
}

/** The marks around values: the highest below all of them, and the lowest above. */
export function logExtent(values: readonly number[]): Extent {
  const least = Math.max(1, Math.min(...values));
  const most = Math.max(least, ...values);
  const low = MARKS.findLast(({ value }) => value <= least)?.value ?? 1;
  const high = MARKS.find(({ value }) => value >= most && value > low)?.value ?? most * 2;
  return [low, high];
}

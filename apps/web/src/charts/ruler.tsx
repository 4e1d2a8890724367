import type { Tone } from '../words/readings.ts';
import { ZONE_PERCENT } from '../words/readings.ts';

type Interval = readonly [number, number];

/** A change on a scale that is centred on nothing, as percent. */
export type RulerProps = {
  readonly percent: number | null;
  readonly interval: Interval | null;
  /** The plain before/after, hollow. */
  readonly naive?: { readonly percent: number | null; readonly interval: Interval | null };
  readonly tone: Tone;
  /** What it shows, aloud. */
  readonly label: string;
  /** The scale reaches as far as this either way. */
  readonly reach: number;
  readonly height?: number;
};

const NAIVE_BELOW = 13;
/** Of the width, in percent: the ends keep room for a mark. */
const HALF = 47;

/** The mark of the product: the grey zone that does not matter, a bar for the interval, a diamond. */
export function Ruler(props: RulerProps) {
  const { percent, interval, naive, tone, label, reach, height = 50 } = props;
  const x = (value: number) => `${(50 + (clamped(value, reach) / reach) * HALF).toFixed(2)}%`;
  const hasNaive = naive !== undefined && naive.percent !== null && naive.interval !== null;
  const y = height / 2 - (hasNaive ? NAIVE_BELOW / 2 : 0);
  return (
    <svg
      className={`ruler ruler-${tone}`}
      width="100%"
      height={height}
      role="img"
      aria-label={label}
    >
      <rect
        className="ruler-zone"
        x={x(-ZONE_PERCENT)}
        y={0}
        width={`${((2 * ZONE_PERCENT * HALF) / reach).toFixed(2)}%`}
        height={height}
      />
      <line className="ruler-zero" x1={x(0)} x2={x(0)} y1={0} y2={height} />
      {hasNaive && <Naive {...naive} x={x} y={y + NAIVE_BELOW} />}
      {interval !== null && (
        <line className="ruler-interval" x1={x(interval[0])} x2={x(interval[1])} y1={y} y2={y} />
      )}
      {percent !== null && (
        <svg x={x(percent)} y={y} overflow="visible">
          <path className="ruler-mark" d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" />
        </svg>
      )}
    </svg>
  );
}

function Naive({
  percent,
  interval,
  x,
  y,
}: NonNullable<RulerProps['naive']> & {
  readonly x: (value: number) => string;
  readonly y: number;
}) {
  if (percent === null || interval === null) return null;
  return (
    <g className="ruler-naive">
      <line x1={x(interval[0])} x2={x(interval[1])} y1={y} y2={y} />
      <circle cx={x(percent)} cy={y} r={3.2} />
    </g>
  );
}

function clamped(value: number, reach: number): number {
  return Math.min(Math.max(value, -reach), reach);
}

const REACHES = [20, 40, 60, 100, 200];

/** A scale on which these changes have room; what lies far beyond the others is cut off at its end. */
export function reachOf(intervals: readonly (Interval | null)[]): number {
  const bounds = intervals.flatMap((interval) => interval ?? []).map(Math.abs);
  const sorted = bounds.toSorted((a, b) => a - b);
  const most = sorted[Math.floor(sorted.length * 0.75)] ?? 0;
  return REACHES.find((reach) => reach >= most) ?? 200;
}

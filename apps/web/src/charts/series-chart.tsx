import type { Grain, SeriesPoint, Unit } from '../api/series.ts';
import { brief } from '../format/measured.ts';
import { AdoptionStrip } from './adoption-strip.tsx';
import { TimeAxis, ValueAxis } from './axes.tsx';
import { ChosenBucket } from './chosen-bucket.tsx';
import { Crosshair } from './crosshair.tsx';
import { mostOf, plotOf, timeTicks, type Frame } from './plot.ts';
import { SecondLine, type SecondClock } from './second-clock.tsx';
import { Absences, BandLine, LastMark } from './series-marks.tsx';

/** A measure over time, with how many use the tool below, where that is given. */
export type SeriesChartProps = {
  readonly id: string;
  readonly unit: Unit;
  readonly grain: Grain;
  readonly points: readonly SeriesPoint[];
  readonly strip?: { readonly label: string; readonly points: readonly SeriesPoint[] };
  readonly width: number;
  readonly height: number;
  /** The point that is looked at. */
  readonly active: number | null;
  /** The bucket whose pull requests are listed. */
  readonly chosen?: number | null;
  /** The same by the clock of working hours. */
  readonly second?: SecondClock;
};

const LEFT = 44;
const RIGHT = 58;
const BELOW = 24;
const STRIP = 34;
const STRIP_GAP = 30;

/** Where the points of a chart lie, from the left. */
export function seriesPositions(count: number, width: number): readonly number[] {
  const { x } = plotOf({ frame: frameOf(width, 0), buckets: count, unit: 'count', most: 1 });
  return Array.from({ length: count }, (_, index) => x(index));
}

/** A line with its interval, drawn from nothing but its figures. */
export function SeriesChart(props: SeriesChartProps) {
  const { id, unit, grain, points, strip, width, height, active } = props;
  const { chosen = null, second } = props;
  const below = BELOW + (strip === undefined ? 0 : STRIP + STRIP_GAP);
  const frame = frameOf(width, height - below);
  const plot = plotOf({ frame, buckets: points.length, unit, most: mostOf(points) });
  const starts = points.map(({ from }) => new Date(from));
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <ValueAxis plot={plot} />
      <Absences plot={plot} points={points} id={id} />
      <BandLine plot={plot} points={points} />
      {second !== undefined && <SecondLine plot={plot} second={second} />}
      <LastMark plot={plot} points={points} tell={(value) => brief(unit, value)} />
      {chosen !== null && <ChosenBucket plot={plot} index={chosen} />}
      {strip !== undefined && <AdoptionStrip plot={plot} {...strip} strip={stripOf(frame)} />}
      <TimeAxis
        plot={plot}
        ticks={timeTicks(starts, { grain, step: plot.step })}
        y={height - BELOW}
      />
      {active !== null && <Crosshair plot={plot} points={points} active={active} />}
    </svg>
  );
}

function frameOf(width: number, bottom: number): Frame {
  return { left: LEFT, right: Math.max(LEFT + 40, width - RIGHT), top: 10, bottom };
}

function stripOf({ left, right, bottom }: Frame): Frame {
  return { left, right, top: bottom + STRIP_GAP, bottom: bottom + STRIP_GAP + STRIP };
}

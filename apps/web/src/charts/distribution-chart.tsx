import type { Bin, Distribution } from '../api/distribution.ts';
import { duration } from '../format/durations.ts';
import { count, share } from '../format/numbers.ts';
import { ValueAxis } from './axes.tsx';
import { barPlotOf } from './bar-plot.ts';
import type { ChartContent, ChartPlace, ChartPoint, ChartReading } from './chart-types.ts';
import { logScale, logTicks, type Extent } from './log-scale.ts';
import type { Frame } from './plot.ts';
import { numbered, PULL_REQUESTS } from './series-readings.ts';

const LEFT = 44;
const BELOW = 24;
const LABELS = 44;
const BIN_FACTOR = Math.SQRT2;

type Spread = Pick<Distribution, 'bins' | 'quantiles'>;

/** The lower edge as drawn: a bin from zero is as wide as the next would be. */
function lowOf({ from, to }: Bin): number {
  return from > 0 ? from : to / BIN_FACTOR;
}

function scaleOf(bins: readonly Bin[], width: number) {
  const [first] = bins;
  const last = bins.at(-1);
  const extent: Extent = [first === undefined ? 60 : lowOf(first), last?.to ?? 120];
  const right = Math.max(LEFT + 40, width - 8);
  return { extent, right, x: logScale(extent, [LEFT, right]) };
}

/** Counts in bins on a logarithmic axis, with lines at the percentiles. */
export function DistributionChart({ bins, quantiles, width, height, active }: Spread & ChartPlace) {
  const { extent, right, x } = scaleOf(bins, width);
  const frame = { left: LEFT, right, top: LABELS, bottom: height - BELOW };
  const most = Math.max(0, ...bins.map((bin) => bin.count));
  const plot = barPlotOf({ frame, buckets: bins.length, unit: 'count', most });
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
      {bins.map((bin, index) => (
        <rect
          key={bin.from}
          x={x(lowOf(bin)) + 0.5}
          y={plot.y(bin.count)}
          width={Math.max(1, x(bin.to) - x(lowOf(bin)) - 1)}
          height={frame.bottom - plot.y(bin.count)}
          className={index === active ? 'chart-bin chart-bin-active' : 'chart-bin'}
        />
      ))}
      {logTicks(extent, x, 44).map(({ value, label }) => (
        <text key={value} x={x(value)} y={height - 7} className="chart-axis chart-axis-below">
          {label}
        </text>
      ))}
      {quantiles !== null && <Quantiles quantiles={quantiles} x={x} frame={frame} />}
    </svg>
  );
}

/** The room that a percentile's label takes, in pixels. */
const LABEL = 72;

function Quantiles({
  quantiles,
  x,
  frame: { bottom, right },
}: {
  readonly quantiles: NonNullable<Distribution['quantiles']>;
  readonly x: (value: number) => number;
  readonly frame: Pick<Frame, 'bottom' | 'right'>;
}) {
  const lines = [
    { name: 'p50', value: quantiles.p50, y: 12, isLeft: true },
    { name: 'p75', value: quantiles.p75, y: 12, isLeft: false },
    { name: 'p90', value: quantiles.p90, y: 30, isLeft: x(quantiles.p90) + LABEL > right },
  ];
  return lines.map(({ name, value, y, isLeft }) => (
    <g key={name}>
      <line x1={x(value)} x2={x(value)} y1={y - 9} y2={bottom} className="chart-quantile" />
      <text
        x={x(value) + (isLeft ? -5 : 5)}
        y={y}
        className={`chart-label chart-label-ink ${isLeft ? 'chart-axis-left' : ''}`}
      >
        {name} {duration(value)}
      </text>
    </g>
  ));
}

/** A distribution as the content of a chart. */
export function distributionContent(
  distribution: Distribution,
  height: number,
  choose: (point: ChartPoint) => void,
): ChartContent {
  const { bins, quantiles } = distribution;
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  return {
    height,
    summary:
      quantiles === null
        ? (distribution.reason ?? 'Nothing was measured in this period.')
        : `Half take at most ${duration(quantiles.p50)}, nine in ten at most ${duration(quantiles.p90)}.`,
    draw: (place) => <DistributionChart {...place} bins={bins} quantiles={quantiles} />,
    positions: (width) => {
      const { x } = scaleOf(bins, width);
      return bins.map((bin) => (x(lowOf(bin)) + x(bin.to)) / 2);
    },
    choose,
    series: [{ label: 'Pull requests', readings: bins.map((bin) => readingOf(bin, total)) }],
    table: {
      caption: 'Pull requests by cycle time',
      columns: ['At least', 'Less than', 'Pull requests', 'Share'],
      rows: bins.map((bin) => ({
        head: duration(bin.from),
        cells: [duration(bin.to), count(bin.count), share(bin.count / total)],
      })),
    },
  };
}

function readingOf(bin: Bin, total: number): ChartReading {
  const title = `${duration(bin.from)} to ${duration(bin.to)}`;
  const lines = [numbered(bin.count, PULL_REQUESTS), `${share(bin.count / total)} of all`];
  return { title, lines, spoken: [title, ...lines].join(', ') };
}

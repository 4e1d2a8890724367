import type { Grain, Series } from '../api/series.ts';
import type { Tick } from '../format/measured.ts';
import { TimeAxis } from './axes.tsx';
import { ClockLine, type Clock } from './clock-line.tsx';
import type { ChartContent, ChartPlace, ChartPoint, PlotPlace } from './chart-types.ts';
import { logExtent, logScale, logTicks } from './log-scale.ts';
import { plotOf, timeTicks, type Plot } from './plot.ts';
import { Absences } from './series-marks.tsx';
import { PULL_REQUESTS, readingsOf, tableOf } from './series-readings.ts';

const LEFT = 52;
const BELOW = 24;
const NARROW = 520;

type Clocks = { readonly clocks: readonly Clock[]; readonly grain: Grain };

/** Lays the clocks out on a logarithmic axis of durations. */
function layOut(clocks: readonly Clock[], { width, height }: Omit<ChartPlace, 'active'>) {
  const right = Math.max(LEFT + 40, width - (width < NARROW ? 12 : 132));
  const frame = { left: LEFT, right, top: 16, bottom: height - BELOW };
  const values = clocks.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const extent = logExtent(values.length === 0 ? [60, 86_400] : values);
  const y = logScale(extent, [frame.bottom, frame.top]);
  const buckets = clocks[0]?.points.length ?? 0;
  const plot: Plot = { ...plotOf({ frame, buckets, unit: 'seconds', most: 1 }), y };
  return { plot, ticks: logTicks(extent, y, 24) };
}

/** Medians on a logarithmic axis: people solid, AI reviewers dashed. */
export function ClocksChart({ clocks, grain, ...place }: Clocks & ChartPlace) {
  const { width, height, active } = place;
  const { plot, ticks } = layOut(clocks, place);
  const starts = (clocks[0]?.points ?? []).map(({ from }) => new Date(from));
  const { frame } = plot;
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <LogAxis plot={plot} ticks={ticks} />
      <Absences plot={plot} points={clocks[0]?.points ?? []} id="clocks" />
      {clocks.map((clock) => (
        <ClockLine key={clock.kind} clock={clock} plot={plot} isNarrow={width < NARROW} />
      ))}
      <TimeAxis
        plot={plot}
        ticks={timeTicks(starts, { grain, step: plot.step })}
        y={height - BELOW}
      />
      {active !== null && (
        <line
          x1={plot.x(active)}
          x2={plot.x(active)}
          y1={frame.top}
          y2={frame.bottom}
          className="chart-crosshair"
        />
      )}
    </svg>
  );
}

function LogAxis({ plot, ticks }: { readonly plot: Plot; readonly ticks: readonly Tick[] }) {
  return ticks.map(({ value, label }) => (
    <g key={value}>
      <line
        x1={plot.frame.left}
        x2={plot.frame.right}
        y1={plot.y(value)}
        y2={plot.y(value)}
        className="chart-grid"
      />
      <text x={plot.frame.left - 8} y={plot.y(value) + 4} className="chart-axis chart-axis-left">
        {label}
      </text>
    </g>
  ));
}

/** The two clocks of review, human and AI, as the content of a chart. */
export function clocksContent(
  { human, ai, height }: { readonly human: Series; readonly ai: Series; readonly height: number },
  choose: (point: ChartPoint) => void,
): ChartContent {
  const clocks: readonly Clock[] = [
    { label: 'First human review', kind: 'human', points: human.series[0]?.points ?? [] },
    { label: 'First AI review', kind: 'ai', points: ai.series[0]?.points ?? [] },
  ];
  const { grain } = human;
  const options = clocks.map(({ label, points }) => ({
    unit: 'seconds' as const,
    grain,
    label,
    line: lineOf(label),
    statistic: `${lineOf(label)} p50`,
    counted: PULL_REQUESTS,
    points,
  }));
  return {
    height,
    summary: 'Median time from ready to the first review, by people and by AI reviewers.',
    draw: (place) => <ClocksChart {...place} clocks={clocks} grain={grain} />,
    positions: (width) => {
      const { plot } = layOut(clocks, { width, height });
      return (clocks[0]?.points ?? []).map((_, index) => plot.x(index));
    },
    locate: (place) => clockAt(clocks, { ...place, height }),
    choose,
    series: options.map(readingsOf),
    table: joined(options.map(tableOf), clocks),
  };
}

/** What a clock is called within a sentence. */
function lineOf(label: string): string {
  return label.toLowerCase().replace('ai', 'AI');
}

type Spot = PlotPlace & { readonly height: number };

/** The point whose bucket is nearest, of the clock that runs nearest there. */
function clockAt(clocks: readonly Clock[], { x, y, ...size }: Spot): ChartPoint | null {
  const { plot } = layOut(clocks, size);
  const buckets = clocks[0]?.points.length ?? 0;
  if (buckets === 0) return null;
  const index = Math.round((x - plot.frame.left) / plot.step);
  const inside = Math.min(Math.max(index, 0), buckets - 1);
  const away = clocks.map(({ points }) => {
    const value = points[inside]?.value ?? null;
    return value === null ? Number.POSITIVE_INFINITY : Math.abs(plot.y(value) - y);
  });
  return { series: (away[1] ?? 0) < (away[0] ?? 0) ? 1 : 0, index: inside };
}

/** Both tables as one, the line named in each row. */
function joined(
  tables: readonly ReturnType<typeof tableOf>[],
  clocks: readonly Clock[],
): ReturnType<typeof tableOf> {
  return {
    caption: 'Two review clocks',
    columns: tables[0]?.columns ?? [],
    rows: tables.flatMap(({ rows }, index) =>
      rows.map(({ head, cells }) => ({
        head: `${head}, ${clocks[index]?.kind === 'ai' ? 'AI' : 'human'}`,
        cells,
      })),
    ),
  };
}

import type { Series, SeriesPoint, Unit } from '../api/series.ts';
import type { ChartContent, ChartPlace, ChartPoint, PlotPlace } from './chart-types.ts';
import { nearest } from './chart-plot.tsx';
import { mostOf, plotOf, type Frame, type Plot } from './plot.ts';
import { Absences, BandLine } from './series-marks.tsx';
import { Crosshair } from './crosshair.tsx';
import { readingsOf, tableOf, type Counted } from './series-readings.ts';

/** One small chart for each line of a series, all on one scale. */
export type MultiplesOptions = {
  readonly id: string;
  readonly series: Series;
  /** What a line is called; its key unless told. */
  readonly nameOf?: (key: string) => string;
  readonly counted: Counted;
  /** How many stand abreast. */
  readonly columns: number;
};

const PANEL_HEIGHT = 96;
const GAP = 16;
const NAME_HEIGHT = 20;

/** Small charts as the content of one chart: up and down go from one to the next. */
export function multiplesContent(options: MultiplesOptions): ChartContent {
  const { id, series, nameOf = (key) => key, counted, columns } = options;
  const { unit, grain, title } = series;
  const lines = series.series.map(({ key, points }) => ({ label: nameOf(key), points }));
  const buckets = lines[0]?.points.length ?? 0;
  const readings = lines.map((line) => ({ unit, grain, statistic: '', counted, ...line }));
  const tables = readings.map(tableOf);
  return {
    height: Math.ceil(lines.length / columns) * (PANEL_HEIGHT + GAP),
    summary: `${lines.length} small charts on one scale.`,
    draw: (place) => <Panels {...place} {...{ id, unit, lines, columns }} />,
    positions: (width) => positionsOf(0, { width, columns, buckets }),
    placeOf: ({ series: line, index }, width) =>
      positionsOf(line, { width, columns, buckets })[index] ?? 0,
    locate: (place) => pointUnder(place, { columns, buckets, panels: lines.length }),
    series: readings.map(readingsOf),
    table: {
      caption: title,
      columns: ['', ...(tables[0]?.columns.slice(1) ?? [])],
      rows: tables.flatMap(({ caption, rows }) =>
        rows.map(({ head, cells }) => ({ head: `${caption}, ${head}`, cells })),
      ),
    },
  };
}

type Line = { readonly label: string; readonly points: readonly SeriesPoint[] };

function Panels(
  props: ChartPlace & {
    readonly id: string;
    readonly unit: Unit;
    readonly lines: readonly Line[];
    readonly columns: number;
  },
) {
  const { id, unit, lines, columns, width, height, active, activeSeries } = props;
  const most = Math.max(...lines.map(({ points }) => mostOf(points)), 0);
  return (
    <svg
      className="chart"
      {...{ width, height }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {lines.map(({ label, points }, index) => {
        const frame = frameOf(index, { width, columns });
        const plot = plotOf({ frame, buckets: points.length, unit, most });
        return (
          <g key={label}>
            <text x={frame.left} y={frame.top - 7} className="chart-name">
              {label}
            </text>
            <Ends plot={plot} />
            <Absences plot={plot} points={points} id={`${id}-${index}`} />
            <BandLine plot={plot} points={points} />
            {active !== null && activeSeries === index && (
              <Crosshair plot={plot} points={points} active={active} />
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The base, and the top of the scale with its value. */
function Ends({ plot }: { readonly plot: Plot }) {
  const { frame, ticks, y } = plot;
  const top = ticks.at(-1);
  return (
    <g>
      <line className="chart-base" x1={frame.left} x2={frame.right} y1={y(0)} y2={y(0)} />
      {top !== undefined && (
        <text className="chart-axis chart-axis-left" x={frame.right} y={frame.top - 7}>
          {top.label}
        </text>
      )}
    </g>
  );
}

function frameOf(
  index: number,
  { width, columns }: { readonly width: number; readonly columns: number },
): Frame {
  const across = (width - (columns - 1) * GAP) / columns;
  const left = (index % columns) * (across + GAP);
  const above = Math.floor(index / columns) * (PANEL_HEIGHT + GAP);
  return {
    left,
    right: left + across,
    top: above + NAME_HEIGHT,
    bottom: above + PANEL_HEIGHT,
  };
}

type Layout = { readonly width: number; readonly columns: number; readonly buckets: number };

function positionsOf(index: number, { buckets, ...layout }: Layout): readonly number[] {
  const { x } = plotOf({ frame: frameOf(index, layout), buckets, unit: 'count', most: 1 });
  return Array.from({ length: buckets }, (_, bucket) => x(bucket));
}

/** The nearest point of the small chart that lies under a place; null between and below them. */
function pointUnder(
  { x, y, width }: PlotPlace,
  { columns, buckets, panels }: Omit<Layout, 'width'> & { readonly panels: number },
): ChartPoint | null {
  const across = (width + GAP) / columns;
  const column = Math.min(Math.floor(x / across), columns - 1);
  const series = Math.floor(y / (PANEL_HEIGHT + GAP)) * columns + column;
  if (series < 0 || series >= panels) return null;
  const index = nearest(positionsOf(series, { width, columns, buckets }), x);
  return index === null ? null : { series, index };
}

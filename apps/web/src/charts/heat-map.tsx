import { timeTicks } from './plot.ts';
import type {
  ChartContent,
  ChartPlace,
  ChartPoint,
  ChartReading,
  PlotPlace,
} from './chart-types.ts';
import { shortName } from './row-bars.tsx';

const LEFT = 108;
const ROW = 24;
const BELOW = 24;
const CLASSES = 5;

/** How a cell looks: nothing, one of five classes, not known, or known to lack something. */
export type HeatLook = 'none' | 'q1' | 'q2' | 'q3' | 'q4' | 'q5' | 'unknown';

/** A cell: how it looks, how it is read, and what the table says. */
export type HeatCell = {
  readonly look: HeatLook;
  readonly reading: ChartReading;
  readonly told: string;
  /** Whether it may still change. */
  readonly isOpen?: boolean;
};

/** Rows of cells over days or weeks. */
export type HeatRows = {
  readonly grain: 'day' | 'week';
  /** When each column begins. */
  readonly starts: readonly Date[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly HeatCell[] }[];
  readonly summary: string;
  readonly caption: string;
  /** What the rows are, then each column of the table. */
  readonly columns: readonly string[];
  /** Why the cells have no intervals. */
  readonly noInterval: string;
};

/** The class of a share in 0 to 1, the darker the more. */
export function heatLook(share: number | null): HeatLook {
  if (share === null) return 'unknown';
  const looks = ['none', 'q1', 'q2', 'q3', 'q4', 'q5'] as const;
  return looks[Math.min(CLASSES, Math.ceil(share * CLASSES))] ?? 'q5';
}

/** A cell a row and column; what is not known is an outline. */
function HeatMap({ starts, rows, grain, ...place }: HeatRows & ChartPlace) {
  const { width, height, active, activeSeries = null } = place;
  const step = stepOf(width, starts.length);
  const x = (index: number) => LEFT + index * step;
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {rows.map(({ label, cells }, row) => (
        <g key={label}>
          <text x={LEFT - 8} y={row * ROW + 16} className="chart-axis chart-axis-left">
            {shortName(label)}
          </text>
          <Cells
            cells={cells}
            step={step}
            top={row * ROW}
            active={row === activeSeries ? active : null}
          />
        </g>
      ))}
      {timeTicks(starts, { grain, step }).map(({ index, label }) => (
        <text
          key={index}
          x={x(index) + step / 2}
          y={rows.length * ROW + 17}
          className="chart-axis chart-axis-below"
        >
          {label}
        </text>
      ))}
    </svg>
  );
}

function Cells({
  cells,
  step,
  top,
  active,
}: {
  readonly cells: readonly HeatCell[];
  readonly step: number;
  readonly top: number;
  readonly active: number | null;
}) {
  return cells.map(({ look, reading, isOpen = false }, index) => (
    <rect
      key={reading.title}
      x={LEFT + index * step + 0.5}
      y={top + 1}
      width={Math.max(1, step - 1)}
      height={ROW - 2}
      className={`heat-${look} ${isOpen ? 'heat-open' : ''} ${index === active ? 'heat-active' : ''}`}
    />
  ));
}

function stepOf(width: number, columns: number): number {
  return Math.max(2, (width - LEFT - 12) / Math.max(1, columns));
}

function locate({ starts, rows }: HeatRows, { x, y, width }: PlotPlace): ChartPoint | null {
  if (rows.length === 0 || starts.length === 0) return null;
  const index = Math.floor((x - LEFT) / stepOf(width, starts.length));
  return {
    series: Math.min(Math.max(Math.floor(y / ROW), 0), rows.length - 1),
    index: Math.min(Math.max(index, 0), starts.length - 1),
  };
}

/** A heat-map as the content of a chart; up and down change the row, left and right the time. */
export function heatContent(heat: HeatRows): ChartContent {
  const { starts, rows, summary, caption, columns } = heat;
  return {
    height: rows.length * ROW + BELOW,
    summary: `${summary} Up and down change the row, left and right the ${heat.grain}.`,
    draw: (place) => <HeatMap {...heat} {...place} />,
    positions: (width) =>
      starts.map((_, index) => LEFT + (index + 0.5) * stepOf(width, starts.length)),
    locate: (place) => locate(heat, place),
    noInterval: heat.noInterval,
    series: rows.map(({ label, cells }) => ({
      label,
      readings: cells.map(({ reading }) => reading),
    })),
    table: {
      caption,
      columns,
      rows: rows.map(({ label, cells }) => ({ head: label, cells: cells.map(({ told }) => told) })),
    },
  };
}

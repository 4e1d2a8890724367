import { changeWithInterval } from '../format/numbers.ts';
import { ZONE_PERCENT, type Tone } from '../words/readings.ts';
import type { ChartContent } from './chart-types.ts';
import { reachOf } from './ruler.tsx';

type Interval = readonly [number, number];

/** A change as a row of a forest plot. */
export type ForestRow = {
  readonly label: string;
  readonly percent: number;
  readonly interval: Interval | null;
  readonly tone: Tone;
  /** What it amounts to, in words. */
  readonly words: string;
  /** How it is set apart: the one that counts, or the plain answer that does not. */
  readonly kind?: 'headline' | 'naive';
};

const ROW = 46;
const SCALE = 26;
const WIDE = 520;
const GAP = 14;

type ForestProps = {
  readonly rows: readonly ForestRow[];
  readonly width: number;
  readonly height: number;
  readonly active: number | null;
};

/** Changes on one scale, a row each. */
export function ForestPlot({ rows, width, height, active }: ForestProps) {
  const scale = scaleOf(rows, width);
  return (
    <svg
      className="chart forest"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect
        x={scale.x(-ZONE_PERCENT)}
        y={0}
        width={scale.x(ZONE_PERCENT) - scale.x(-ZONE_PERCENT)}
        height={height - SCALE}
        className="ruler-zone"
      />
      {rows.map((row, index) => (
        <Row
          key={row.label}
          row={row}
          top={index * ROW}
          scale={scale}
          isActive={index === active}
        />
      ))}
      <line x1={scale.x(0)} x2={scale.x(0)} y1={0} y2={height - SCALE} className="ruler-zero" />
      {[-scale.reach, 0, scale.reach].map((value) => (
        <text key={value} x={scale.x(value)} y={height - 8} className="chart-axis chart-axis-below">
          {value === 0 ? '0' : `${value > 0 ? '+' : '−'}${Math.abs(value)}%`}
        </text>
      ))}
    </svg>
  );
}

type Scale = {
  readonly width: number;
  readonly isWide: boolean;
  readonly reach: number;
  readonly x: (percent: number) => number;
};

/** Beside the names where there is room, else below them; what lies beyond is cut at the edge. */
function scaleOf(rows: readonly ForestRow[], width: number): Scale {
  const isWide = width >= WIDE;
  const left = isWide ? width * 0.42 : 16;
  const right = isWide ? width - 132 : width - 16;
  const reach = reachOf(rows.map(({ interval }) => interval));
  const middle = (left + right) / 2;
  const half = (right - left) / 2;
  const x = (percent: number) =>
    middle + (Math.min(Math.max(percent, -reach), reach) / reach) * half;
  return { width, isWide, reach, x };
}

function Row({
  row,
  top,
  scale,
  isActive,
}: {
  readonly row: ForestRow;
  readonly top: number;
  readonly scale: Scale;
  readonly isActive: boolean;
}) {
  const { width, isWide } = scale;
  const text = top + (isWide ? 27 : 17);
  const kind = isActive ? 'forest-row-active' : `forest-row-${row.kind ?? 'plain'}`;
  return (
    <g className={`ruler-${row.tone}`}>
      <rect x={0} y={top} width={width} height={ROW} className={kind} />
      <line x1={0} x2={width} y1={top + ROW} y2={top + ROW} className="chart-grid" />
      <text x={isWide ? GAP / 2 : 4} y={text} className="forest-label">
        {row.label}
      </text>
      <text x={width - 4} y={text} className="forest-figures">
        {changeWithInterval(row.percent, row.interval)}
      </text>
      <Mark row={row} y={top + (isWide ? ROW / 2 : 32)} scale={scale} />
    </g>
  );
}

function Mark({
  row,
  y,
  scale,
}: {
  readonly row: ForestRow;
  readonly y: number;
  readonly scale: Scale;
}) {
  const { percent, interval, kind } = row;
  const at = scale.x(percent);
  const isNaive = kind === 'naive';
  return (
    <g className={isNaive ? 'ruler-naive' : ''}>
      {interval !== null && (
        <line
          x1={scale.x(interval[0])}
          x2={scale.x(interval[1])}
          y1={y}
          y2={y}
          className={isNaive ? '' : 'ruler-interval'}
        />
      )}
      <path
        d={`M${at} ${y - 5.5}L${at + 5.5} ${y}L${at} ${y + 5.5}L${at - 5.5} ${y}Z`}
        className={isNaive ? '' : 'ruler-mark'}
      />
    </g>
  );
}

/** Changes as the content of a chart that is read row by row. */
export function forestContent(
  rows: readonly ForestRow[],
  { caption, column }: { readonly caption: string; readonly column: string },
): ChartContent {
  return {
    height: rows.length * ROW + SCALE,
    summary: `${rows.length} changes, each with its 95% interval.`,
    draw: (place) => <ForestPlot {...place} rows={rows} />,
    // Rows lie above each other: a pointer has nothing to look for along the scale.
    positions: () => [],
    series: [
      {
        label: caption,
        readings: rows.map(({ label, percent, interval, words }) => {
          const figures = changeWithInterval(percent, interval);
          const none = interval === null ? ['no interval'] : [];
          const lines = [figures, ...none, ...(label.endsWith(words) ? [] : [words])];
          return { title: label, lines, spoken: `${label}: ${lines.join(', ')}` };
        }),
      },
    ],
    table: {
      caption,
      columns: [column, 'Change, 95% interval', 'Reading'],
      rows: rows.map(({ label, percent, interval, words }) => ({
        head: label,
        cells: [changeWithInterval(percent, interval), words],
      })),
    },
  };
}

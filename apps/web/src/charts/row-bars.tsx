import type { ChartContent, ChartPlace, ChartReading } from './chart-types.ts';

const LEFT = 104;
const RIGHT = 116;
const ROW = 28;
const BAR = 18;
const LONGEST_NAME = 15;

/** A row: parts laid one over another from the left, the widest first. */
export type BarRow = {
  readonly label: string;
  readonly parts: readonly { readonly look: string; readonly value: number }[];
  /** Behind the bar, or in its place where there is none. */
  readonly note: string;
  readonly reading: ChartReading;
  readonly cells: readonly string[];
};

/** Rows with what is said of all of them. */
export type BarRows = {
  readonly rows: readonly BarRow[];
  readonly summary: string;
  readonly caption: string;
  /** The first names the rows. */
  readonly columns: readonly string[];
  /** Why there are no intervals; left out where there are. */
  readonly noInterval?: string;
};

/** A name in the room that it has. */
export function shortName(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

/** Nested bars, a row for each team. */
function RowBars({ rows, ...place }: { readonly rows: readonly BarRow[] } & ChartPlace) {
  const { width, height, active } = place;
  const most = Math.max(0, ...rows.flatMap(({ parts }) => parts.map(({ value }) => value)));
  const room = Math.max(30, width - LEFT - RIGHT);
  const long = (value: number) => (most === 0 ? 0 : (value / most) * room);
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {rows.map((row, index) => (
        <Bar key={row.label} row={row} top={index * ROW} long={long} isActive={index === active} />
      ))}
    </svg>
  );
}

function Bar({
  row: { label, parts, note },
  top,
  long,
  isActive,
}: {
  readonly row: BarRow;
  readonly top: number;
  /** The length of a value in pixels. */
  readonly long: (value: number) => number;
  readonly isActive: boolean;
}) {
  const end = Math.max(0, ...parts.map(({ value }) => long(value)));
  return (
    <g className={isActive ? 'row-active' : ''}>
      <text x={LEFT - 8} y={top + 15} className="chart-axis chart-axis-left">
        {shortName(label)}
      </text>
      {parts.map(({ look, value }) => (
        <rect
          key={look}
          x={LEFT}
          y={top + 2}
          width={long(value)}
          height={BAR}
          className={`part-${look}`}
        />
      ))}
      <text x={LEFT + end + 8} y={top + 15} className="chart-axis">
        {note}
      </text>
    </g>
  );
}

/** Rows of bars as the content of a chart. */
export function rowBarsContent(bars: BarRows): ChartContent {
  const { rows, summary, caption, columns, noInterval } = bars;
  const height = Math.max(1, rows.length) * ROW;
  return {
    height,
    summary,
    draw: (place) => <RowBars {...place} rows={rows} />,
    positions: (width) => rows.map(() => LEFT + Math.max(30, width - LEFT - RIGHT) / 2),
    locate: ({ y }) =>
      rows.length === 0
        ? null
        : { series: 0, index: Math.min(Math.max(Math.floor(y / ROW), 0), rows.length - 1) },
    ...(noInterval !== undefined && { noInterval }),
    series: [{ label: columns[0] ?? '', readings: rows.map(({ reading }) => reading) }],
    table: { caption, columns, rows: rows.map(({ label, cells }) => ({ head: label, cells })) },
  };
}

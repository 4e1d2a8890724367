import { PatternCircles } from '@visx/pattern';

import { shortDay } from '../format/dates.ts';
import { barWidth } from './bar-plot.ts';
import type { ChartContent, ChartPlace, ChartReading, ChartTable } from './chart-types.ts';
import { panelAt, panelPlot, panelsHeight, type Panels } from './panels.ts';
import type { Plot } from './plot.ts';
import { shortName } from './row-bars.tsx';

/** How far people have come, from helping to acting alone. */
export const maturityStages = ['assistive', 'workflow', 'agentic'] as const;

type MaturityStage = (typeof maturityStages)[number];

/** A week of a group: the share of people at each stage, or null where that is not known. */
export type MaturityWeek = {
  readonly start: Date;
  readonly shares: Readonly<Record<MaturityStage, number>> | null;
  /** Whether the week is still running. */
  readonly isOpen: boolean;
  readonly reading: ChartReading;
  readonly cells: readonly string[];
};

/** A group with its weeks; of one that is hidden there is a reason and no week. */
export type MaturityRow = {
  readonly label: string;
  readonly weeks: readonly MaturityWeek[];
  readonly hidden: string | null;
};

/** What small multiples of stages show. */
export type MaturityOptions = {
  readonly id: string;
  readonly rows: readonly MaturityRow[];
  readonly columns: number;
  readonly caption: string;
  /** What the table tells of a week, after what the row is. */
  readonly tells: readonly string[];
  /** Why the shares have no intervals. */
  readonly noInterval: string;
};

/** A small chart for each group, all on one scale; up and down go from one to the next. */
export function maturityContent(options: MaturityOptions): ChartContent {
  const { id, rows, columns, caption, tells, noInterval } = options;
  const buckets = Math.max(0, ...rows.map(({ weeks }) => weeks.length));
  const layout: Panels = { panels: rows.length, columns, buckets };
  const place = (line: number, width: number) => panelPlot(line, { ...layout, width });
  return {
    height: panelsHeight(layout),
    summary: `${rows.length} small charts on one scale, of shares that sum to those who use any.`,
    draw: (drawn) => <MaturityCharts {...drawn} {...{ id, rows, layout }} />,
    positions: (width) => Array.from({ length: buckets }, (_, index) => place(0, width).x(index)),
    noInterval,
    placeOf: ({ series, index }, width) => place(series, width).x(index),
    locate: (under) => {
      const found = panelAt(layout, under);
      const isHidden = found !== null && rows[found.series]?.hidden !== null;
      return isHidden ? { ...found, index: 0 } : found;
    },
    series: rows.map(({ label, weeks, hidden }) => ({
      label,
      readings:
        hidden === null
          ? weeks.map(({ reading }) => reading)
          : [{ title: label, lines: [hidden], spoken: `${label}: ${hidden}` }],
    })),
    table: tableOf(rows, { caption, tells }),
  };
}

function tableOf(
  rows: readonly MaturityRow[],
  { caption, tells }: Pick<MaturityOptions, 'caption' | 'tells'>,
): ChartTable {
  return {
    caption,
    columns: ['Team and week', ...tells],
    rows: rows.flatMap(({ label, weeks, hidden }) =>
      hidden === null
        ? weeks.map(({ reading, cells }) => ({ head: `${label}, ${reading.title}`, cells }))
        : [{ head: label, cells: [hidden, ...tells.slice(1).map(() => '')] }],
    ),
  };
}

type DrawnProps = ChartPlace & {
  readonly id: string;
  readonly rows: readonly MaturityRow[];
  readonly layout: Panels;
};

function MaturityCharts({ id, rows, layout, width, height, ...looked }: DrawnProps) {
  const { active, activeSeries } = looked;
  return (
    <svg
      className="chart"
      {...{ width, height }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <PatternCircles id={`${id}-dots`} width={7} height={7} radius={1} className="chart-dots" />
      {rows.map((row, index) => (
        <Panel
          key={row.label}
          id={id}
          row={row}
          plot={panelPlot(index, { ...layout, width })}
          active={activeSeries === index ? active : null}
        />
      ))}
    </svg>
  );
}

type PanelProps = {
  readonly id: string;
  readonly row: MaturityRow;
  readonly plot: Plot;
  readonly active: number | null;
};

function Panel({ id, row: { label, weeks, hidden }, plot, active }: PanelProps) {
  const { left, right, top, bottom } = plot.frame;
  return (
    <g>
      <text x={left} y={top - 7} className="chart-name">
        {shortName(label)}
      </text>
      <text x={right} y={top - 7} className="chart-axis chart-axis-left">
        {hidden === null ? '100%' : 'hidden'}
      </text>
      {hidden !== null && (
        <rect
          x={left}
          y={top}
          width={right - left}
          height={bottom - top}
          fill={`url(#${id}-dots)`}
        />
      )}
      {weeks.map((week, index) => (
        <Week
          key={week.start.getTime()}
          week={week}
          plot={plot}
          index={index}
          isActive={index === active}
        />
      ))}
      <line className="chart-base" x1={left} x2={right} y1={bottom} y2={bottom} />
      <Span weeks={weeks} frame={plot.frame} />
    </g>
  );
}

/** The first week and the last, below. */
function Span({ weeks, frame }: Pick<MaturityRow, 'weeks'> & Pick<Plot, 'frame'>) {
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return null;
  const y = frame.bottom + 15;
  return (
    <>
      <text x={frame.left} y={y} className="chart-axis">
        {shortDay(first.start)}
      </text>
      <text x={frame.right} y={y} className="chart-axis chart-axis-left">
        {shortDay(last.start)}
      </text>
    </>
  );
}

type WeekProps = {
  readonly week: MaturityWeek;
  readonly plot: Plot;
  readonly index: number;
  readonly isActive: boolean;
};

function Week({ week: { shares, isOpen }, plot, index, isActive }: WeekProps) {
  const { frame, x, y, step } = plot;
  const width = barWidth(plot);
  const column = { x: x(index) - step / 2, y: frame.top, width: step };
  return (
    <g>
      {(isOpen || isActive) && (
        <rect
          {...column}
          height={frame.bottom - frame.top}
          className={isActive ? 'maturity-active' : 'chart-running'}
        />
      )}
      {shares === null && (
        <line
          x1={x(index) - width / 2}
          x2={x(index) + width / 2}
          y1={frame.bottom - 4}
          y2={frame.bottom - 4}
          className="maturity-unknown"
        />
      )}
      {shares !== null &&
        stackOf(shares).map(({ stage, from, to }) => (
          <rect
            key={stage}
            x={x(index) - width / 2}
            y={y(to)}
            width={width}
            height={y(from) - y(to)}
            className={`maturity-${stage} ${isOpen ? 'maturity-open' : ''}`}
          />
        ))}
    </g>
  );
}

/** Shares laid one on another, from helping up. */
function stackOf(shares: NonNullable<MaturityWeek['shares']>) {
  let reached = 0;
  return maturityStages.map((stage) => {
    const from = reached;
    reached += shares[stage];
    return { stage, from, to: reached };
  });
}

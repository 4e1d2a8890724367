import { barPlotOf, barWidth } from './bar-plot.ts';
import { TimeAxis, ValueAxis } from './axes.tsx';
import type { ChartContent, ChartPlace } from './chart-types.ts';
import { timeTicks } from './plot.ts';
import { bucket, spokenBucket } from '../format/dates.ts';
import { count } from '../format/numbers.ts';
import { stateNames } from '../words/states.ts';

const LEFT = 40;
const UNKNOWN = 64;
const UNKNOWN_BAR = 18;
const UNKNOWN_MIDDLE = LEFT + UNKNOWN / 2 - 14;
const BELOW = 24;
const WEEK = 7 * 86_400_000;

/** People by the week in which they started, and the days on which counting changed. */
export type WeekColumns = {
  readonly weeks: readonly {
    readonly start: Date;
    readonly people: number;
    /** What is said of a week that is not over; null once it is. */
    readonly running: string | null;
  }[];
  readonly breaks: readonly { readonly at: Date; readonly what: string }[];
  /** Whose start is not known: a column apart, left of the weeks. */
  readonly unknown: number;
  readonly height: number;
  readonly summary: string;
  readonly caption: string;
};

/** How many points come before the weeks: the column of those whose start is not known. */
function before({ unknown }: Pick<WeekColumns, 'unknown'>): number {
  return unknown === 0 ? 0 : 1;
}

function layOut({ weeks, unknown }: WeekColumns, { width, height }: Omit<ChartPlace, 'active'>) {
  const frame = {
    left: unknown === 0 ? LEFT : LEFT + UNKNOWN,
    right: width - 12,
    top: 14,
    bottom: height - BELOW,
  };
  const most = Math.max(1, unknown, ...weeks.map(({ people }) => people));
  return barPlotOf({ frame, buckets: weeks.length, unit: 'count', most });
}

/** A column a week; a dashed line where counting changed. */
export function ColumnsChart(props: WeekColumns & ChartPlace) {
  const { weeks, breaks, width, height, unknown } = props;
  const plot = layOut(props, props);
  const active = props.active === null ? null : props.active - before(props);
  const starts = weeks.map(({ start }) => start);
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
      <Running weeks={weeks} plot={plot} />
      {weeks.map(({ start, people, running }, index) => (
        <rect
          key={start.getTime()}
          x={plot.x(index) - barWidth(plot) / 2}
          y={plot.y(people)}
          width={barWidth(plot)}
          height={plot.frame.bottom - plot.y(people)}
          className={`${index === active ? 'chart-bin-active' : 'part-regular'} ${running === null ? '' : 'part-open'}`}
        />
      ))}
      {unknown > 0 && <UnknownColumn people={unknown} plot={plot} isActive={active === -1} />}
      <BreakMarks breaks={breaks} starts={starts} plot={plot} />
      <TimeAxis
        plot={plot}
        ticks={timeTicks(starts, { grain: 'week', step: plot.step })}
        y={plot.frame.bottom}
      />
    </svg>
  );
}

/** A grey column under each week that is not over. */
function Running({
  weeks,
  plot: { frame, step, x },
}: Pick<WeekColumns, 'weeks'> & { readonly plot: ReturnType<typeof layOut> }) {
  return weeks.map(({ start, running }, index) =>
    running === null ? null : (
      <rect
        key={start.getTime()}
        x={x(index) - step / 2}
        y={frame.top}
        width={Math.max(0, step)}
        height={frame.bottom - frame.top}
        className="chart-running"
      />
    ),
  );
}

/** People whose start lies before the first report, or is not told. */
function UnknownColumn({
  people,
  plot,
  isActive,
}: {
  readonly people: number;
  readonly plot: ReturnType<typeof layOut>;
  readonly isActive: boolean;
}) {
  const { bottom } = plot.frame;
  const middle = UNKNOWN_MIDDLE;
  return (
    <g>
      <rect
        x={middle - UNKNOWN_BAR / 2}
        y={plot.y(people)}
        width={UNKNOWN_BAR}
        height={bottom - plot.y(people)}
        className={isActive ? 'chart-bin-active' : 'part-unknown'}
      />
      <text x={middle} y={bottom + 17} className="chart-axis chart-axis-below">
        unknown
      </text>
    </g>
  );
}

function BreakMarks({
  breaks,
  starts,
  plot,
}: Pick<WeekColumns, 'breaks'> & {
  readonly starts: readonly Date[];
  readonly plot: ReturnType<typeof layOut>;
}) {
  const first = starts[0]?.getTime() ?? 0;
  const { frame, step } = plot;
  return breaks.map(({ at, what }) => {
    const x = frame.left + ((at.getTime() - first) / WEEK) * step;
    return (
      <line key={what} x1={x} x2={x} y1={frame.top - 8} y2={frame.bottom} className="break-mark" />
    );
  });
}

/** Those whose start is not known, as the weeks are told; nothing where there are none. */
function unknownOf({ unknown }: WeekColumns) {
  if (unknown === 0) return [];
  const head = 'Start not known';
  const words = `${count(unknown)} ${unknown === 1 ? 'person' : 'people'}`;
  return [
    {
      row: { head, cells: [count(unknown), 'no', stateNames.measured] },
      reading: { title: head, lines: [words], spoken: `${head}: ${words}` },
    },
  ];
}

/** What is said of a week, and that it is not over. */
function toldOf(
  { start, people, running }: WeekColumns['weeks'][number],
  { breaks }: Pick<WeekColumns, 'breaks'>,
) {
  const end = new Date(start.getTime() + WEEK);
  const inside = breaks.filter(({ at }) => at >= start && at < end).map(({ what }) => what);
  const words = `${count(people)} ${people === 1 ? 'person' : 'people'} started`;
  const open = running === null ? [] : [running];
  const state = running ?? stateNames.measured;
  const title = bucket('week', start, end);
  return { start, people, title, inside, state, lines: [words, ...inside, ...open] };
}

/** Starts by week as the content of a chart. */
export function columnsContent(columns: WeekColumns): ChartContent {
  const { weeks, height, summary, caption } = columns;
  const told = weeks.map((week) => toldOf(week, columns));
  const unknown = unknownOf(columns);
  return {
    height,
    summary,
    draw: (place) => <ColumnsChart {...columns} {...place} />,
    positions: (width) => {
      const plot = layOut(columns, { width, height });
      return [...unknown.map(() => UNKNOWN_MIDDLE), ...weeks.map((_, index) => plot.x(index))];
    },
    noInterval: 'people are counted, not sampled',
    series: [
      {
        label: caption,
        readings: [
          ...unknown.map(({ reading }) => reading),
          ...told.map(({ start, title, lines }) => ({
            title,
            lines,
            spoken: [spokenBucket('week', start), ...lines].join(', '),
          })),
        ],
      },
    ],
    table: {
      caption,
      columns: ['Week', 'People who started', 'Counting changed', 'State'],
      rows: [
        ...unknown.map(({ row }) => row),
        ...told.map(({ title, people, inside, state }) => ({
          head: title,
          cells: [count(people), inside.join('; ') || 'no', state],
        })),
      ],
    },
  };
}

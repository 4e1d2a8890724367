import { scaleLinear } from '@visx/scale';

import type { EventWeek } from '../api/comparison-detail.ts';
import { count } from '../format/numbers.ts';
import { ValueAxis } from './axes.tsx';
import { EventBand } from './event-band.tsx';
import { BASE_WEEKS, eventPlotOf, isThin, type EventPlot } from './event-plot.ts';
import type { Frame } from './plot.ts';

/** The change in each week since adoption. */
export type EventStudyProps = {
  readonly weeks: readonly EventWeek[];
  readonly width: number;
  readonly height: number;
  /** The week that is looked at, by its place. */
  readonly active: number | null;
};

const LEFT = 46;
const RIGHT = 14;
const TOP = 24;
const STRIP = 24;
const NARROW = 460;
const Y_AXIS = 20;
const BELOW = 118;

/** Where the weeks lie, from the left. */
export function eventPositions(weeks: readonly EventWeek[], width: number): readonly number[] {
  const { x } = eventPlotOf(weeks, frameOf(width, 0));
  return weeks.map(({ week }) => x(week));
}

/** Dots with their intervals, a band for all of them, a line at adoption; see {@link EventStudyProps}. */
export function EventStudy({ weeks, width, height, active }: EventStudyProps) {
  const frame = frameOf(width, height - BELOW);
  const plot = eventPlotOf(weeks, frame);
  const strip = { ...frame, top: height - STRIP - 4, bottom: height - 4 };
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <Before plot={plot} isNarrow={width < NARROW} />
      <ValueAxis plot={plot} />
      <EventBand plot={plot} weeks={weeks} />
      <Weeks plot={plot} weeks={weeks} active={active} />
      <WeekAxis plot={plot} weeks={weeks} />
      <BaseBracket plot={plot} weeks={weeks} />
      <SeenStrip plot={plot} weeks={weeks} strip={strip} />
    </svg>
  );
}

function frameOf(width: number, bottom: number): Frame {
  return { left: LEFT, right: Math.max(LEFT + 40, width - RIGHT), top: TOP, bottom };
}

/** The weeks before adoption on grey, and the line where it begins. */
function Before({ plot, isNarrow }: { readonly plot: EventPlot; readonly isNarrow: boolean }) {
  const { frame, x, step } = plot;
  const start = Math.min(Math.max(x(0) - step / 2, frame.left), frame.right);
  return (
    <g>
      <rect
        x={frame.left}
        y={frame.top}
        width={start - frame.left}
        height={frame.bottom - frame.top}
        className="event-before"
      />
      <line
        x1={start}
        x2={start}
        y1={frame.top - 16}
        y2={frame.bottom}
        className="event-adoption"
      />
      <text x={start - 6} y={frame.top - 6} className="chart-axis chart-axis-end">
        before
      </text>
      <text x={start + 6} y={frame.top - 6} className="chart-axis event-adoption-label">
        {isNarrow ? 'own adoption' : 'each developer’s own adoption'}
      </text>
    </g>
  );
}

type WeekMarks = { readonly plot: EventPlot; readonly weeks: readonly EventWeek[] };

function Weeks({ plot, weeks, active }: WeekMarks & { readonly active: number | null }) {
  return weeks.map((week, index) => {
    const x = plot.x(week.week);
    const thin = isThin(week, weeks);
    return (
      <g
        key={week.week}
        className={index === active ? 'event-week event-week-active' : 'event-week'}
      >
        {week.interval !== null && (
          <line
            x1={x}
            x2={x}
            y1={plot.y(week.interval[0])}
            y2={plot.y(week.interval[1])}
            className={thin ? 'chart-whisker chart-open' : 'chart-whisker'}
          />
        )}
        <circle
          cx={x}
          cy={plot.y(week.percent)}
          r={index === active ? 5 : 3.4}
          className={thin ? 'chart-dot-open' : 'chart-dot'}
        />
      </g>
    );
  });
}

function WeekAxis({ plot, weeks }: WeekMarks) {
  const { frame, x, step } = plot;
  const every = step * 4 < 34 ? 8 : 4;
  const shown = weeks.filter(({ week }) => week % every === 0);
  return (
    <g>
      {shown.map(({ week }) => (
        <g key={week}>
          <line
            x1={x(week)}
            x2={x(week)}
            y1={frame.bottom}
            y2={frame.bottom + 4}
            className="chart-tick"
          />
          <text x={x(week)} y={frame.bottom + Y_AXIS - 3} className="chart-axis chart-axis-below">
            {week > 0 ? `+${week}` : String(week).replace('-', '−')}
          </text>
        </g>
      ))}
      <text x={frame.right} y={frame.bottom + 38} className="chart-axis chart-axis-end">
        weeks since adoption
      </text>
    </g>
  );
}

/** What a change is measured from. */
function BaseBracket({ plot, weeks }: WeekMarks) {
  const before = weeks.filter(({ week }) => week < 0 && week >= -BASE_WEEKS);
  const first = before[0]?.week;
  const last = before.at(-1)?.week;
  if (first === undefined || last === undefined) return null;
  const left = plot.x(first) - plot.step / 2;
  const right = plot.x(last) + plot.step / 2;
  const y = plot.frame.bottom + 26;
  return (
    <g>
      <path d={`M${left} ${y - 4}V${y}H${right}V${y - 4}`} className="event-bracket" />
      <text x={left} y={y + 14} className="chart-axis">
        base: {BASE_WEEKS} weeks
      </text>
    </g>
  );
}

/** How many adopters were seen in each week. */
function SeenStrip({ plot, weeks, strip }: WeekMarks & { readonly strip: Frame }) {
  const most = Math.max(0, ...weeks.map(({ n }) => n ?? 0));
  if (most === 0) return null;
  const tall = scaleLinear<number>({ domain: [0, most], range: [0, strip.bottom - strip.top] });
  const width = Math.max(1, plot.step - 3);
  return (
    <g>
      <text x={strip.right} y={strip.top - 8} className="chart-axis chart-axis-end">
        n, adopters seen
      </text>
      <text x={strip.left - 8} y={strip.top + 8} className="chart-axis chart-axis-left">
        {count(most)}
      </text>
      {weeks.map((week) => (
        <rect
          key={week.week}
          x={plot.x(week.week) - width / 2}
          y={strip.bottom - tall(week.n ?? 0)}
          width={width}
          height={tall(week.n ?? 0)}
          className={isThin(week, weeks) ? 'event-seen event-seen-thin' : 'event-seen'}
        />
      ))}
    </g>
  );
}

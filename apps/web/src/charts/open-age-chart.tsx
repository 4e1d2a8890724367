import { ages, stages, type Age } from '../address/view.ts';
import { count } from '../format/numbers.ts';
import { ageNames, openStates } from '../words/stages.ts';
import { stackOf, type ByStage } from './bar-plot.ts';
import type { ChartContent, ChartPlace, ChartPoint, PlotPlace } from './chart-types.ts';
import { numbered, PULL_REQUESTS } from './series-readings.ts';

const LEFT = 92;
const RIGHT = 44;
const ROW = 26;
const BAR = 18;

/** How many open pull requests are in each state, by age. */
export type OpenByAge = Readonly<Record<Age, ByStage>>;

/** The height of the drawing in pixels. */
export const OPEN_AGE_HEIGHT = ages.length * ROW + 6;

function totalOf(parts: ByStage): number {
  return stackOf(parts).at(-1)?.to ?? 0;
}

function scaleOf(open: OpenByAge, width: number): (value: number) => number {
  const most = Math.max(1, ...ages.map((age) => totalOf(open[age])));
  const room = Math.max(40, width - LEFT - RIGHT);
  return (value) => LEFT + (value / most) * room;
}

/** Bars by age, each divided by the state of its pull requests. */
export function OpenAgeChart({ open, ...place }: { readonly open: OpenByAge } & ChartPlace) {
  const { width, height, active, activeSeries = null } = place;
  const x = scaleOf(open, width);
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      {ages.map((age, row) => (
        <g key={age}>
          <text x={LEFT - 8} y={row * ROW + 14} className="chart-axis chart-axis-left">
            {ageNames[age]}
          </text>
          {stackOf(open[age]).map(({ stage, from, to }, part) => (
            <rect
              key={stage}
              x={x(from)}
              y={row * ROW + 1}
              width={x(to) - x(from)}
              height={BAR}
              className={`stage-${stage} ${row === activeSeries && part === active ? 'stage-active' : ''}`}
            />
          ))}
          <text x={x(totalOf(open[age])) + 8} y={row * ROW + 14} className="chart-axis">
            {count(totalOf(open[age]))}
          </text>
        </g>
      ))}
    </svg>
  );
}

function locate(open: OpenByAge, { x, y, width }: PlotPlace): ChartPoint {
  const row = Math.min(Math.max(Math.floor(y / ROW), 0), ages.length - 1);
  const age = ages[row] ?? 'older';
  const scale = scaleOf(open, width);
  const shown = stackOf(open[age]).map((part, index) => ({ ...part, index }));
  const parts = shown.filter(({ from, to }) => to > from);
  const hit = parts.find(({ to }) => x <= scale(to)) ?? parts.at(-1);
  return { series: row, index: hit?.index ?? 0 };
}

/** What is open, by age and state, as the content of a chart. */
export function openAgeContent(open: OpenByAge, choose: (point: ChartPoint) => void): ChartContent {
  const total = ages.reduce((sum, age) => sum + totalOf(open[age]), 0);
  return {
    height: OPEN_AGE_HEIGHT,
    summary: `${numbered(total, PULL_REQUESTS)} open. Up and down change the age, left and right the state.`,
    draw: (place) => <OpenAgeChart {...place} open={open} />,
    positions: (width) => stages.map(() => LEFT + (width - LEFT) / 3),
    locate: (place) => locate(open, place),
    choose,
    noInterval: 'every open pull request is counted',
    series: ages.map((age) => ({
      label: ageNames[age],
      readings: stages.map((stage) => {
        const lines = [`${openStates[stage]}: ${numbered(open[age][stage], PULL_REQUESTS)}`];
        const title = `Open ${ageNames[age]}`;
        return { title, lines, spoken: [title, ...lines].join(', ') };
      }),
    })),
    table: {
      caption: 'Open pull requests by age and state',
      columns: ['Age', ...stages.map((stage) => openStates[stage]), 'All'],
      rows: ages.map((age) => ({
        head: ageNames[age],
        cells: [...stages.map((stage) => count(open[age][stage])), count(totalOf(open[age]))],
      })),
    },
  };
}

import { PatternCircles, PatternLines } from '@visx/pattern';
import { Area, LinePath } from '@visx/shape';

import type { SeriesPoint } from '../api/series.ts';
import { runsOf, stateOf, type Plot, type Run } from './plot.ts';

type Marked = {
  readonly index: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

/** Half a column at most, so that the label at the end of the line stays beside it. */
const MOST_HALF = 14;
const LABEL_GAP = 20;

type Marks = { readonly plot: Plot; readonly points: readonly SeriesPoint[] };

/** The columns under what was not measured: grey while it runs, hatched, or dotted. */
export function Absences({ plot, points, id }: Marks & { readonly id: string }) {
  const runs = runsOf(points).filter(({ state }) => state !== 'measured');
  return (
    <g>
      <PatternLines
        id={`${id}-hatch`}
        width={6}
        height={6}
        orientation={['diagonal']}
        className="chart-hatch"
      />
      <PatternCircles id={`${id}-dots`} width={7} height={7} radius={1} className="chart-dots" />
      {runs.map((run) => (
        <Absence key={run.first} run={run} plot={plot} id={id} />
      ))}
    </g>
  );
}

function Absence({
  run,
  plot,
  id,
}: {
  readonly run: Run;
  readonly plot: Plot;
  readonly id: string;
}) {
  const { frame, x, step } = plot;
  const half = Math.min(Math.max(step / 2, 4), MOST_HALF);
  const left = Math.max(frame.left, x(run.first) - half);
  const place = {
    x: left,
    y: frame.top,
    width: x(run.last) + half - left,
    height: frame.bottom - frame.top,
  };
  if (run.state === 'provisional' || run.state === 'running') {
    return <rect {...place} className="chart-running" />;
  }
  const pattern = run.state === 'suppressed' ? 'dots' : 'hatch';
  return <rect {...place} fill={`url(#${id}-${pattern})`} />;
}

/** A line with its interval: solid, broken where nothing was measured, dashed where it may change. */
export function BandLine({ plot, points }: Marks) {
  const marked = points.map(markOf);
  const runs = runsOf(points);
  return (
    <g>
      {runs.map((run, place) => {
        const marks = marked.slice(run.first, run.last + 1).filter((mark) => mark !== null);
        if (run.state === 'measured') return <Solid key={run.first} plot={plot} marks={marks} />;
        if (run.state !== 'provisional') return null;
        const before = runs[place - 1]?.state === 'measured' ? marked[run.first - 1] : null;
        return <Open key={run.first} plot={plot} marks={marks} before={before ?? null} />;
      })}
    </g>
  );
}

function Solid({ plot, marks }: { readonly plot: Plot; readonly marks: readonly Marked[] }) {
  const place = placesOf(plot);
  const shared = { data: [...marks], x: place.x };
  const last = marks.at(-1);
  return (
    <g>
      <Area {...shared} y0={place.low} y1={place.high} className="chart-band" />
      <LinePath {...shared} y={place.low} className="chart-edge" />
      <LinePath {...shared} y={place.high} className="chart-edge" />
      <LinePath {...shared} y={place.value} className="chart-line" />
      {marks.length === 1 && last !== undefined && <Whisker plot={plot} mark={last} />}
    </g>
  );
}

function Open({
  plot,
  marks,
  before,
}: {
  readonly plot: Plot;
  readonly marks: readonly Marked[];
  readonly before: Marked | null;
}) {
  const place = placesOf(plot);
  const data = before === null ? [...marks] : [before, ...marks];
  return (
    <g>
      <LinePath data={data} x={place.x} y={place.value} className="chart-line chart-open" />
      {marks.map((mark) => (
        <g key={mark.index}>
          <Whisker plot={plot} mark={mark} />
          <circle cx={place.x(mark)} cy={place.value(mark)} r={3.5} className="chart-dot-open" />
        </g>
      ))}
    </g>
  );
}

function Whisker({ plot, mark }: { readonly plot: Plot; readonly mark: Marked }) {
  const place = placesOf(plot);
  const x = place.x(mark);
  return (
    <line x1={x} x2={x} y1={place.low(mark)} y2={place.high(mark)} className="chart-whisker" />
  );
}

function placesOf({ x, y }: Plot) {
  return {
    x: ({ index }: Marked) => x(index),
    value: ({ value }: Marked) => y(value),
    low: ({ low }: Marked) => y(low),
    high: ({ high }: Marked) => y(high),
  };
}

function markOf({ value, interval }: SeriesPoint, index: number): Marked | null {
  if (value === null) return null;
  return { index, value, low: interval?.[0] ?? value, high: interval?.[1] ?? value };
}

/** The last point whose value stands, filled, with its value beside the last of all. */
export function LastMark({
  plot,
  points,
  tell,
}: Marks & { readonly tell: (value: number) => string }) {
  const settled = points.findLastIndex((point) => stateOf(point) === 'measured');
  const shown = points.findLastIndex(({ value }) => value !== null);
  const value = points[settled]?.value ?? null;
  const end = points[shown]?.value ?? null;
  if (end === null) return null;
  return (
    <g>
      {value !== null && (
        <circle cx={plot.x(settled)} cy={plot.y(value)} r={4} className="chart-dot" />
      )}
      <text x={plot.frame.right + LABEL_GAP} y={plot.y(value ?? end) + 4} className="chart-label">
        {tell(value ?? end)}
      </text>
    </g>
  );
}

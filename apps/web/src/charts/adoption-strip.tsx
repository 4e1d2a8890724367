import { Area, LinePath } from '@visx/shape';

import type { SeriesPoint } from '../api/series.ts';
import { share } from '../format/numbers.ts';
import { runsOf, type Frame, type Plot } from './plot.ts';

/** How many use the tool, on the same buckets, under a plot. */
type StripProps = {
  readonly plot: Plot;
  readonly points: readonly SeriesPoint[];
  /** Where it lies. */
  readonly strip: Frame;
};

/** Draws it, the whole as its height; see {@link StripProps}. */
export function AdoptionStrip({ label, ...place }: StripProps & { readonly label: string }) {
  const { points, strip } = place;
  const last = points.findLast(({ value }) => value !== null)?.value ?? null;
  const y = heightIn(strip);
  return (
    <g>
      <text x={strip.left} y={strip.top - 9} className="chart-label chart-label-adoption">
        {label}
      </text>
      <text x={strip.left - 8} y={strip.top + 8} className="chart-axis chart-axis-left">
        100%
      </text>
      <Areas {...place} />
      <line
        x1={strip.left}
        x2={strip.right}
        y1={strip.bottom}
        y2={strip.bottom}
        className="chart-base"
      />
      {last !== null && (
        <text x={strip.right + 20} y={y(last) + 4} className="chart-label chart-label-adoption">
          {share(last)}
        </text>
      )}
    </g>
  );
}

function Areas({ plot, points, strip }: StripProps) {
  const y = heightIn(strip);
  const runs = runsOf(points).filter(({ state }) => SHOWN.has(state));
  return runs.map((run) => {
    const data = points
      .slice(run.first, run.last + 1)
      .map(({ value }, place) => ({ index: run.first + place, value: value ?? 0 }));
    const shared = { data, x: (mark: (typeof data)[number]) => plot.x(mark.index) };
    const top = ({ value }: (typeof data)[number]) => y(value);
    return (
      <g key={run.first}>
        <Area {...shared} y0={strip.bottom} y1={top} className="chart-adoption" />
        <LinePath {...shared} y={top} className="chart-adoption-line" />
      </g>
    );
  });
}

const SHOWN: ReadonlySet<string> = new Set(['measured', 'provisional']);

function heightIn({ top, bottom }: Frame): (share: number) => number {
  return (part) => bottom - part * (bottom - top);
}

import type { SeriesPoint } from '../api/series.ts';
import type { Plot } from './plot.ts';

/** Where the eye is: a line through the bucket, a ring on its point. */
export function Crosshair({
  plot,
  points,
  active,
}: {
  readonly plot: Plot;
  readonly points: readonly SeriesPoint[];
  readonly active: number;
}) {
  const x = plot.x(active);
  const value = points[active]?.value ?? null;
  return (
    <g>
      <line x1={x} x2={x} y1={plot.frame.top} y2={plot.frame.bottom} className="chart-crosshair" />
      {value !== null && (
        <circle cx={x} cy={plot.y(value)} r={5} className="chart-dot chart-dot-active" />
      )}
    </g>
  );
}

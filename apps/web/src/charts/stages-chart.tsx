import { stages } from '../address/view.ts';
import type { Grain, SeriesPoint } from '../api/series.ts';
import { TimeAxis, ValueAxis } from './axes.tsx';
import { barPlotOf, barWidth, stackOf } from './bar-plot.ts';
import type { ChartPlace, ChartPoint, PlotPlace } from './chart-types.ts';
import { ChosenBucket } from './chosen-bucket.tsx';
import { timeTicks, type Plot } from './plot.ts';
import { Absences } from './series-marks.tsx';

const LEFT = 44;
const BELOW = 24;

/** Mean time by stage, a stack for each bucket. */
export type StagesChartProps = ChartPlace & {
  readonly id: string;
  readonly grain: Grain;
  readonly points: readonly SeriesPoint[];
  /** The bucket whose pull requests are listed. */
  readonly chosen: number | null;
};

type Size = { readonly width: number; readonly height: number };

/** How the stacks of points are laid out. */
export function stagesPlot(points: readonly SeriesPoint[], { width, height }: Size): Plot {
  const most = Math.max(0, ...points.map(({ mean }) => mean ?? 0));
  const right = Math.max(LEFT + 40, width - 8);
  const frame = { left: LEFT, right, top: 10, bottom: height - BELOW };
  return barPlotOf({ frame, buckets: points.length, unit: 'seconds', most });
}

/** Draws the stacks; see {@link StagesChartProps}. */
export function StagesChart(props: StagesChartProps) {
  const { id, grain, points, width, height, chosen, active } = props;
  const plot = stagesPlot(points, { width, height });
  const starts = points.map(({ from }) => new Date(from));
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
      <Absences plot={plot} points={points} id={id} />
      {points.map((point, index) => (
        <Stack
          key={point.from}
          plot={plot}
          point={point}
          index={index}
          activeSeries={active === index ? (props.activeSeries ?? null) : null}
        />
      ))}
      {chosen !== null && <ChosenBucket plot={plot} index={chosen} />}
      <TimeAxis
        plot={plot}
        ticks={timeTicks(starts, { grain, step: plot.step })}
        y={height - BELOW}
      />
    </svg>
  );
}

function Stack({
  plot,
  point,
  index,
  activeSeries,
}: {
  readonly plot: Plot;
  readonly point: SeriesPoint;
  readonly index: number;
  readonly activeSeries: number | null;
}) {
  if (point.stages === null || point.stages === undefined) return null;
  const width = barWidth(plot);
  return (
    <g className={point.provisional ? 'stage-open' : undefined}>
      {stackOf(point.stages).map(({ stage, from, to }, part) => (
        <rect
          key={stage}
          x={plot.x(index) - width / 2}
          y={plot.y(to)}
          width={width}
          height={plot.y(from) - plot.y(to)}
          className={`stage-${stage} ${part === activeSeries ? 'stage-active' : ''}`}
        />
      ))}
    </g>
  );
}

/** The stage and bucket under a place of the drawing; above a stack, its uppermost stage. */
export function stageAt(
  points: readonly SeriesPoint[],
  { x, y, width, height }: PlotPlace & Size,
): ChartPoint | null {
  if (points.length === 0) return null;
  const plot = stagesPlot(points, { width, height });
  const index = Math.floor((x - plot.frame.left) / plot.step);
  const inside = Math.min(Math.max(index, 0), points.length - 1);
  const parts = points[inside]?.stages;
  if (parts === null || parts === undefined) return { series: 0, index: inside };
  const series = stackOf(parts).findIndex(({ to }) => y >= plot.y(to));
  return { series: series === -1 ? stages.length - 1 : series, index: inside };
}

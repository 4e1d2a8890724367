import { barPlotOf } from './bar-plot.ts';
import type { ChartPoint, PlotPlace } from './chart-types.ts';
import type { Frame, Plot } from './plot.ts';

/** Small charts beside and below one another, all of the same buckets and scale. */
export type Panels = {
  readonly panels: number;
  /** How many stand abreast. */
  readonly columns: number;
  readonly buckets: number;
};

const PANEL = 96;
const GAP = 16;
const NAME = 20;
const BELOW = 20;

/** How high all of them are, with the axis of time under each row. */
export function panelsHeight({ panels, columns }: Panels): number {
  return Math.max(1, Math.ceil(panels / columns)) * (PANEL + GAP + BELOW) - GAP;
}

/** The plot of one of them: shares of a whole by bucket. */
export function panelPlot(index: number, layout: Panels & { readonly width: number }): Plot {
  const { columns, buckets } = layout;
  const frame = frameOf(index, { columns, width: layout.width });
  return barPlotOf({ frame, buckets, unit: 'count', most: 1 });
}

function frameOf(
  index: number,
  { columns, width }: { readonly columns: number; readonly width: number },
): Frame {
  const across = Math.max(40, (width - (columns - 1) * GAP) / columns);
  const left = (index % columns) * (across + GAP);
  const above = Math.floor(index / columns) * (PANEL + GAP + BELOW);
  return { left, right: left + across, top: above + NAME, bottom: above + PANEL };
}

/** The bucket of the small chart that lies under a place; null between and below them. */
export function panelAt(layout: Panels, { x, y, width }: PlotPlace): ChartPoint | null {
  const { panels, columns, buckets } = layout;
  const across = (width + GAP) / columns;
  const column = Math.min(Math.max(0, Math.floor(x / across)), columns - 1);
  const series = Math.floor(y / (PANEL + GAP + BELOW)) * columns + column;
  if (series < 0 || series >= panels || buckets === 0) return null;
  const { frame, step } = panelPlot(series, { ...layout, width });
  const index = Math.floor((x - frame.left) / step);
  return { series, index: Math.min(Math.max(index, 0), buckets - 1) };
}

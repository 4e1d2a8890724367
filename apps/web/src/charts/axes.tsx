import type { Plot, TimeTick } from './plot.ts';

/** Values on the left, a line across for each, the lowest as the base. */
export function ValueAxis({ plot }: { readonly plot: Pick<Plot, 'frame' | 'ticks' | 'y'> }) {
  const { frame, ticks, y } = plot;
  return (
    <g>
      {ticks.map(({ value, label }) => (
        <g key={value}>
          <line
            x1={frame.left}
            x2={frame.right}
            y1={y(value)}
            y2={y(value)}
            className={value === 0 ? 'chart-base' : 'chart-grid'}
          />
          <text x={frame.left - 8} y={y(value) + 4} className="chart-axis chart-axis-left">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Months or days under a plot. */
export function TimeAxis({
  plot,
  ticks,
  y,
}: {
  readonly plot: Plot;
  readonly ticks: readonly TimeTick[];
  /** Where the marks begin. */
  readonly y: number;
}) {
  return (
    <g>
      {ticks.map(({ index, label }) => (
        <g key={index}>
          <line x1={plot.x(index)} x2={plot.x(index)} y1={y} y2={y + 4} className="chart-tick" />
          <text x={plot.x(index)} y={y + 17} className="chart-axis chart-axis-below">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

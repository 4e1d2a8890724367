import type { Plot } from './plot.ts';

const MOST_HALF = 16;

/** A frame around the bucket whose pull requests are listed. */
export function ChosenBucket({ plot, index }: { readonly plot: Plot; readonly index: number }) {
  const { frame, x, step } = plot;
  const half = Math.min(Math.max(step / 2, 5), MOST_HALF);
  return (
    <rect
      x={x(index) - half}
      y={frame.top - 2}
      width={2 * half}
      height={frame.bottom - frame.top + 4}
      rx={4}
      className="chart-chosen"
    />
  );
}

import { scaleLinear } from '@visx/scale';

import type { Stage } from '../address/view.ts';
import { ticks } from '../format/measured.ts';
import type { Frame, Plot } from './plot.ts';

/** Lays a plot of bars out: a bar has its bucket to itself, its centre in the middle. */
export function barPlotOf({
  frame,
  buckets,
  unit,
  most,
}: {
  readonly frame: Frame;
  readonly buckets: number;
  readonly unit: 'seconds' | 'count';
  readonly most: number;
}): Plot {
  const places = ticks(unit, most);
  const top = places.at(-1)?.value ?? 1;
  const step = (frame.right - frame.left) / Math.max(1, buckets);
  return {
    frame,
    step,
    ticks: places,
    x: (index) => frame.left + (index + 0.5) * step,
    y: scaleLinear<number>({ domain: [0, top], range: [frame.bottom, frame.top] }),
  };
}

/** The width of a bar: most of its bucket. */
export function barWidth({ step }: Plot): number {
  return Math.max(2, step - Math.min(4, step * 0.2));
}

/** Parts by stage, in seconds or pull requests. */
export type ByStage = Readonly<Record<Stage, number>>;
/** A part of a stack: from where to where on the scale of values. */
export type StackPart = { readonly stage: Stage; readonly from: number; readonly to: number };

const ORDER = ['coding', 'pickup', 'review', 'merge'] as const satisfies readonly Stage[];

/** Parts laid one on another in the order of the stages; the last ends at their sum. */
export function stackOf(parts: ByStage): readonly StackPart[] {
  let reached = 0;
  return ORDER.map((stage) => {
    const from = reached;
    reached += parts[stage];
    return { stage, from, to: reached };
  });
}

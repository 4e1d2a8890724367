import type { Panel } from '../panel/panel.ts';

const NEGLIGIBLE_SHARE = 1e-8;

/**
 * An error below this share of how much the outcome varies is rounding: a single unit does not vary
 * around its own mean, and has no error rather than one of nothing.
 */
export function negligibleError({ outcome, exposure }: Panel): number {
  let cells = 0;
  let mean = 0;
  let square = 0;
  for (let at = 0; at < outcome.length; at += 1) {
    if (exposure[at] === 0) continue;
    cells += 1;
    const step = outcome[at] / exposure[at] - mean;
    mean += step / cells;
    square += step * (outcome[at] / exposure[at] - mean);
  }
  return NEGLIGIBLE_SHARE * Math.sqrt(square / cells);
}

import type { Cohorts } from '../group-time/cohorts.ts';
import type { Panel } from '../panel/panel.ts';
import type { CellMeans, PooledMean } from './cell-means.ts';

/** Log ratio of one cell, `ln m_gt − ln m_gb − ln m_Ct + ln m_Cb`; NaN where a mean is not above 0. */
export function cellLogRatio({ now, base, controlsNow, controlsBase }: CellMeans): number {
  const means = [now.mean, base.mean, controlsNow.mean, controlsBase.mean];
  if (!means.every((mean) => mean > 0)) return NaN;
  return Math.log(now.mean / base.mean) - Math.log(controlsNow.mean / controlsBase.mean);
}

/**
 * Clustered standard errors of {@link cellLogRatio}, cell by cell. Running sums along each row make a
 * cell cost one step a unit, however long its base.
 *
 * @returns NaN where there is no log ratio
 */
export function cellStandardErrors(
  panel: Panel,
  cohorts: Cohorts,
  cells: readonly CellMeans[],
): Float64Array {
  const clusterOf = panel.clusters?.of ?? Int32Array.from(panel.units.keys());
  const width = panel.periods.length;
  const outcome = runningSums(panel.outcome, width);
  const exposure = runningSums(panel.exposure, width);
  const sums = new Float64Array(panel.clusters?.labels.length ?? panel.units.length);

  const add = (set: PooledMean, sign: number): void => {
    const scale = sign / (set.exposure * set.mean);
    for (const cohort of set.cohorts) {
      for (const unit of cohorts.members[cohort]) {
        const start = unit * (width + 1) + set.from;
        const end = unit * (width + 1) + set.to + 1;
        const deviation =
          outcome[end] - outcome[start] - set.mean * (exposure[end] - exposure[start]);
        sums[clusterOf[unit]] += scale * panel.weights[unit] * deviation;
      }
    }
  };
  return Float64Array.from(cells, (means) => {
    if (Number.isNaN(cellLogRatio(means))) return NaN;
    sums.fill(0);
    add(means.now, 1);
    add(means.base, -1);
    add(means.controlsNow, -1);
    add(means.controlsBase, 1);
    let squares = 0;
    for (const sum of sums) squares += sum * sum;
    return Math.sqrt(squares);
  });
}

/** Sums of a row up to each period, a zero first; row-major `unit × (width + 1)`. */
function runningSums(values: Float64Array, width: number): Float64Array {
  const rows = values.length / width;
  const running = new Float64Array(rows * (width + 1));
  for (let row = 0; row < rows; row += 1) {
    for (let period = 0; period < width; period += 1) {
      const at = row * (width + 1) + period;
      running[at + 1] = running[at] + values[row * width + period];
    }
  }
  return running;
}

import type { CohortSums } from '../group-time/cohort-sums.ts';

/** A cohort over some periods against controls, each since its base. Indexes, ends included. */
export type ComparedCell = {
  readonly cohort: number;
  readonly from: number;
  readonly to: number;
  readonly baseFrom: number;
  readonly baseTo: number;
  /** Cohorts to compare with. */
  readonly controls: Int32Array;
};

/** Some cohorts over some periods, with what they sum to. */
export type PooledMean = {
  readonly cohorts: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly outcome: number;
  readonly exposure: number;
  readonly mean: number;
};

/** The four means of a cell. */
export type CellMeans = {
  readonly now: PooledMean;
  readonly base: PooledMean;
  readonly controlsNow: PooledMean;
  readonly controlsBase: PooledMean;
};

/**
 * Which kind of parallel trends holds: without treatment both sides would have changed by the same
 * factor (`ratio`, for counts), or by the same amount (`difference`, for logarithms of durations).
 */
export type TrendScale = 'ratio' | 'difference';

/** Pools outcome and exposure of the four sets of a cell. */
export function cellMeans(cell: ComparedCell, sums: CohortSums, width: number): CellMeans {
  const own = Int32Array.of(cell.cohort);
  const pool = (cohorts: Int32Array, from: number, to: number): PooledMean => {
    let outcome = 0;
    let exposure = 0;
    for (const cohort of cohorts) {
      for (let at = cohort * width + from; at <= cohort * width + to; at += 1) {
        outcome += sums.outcome[at];
        exposure += sums.exposure[at];
      }
    }
    return { cohorts, from, to, outcome, exposure, mean: outcome / exposure };
  };
  return {
    now: pool(own, cell.from, cell.to),
    base: pool(own, cell.baseFrom, cell.baseTo),
    controlsNow: pool(cell.controls, cell.from, cell.to),
    controlsBase: pool(cell.controls, cell.baseFrom, cell.baseTo),
  };
}

/** What the treated would have had without treatment; NaN where nothing was observed. */
export function counterfactual(means: CellMeans, scale: TrendScale): number {
  const { base, controlsNow, controlsBase } = means;
  return scale === 'ratio'
    ? (base.mean * controlsNow.mean) / controlsBase.mean
    : base.mean + controlsNow.mean - controlsBase.mean;
}

/** How the counterfactual answers to each of the three means that it is made of. */
export function counterfactualSlopes(
  means: CellMeans,
  scale: TrendScale,
): readonly { readonly set: PooledMean; readonly slope: number }[] {
  const { base, controlsNow, controlsBase } = means;
  const isRatio = scale === 'ratio';
  const growth = controlsNow.mean / controlsBase.mean;
  return [
    { set: base, slope: isRatio ? growth : 1 },
    { set: controlsNow, slope: isRatio ? base.mean / controlsBase.mean : 1 },
    { set: controlsBase, slope: isRatio ? (-base.mean * growth) / controlsBase.mean : -1 },
  ];
}

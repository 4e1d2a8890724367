import { addScaledRows } from '../linear-algebra/add-scaled-rows.ts';
import type { ClusterSums } from './cluster-sums.ts';
import { quantileOf } from './quantile.ts';
import { normalSource, uniformSource } from './random.ts';

/**
 * Distribution of the multipliers, all of mean 0 and variance 1: signs (`rademacher`), the two points
 * of Mammen (1993) whose third moment is 1 too, or normal. Normal multipliers make the draws exactly
 * normal given the data, so that `supTCritical` needs no bootstrap.
 */
export type Multiplier = 'rademacher' | 'mammen' | 'gaussian';

export type BootstrapOptions = {
  readonly multiplier: Multiplier;
  readonly draws: number;
  readonly seed: number;
};

export type MultiplierBootstrap = {
  /** Row-major `draws × columns`: errors `Σ_c ξ_c S_c / n`. */
  readonly draws: Float64Array;
  /** Standard deviation of the draws, per column. */
  readonly standardErrors: Float64Array;
  /** Interquartile range of the draws over that of a normal variable, per column. */
  readonly robustErrors: Float64Array;
  /** 95 % quantile of the largest error of a draw, in robust standard errors. */
  readonly critical: number;
};

/** Draws the errors of all estimates together, a multiplier for each cluster. */
export function multiplierBootstrap(
  sums: ClusterSums,
  options: BootstrapOptions,
): MultiplierBootstrap {
  const { columns } = sums;
  const draws = drawErrors(sums, options);
  const standardErrors = new Float64Array(columns);
  const robustErrors = new Float64Array(columns);
  for (let column = 0; column < columns; column += 1) {
    const sorted = Float64Array.from(
      { length: options.draws },
      (_, draw) => draws[draw * columns + column],
    ).toSorted();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const square = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    standardErrors[column] = Math.sqrt(square / (sorted.length - 1));
    robustErrors[column] = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / NORMAL_IQR;
  }
  const largest = new Float64Array(options.draws);
  for (let draw = 0; draw < options.draws; draw += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!(robustErrors[column] > 0)) continue;
      const ratio = Math.abs(draws[draw * columns + column]) / robustErrors[column];
      if (ratio > largest[draw]) largest[draw] = ratio;
    }
  }
  return { draws, standardErrors, robustErrors, critical: quantileOf(largest.toSorted(), 0.95) };
}

/** Distance between the quartiles of a standard normal variable. */
const NORMAL_IQR = 1.3489795003921634;

function drawErrors({ values, clusters, columns, units }: ClusterSums, options: BootstrapOptions) {
  const multiplier = multiplierSource(options);
  const draws = new Float64Array(options.draws * columns);
  const starts = Int32Array.from({ length: clusters }, (_, cluster) => cluster * columns);
  const scales = new Float64Array(clusters);
  for (let draw = 0; draw < options.draws; draw += 1) {
    for (let cluster = 0; cluster < clusters; cluster += 1) scales[cluster] = multiplier() / units;
    addScaledRows({ values, starts, scales }, clusters, draws, draw * columns, columns);
  }
  return draws;
}

const ROOT_FIVE = Math.sqrt(5);

function multiplierSource({ multiplier, seed }: BootstrapOptions): () => number {
  if (multiplier === 'gaussian') return normalSource(seed);
  const uniform = uniformSource(seed);
  if (multiplier === 'rademacher') return () => (uniform() < 0.5 ? -1 : 1);
  const low = (1 - ROOT_FIVE) / 2;
  const probability = (ROOT_FIVE + 1) / (2 * ROOT_FIVE);
  return () => (uniform() < probability ? low : 1 - low);
}

import type { GroupTimeEstimate } from '../group-time/estimate.ts';
import type { Mixture } from '../group-time/influence.ts';

/** Cells averaged with equal, known weights. */
export function plainMixture({ cells }: GroupTimeEstimate, indexes: readonly number[]): Mixture {
  const weight = 1 / indexes.length;
  return {
    value: indexes.reduce((sum, index) => sum + weight * cells[index].att, 0),
    cells: indexes,
    weights: indexes.map(() => weight),
    cohortTerm: null,
  };
}

/** Cells averaged with the sizes of their cohorts as weights. */
export function sizeWeightedMixture(
  { cells, cohorts }: GroupTimeEstimate,
  indexes: readonly number[],
): Mixture {
  const parts = indexes.map((index) => ({
    mixture: {
      value: cells[index].att,
      cells: [index],
      weights: [1],
      cohortTerm: null,
    },
    cohort: cells[index].design.cohort,
  }));
  return weighBySize(parts, cohorts.shares);
}

/**
 * Mixtures averaged with the sizes of cohorts as weights. For `θ = Σ p_k a_k / Σ p_k` the estimated
 * sizes add `Σ (w_i 1{i in k} − p_k) (a_k − θ) / Σ p_k` to the influence of a unit, whose second part
 * sums to zero.
 *
 * @param shares - share of all units, per cohort
 */
export function weighBySize(
  parts: readonly { readonly mixture: Mixture; readonly cohort: number }[],
  shares: Float64Array,
): Mixture {
  const total = parts.reduce((sum, { cohort }) => sum + shares[cohort], 0);
  const weights = parts.map(({ cohort }) => shares[cohort] / total);
  const mean = combine(
    parts.map(({ mixture }) => mixture),
    weights,
  );

  const cohortTerm = mean.cohortTerm ?? new Float64Array(shares.length);
  for (const { mixture, cohort } of parts) {
    cohortTerm[cohort] += (mixture.value - mean.value) / total;
  }
  return { ...mean, cohortTerm };
}

/** Mixtures averaged with equal, known weights. */
export function averageOf(mixtures: readonly Mixture[]): Mixture {
  return combine(
    mixtures,
    mixtures.map(() => 1 / mixtures.length),
  );
}

function combine(mixtures: readonly Mixture[], weights: readonly number[]): Mixture {
  const byCell = new Map<number, number>();
  let value = 0;
  let cohortTerm: Float64Array | null = null;
  for (const [at, mixture] of mixtures.entries()) {
    const weight = weights[at];
    value += weight * mixture.value;
    for (const [use, cell] of mixture.cells.entries()) {
      byCell.set(cell, (byCell.get(cell) ?? 0) + weight * mixture.weights[use]);
    }
    if (mixture.cohortTerm === null) continue;
    cohortTerm ??= new Float64Array(mixture.cohortTerm.length);
    for (const [cohort, term] of mixture.cohortTerm.entries()) cohortTerm[cohort] += weight * term;
  }
  return { value, cells: [...byCell.keys()], weights: [...byCell.values()], cohortTerm };
}

import type { InfluenceMatrix } from '../group-time/influence.ts';
import type { Imputation } from './imputation.ts';
import type { ImputationTarget } from './targets.ts';

/**
 * Influence of every unit on every target: `n Σ_t v ε`, with `v` the weights that the estimate in the
 * end puts on outcomes. On treated cells they are the target's own. On untreated ones they are
 * `−ω (a_i + l_t)`, the smallest that cancel unit and period effects, from the same normal equations
 * as the fit; their part `a_i` meets residuals that sum to zero within a unit, and falls away.
 */
export function targetInfluence(
  imputation: Imputation,
  targets: readonly ImputationTarget[],
): InfluenceMatrix {
  const { panel, untreated, system } = imputation;
  const width = panel.periods.length;
  const n = panel.units.length;
  const residual = residualsOf(imputation);
  const values = new Float64Array(n * targets.length);

  for (const [column, { cells, weights }] of targets.entries()) {
    const ofUnit = new Float64Array(n);
    const right = new Float64Array(width);
    for (const [index, at] of cells.entries()) {
      const unit = Math.floor(at / width);
      ofUnit[unit] += weights[index];
      right[at % width] += weights[index];
      values[unit * targets.length + column] += n * weights[index] * residual[at];
    }
    for (let unit = 0; unit < n; unit += 1) {
      if (ofUnit[unit] === 0) continue;
      const share = ofUnit[unit] / system.totals[unit];
      for (let t = 0; t < width; t += 1) right[t] -= share * untreated[unit * width + t];
    }
    const ofPeriod = system.solve(right);
    for (let unit = 0; unit < n; unit += 1) {
      if (system.totals[unit] === 0) continue;
      const start = unit * width;
      let scores = 0;
      for (let t = 0; t < width; t += 1) {
        scores += untreated[start + t] * ofPeriod[t] * residual[start + t];
      }
      values[unit * targets.length + column] -= n * scores;
    }
  }
  return { rows: n, columns: targets.length, values };
}

/** Of untreated cells around the fit, of treated ones around the mean effect of cohort and period. */
function residualsOf({ panel, value, untreated, treated, fit }: Imputation): Float64Array {
  const width = panel.periods.length;
  const effects = value.map((own, at) =>
    untreated[at] > 0 || treated[at] > 0
      ? own - fit.unit[Math.floor(at / width)] - fit.period[at % width]
      : 0,
  );
  const means = new Map<string, { sum: number; weight: number }>();
  const keyOf = (at: number) => `${panel.firstTreated[Math.floor(at / width)]} ${at % width}`;
  for (const [at, weight] of treated.entries()) {
    if (weight === 0) continue;
    const key = keyOf(at);
    const mean = means.get(key) ?? { sum: 0, weight: 0 };
    mean.sum += weight * effects[at];
    mean.weight += weight;
    means.set(key, mean);
  }
  return effects.map((effect, at) => {
    const mean = treated[at] > 0 ? means.get(keyOf(at)) : undefined;
    return mean === undefined ? effect : effect - mean.sum / mean.weight;
  });
}

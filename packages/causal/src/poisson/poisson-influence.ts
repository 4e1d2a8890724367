import type { InfluenceMatrix } from '../group-time/influence.ts';
import type { Panel } from '../panel/panel.ts';
import type { PoissonFit } from './fit-poisson.ts';

/** Counts of every unit, weighted, with what the fit expects. Row-major `unit × period`. */
export type ImputedCounts = {
  readonly outcome: Float64Array;
  readonly exposure: Float64Array;
  /** Exposure of the cells that were fitted; 0 elsewhere. */
  readonly untreated: Float64Array;
  readonly expected: Float64Array;
  /** Places of the treated cells that could be imputed. */
  readonly cells: readonly number[];
  readonly notImputed: number;
  readonly fit: PoissonFit;
};

/**
 * Log ratios of what was observed to what was expected, `log A − log D`, over some sets of cells, with
 * their influence functions. A unit moves `A` by its own treated outcome, and `D` twice: by its own
 * expected count, which its own untreated outcomes set, and by its score in the regression, which
 * moves the factors of the periods: `ψ_D = d_i − D + G' H⁻¹ s_i`, with `H` the normal equations, `s_i`
 * the unit's residuals and `G` how the expected total answers to the periods.
 */
export function poissonInfluence(
  panel: Panel,
  counts: ImputedCounts,
  targets: readonly (readonly number[])[],
): { readonly values: Float64Array; readonly influence: InfluenceMatrix } {
  const n = panel.units.length;
  const columns = targets.length;
  const influence = new Float64Array(n * columns);
  const values = new Float64Array(columns);
  const scores = counts.outcome.map((own, at) =>
    counts.untreated[at] > 0 ? own - counts.expected[at] : 0,
  );
  for (const [column, cells] of targets.entries()) {
    const { observed, expected, ofUnit, ofUnitObserved } = totalsOf(n, counts, cells);
    values[column] = Math.log(observed / expected);
    const slope = counts.fit.system.solve(slopeOf(counts, cells, ofUnit));
    const width = slope.length;
    for (let unit = 0; unit < n; unit += 1) {
      let moved = ofUnit[unit];
      for (let t = 0; t < width; t += 1) moved += slope[t] * scores[unit * width + t];
      influence[unit * columns + column] = n * (ofUnitObserved[unit] / observed - moved / expected);
    }
  }
  return { values, influence: { rows: n, columns, values: influence } };
}

function totalsOf(n: number, { outcome, expected }: ImputedCounts, cells: readonly number[]) {
  const width = outcome.length / n;
  const ofUnit = new Float64Array(n);
  const ofUnitObserved = new Float64Array(n);
  let [sum, sumObserved] = [0, 0];
  for (const at of cells) {
    ofUnit[Math.floor(at / width)] += expected[at];
    ofUnitObserved[Math.floor(at / width)] += outcome[at];
    sum += expected[at];
    sumObserved += outcome[at];
  }
  return { observed: sumObserved, expected: sum, ofUnit, ofUnitObserved };
}

/** How the expected total answers to the log factor of each period. */
function slopeOf(counts: ImputedCounts, cells: readonly number[], ofUnit: Float64Array) {
  const { expected, untreated, fit } = counts;
  const width = fit.period.length;
  const slope = new Float64Array(width);
  for (const at of cells) slope[at % width] += expected[at];
  for (let unit = 0; unit < ofUnit.length; unit += 1) {
    if (ofUnit[unit] === 0) continue;
    let total = 0;
    for (let at = unit * width; at < (unit + 1) * width; at += 1) {
      if (untreated[at] > 0) total += expected[at];
    }
    for (let t = 0; t < width; t += 1) {
      const at = unit * width + t;
      if (untreated[at] > 0) slope[t] -= (ofUnit[unit] * expected[at]) / total;
    }
  }
  return slope;
}

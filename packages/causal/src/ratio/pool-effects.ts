import type { Cohorts } from '../group-time/cohorts.ts';
import type { InfluenceMatrix } from '../group-time/influence.ts';
import type { Panel } from '../panel/panel.ts';
import {
  counterfactual,
  counterfactualSlopes,
  type CellMeans,
  type PooledMean,
  type TrendScale,
} from './cell-means.ts';

/** Effects of some groups of cells, on the scale on which their errors are symmetric. */
export type PooledEffects = {
  /** By group: the log of a ratio, or a difference. NaN where a group has no treated outcome. */
  readonly values: Float64Array;
  /** One column a group. */
  readonly influence: InfluenceMatrix;
};

/**
 * Pools cells: all that the treated had, over all that they would have had without treatment
 * (`ratio`), or its difference per unit of exposure (`difference`). Cells count by their treated
 * exposure, which with a plain panel is the size of the cohort.
 *
 * For a ratio this is the proportional effect `Σ p (m − μ₀) / Σ p μ₀ + 1`, consistent under
 * multiplicative parallel trends (Wooldridge 2023, The Econometrics Journal 26), with the influence
 * function of `log A − log D`: a unit's own share of the treated total `A`, of the expected total `D`,
 * and of the three means behind every `μ₀`. Cohort sizes are estimated, too. Given its cohort, that
 * is linear in a unit's row, so cells are first added up to one map a cohort.
 *
 * @param groups - places in `cells`
 */
export function poolEffects(
  panel: Panel,
  cohorts: Cohorts,
  cells: readonly CellMeans[],
  groups: readonly (readonly number[])[],
  scale: TrendScale,
): PooledEffects {
  const n = panel.units.length;
  const width = panel.periods.length;
  const columns = groups.length;
  const values = new Float64Array(columns);
  const maps = Array.from(cohorts.values, () => ({
    outcome: new Float64Array(width * columns),
    exposure: new Float64Array(width * columns),
    isUsed: new Uint8Array(width),
  }));
  for (const [column, group] of groups.entries()) values[column] = addGroup(column, group);

  const influence = new Float64Array(n * columns);
  for (let unit = 0; unit < n; unit += 1) applyMap(unit);
  return { values, influence: { rows: n, columns, values: influence } };

  function addGroup(column: number, group: readonly number[]): number {
    let treated = 0;
    let expected = 0;
    let exposed = 0;
    for (const index of group) {
      const { now } = cells[index];
      treated += now.outcome / n;
      exposed += now.exposure / n;
      expected += (now.exposure / n) * counterfactual(cells[index], scale);
    }
    const isRatio = scale === 'ratio';
    const value = isRatio ? Math.log(treated / expected) : (treated - expected) / exposed;
    const per = isRatio ? expected : exposed;
    for (const index of group) {
      const means = cells[index];
      const without = counterfactual(means, scale);
      const ofOutcome = 1 / (isRatio ? treated : exposed);
      addSet(column, means.now, ofOutcome, -(isRatio ? without : without + value) / per);
      for (const { set, slope } of counterfactualSlopes(means, scale)) {
        const weight = -((means.now.exposure / per) * slope) / set.exposure;
        addSet(column, set, weight, -weight * set.mean);
      }
    }
    return value;
  }

  function addSet(column: number, set: PooledMean, ofOutcome: number, ofExposure: number): void {
    for (const cohort of set.cohorts) {
      const map = maps[cohort];
      for (let period = set.from; period <= set.to; period += 1) {
        map.outcome[period * columns + column] += ofOutcome;
        map.exposure[period * columns + column] += ofExposure;
        map.isUsed[period] = 1;
      }
    }
  }

  function applyMap(unit: number): void {
    const map = maps[cohorts.of[unit]];
    const to = unit * columns;
    for (let period = 0; period < width; period += 1) {
      if (map.isUsed[period] === 0) continue;
      const outcome = panel.weights[unit] * panel.outcome[unit * width + period];
      const exposure = panel.weights[unit] * panel.exposure[unit * width + period];
      for (let column = 0; column < columns; column += 1) {
        const from = period * columns + column;
        influence[to + column] += outcome * map.outcome[from] + exposure * map.exposure[from];
      }
    }
  }
}

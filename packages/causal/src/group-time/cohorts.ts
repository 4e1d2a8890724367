import type { Panel } from '../panel/panel.ts';

/** Units by first treated period, ascending; never treated ones, if any, come last. */
export type Cohorts = {
  /** First treated periods; Infinity for never. */
  readonly values: Float64Array;
  /** Per unit, an index into `values`. */
  readonly of: Int32Array;
  /** Units of each cohort. */
  readonly members: readonly Int32Array[];
  /** Weighted share of all units, per cohort. */
  readonly shares: Float64Array;
};

/** Sorts the units of a panel into cohorts. */
export function cohortsOf(panel: Panel): Cohorts {
  const n = panel.units.length;
  const values = Float64Array.from(new Set(panel.firstTreated)).toSorted();
  const index = new Map(Array.from(values, (value, at) => [value, at]));
  const of = Int32Array.from(panel.firstTreated, (value) => index.get(value) ?? -1);

  const members: number[][] = Array.from(values, () => []);
  const shares = new Float64Array(values.length);
  for (let unit = 0; unit < n; unit += 1) {
    members[of[unit]].push(unit);
    shares[of[unit]] += panel.weights[unit] / n;
  }
  return { values, of, members: members.map((units) => Int32Array.from(units)), shares };
}

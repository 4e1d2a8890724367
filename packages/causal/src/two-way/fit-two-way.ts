import type { PeriodSystem } from './period-system.ts';

/** Effects of units and of periods, whose sum is the fit. */
export type TwoWayFit = {
  /** NaN for a unit that takes no part. */
  readonly unit: Float64Array;
  readonly period: Float64Array;
};

/**
 * Weighted least squares of `value = unit effect + period effect`.
 *
 * @param weight - of `system`
 * @param value - row-major `unit × period`; read only where the weight is above 0
 */
export function fitTwoWay(
  system: PeriodSystem,
  weight: Float64Array,
  value: Float64Array,
): TwoWayFit {
  const width = system.part.length;
  const units = system.totals.length;
  const right = new Float64Array(width);
  const means = new Float64Array(units);
  for (let unit = 0; unit < units; unit += 1) {
    const start = unit * width;
    let sum = 0;
    for (let at = start; at < start + width; at += 1) {
      if (weight[at] > 0) sum += weight[at] * value[at];
    }
    means[unit] = sum / system.totals[unit];
    for (let at = start; at < start + width; at += 1) {
      if (weight[at] > 0) right[at - start] += weight[at] * (value[at] - means[unit]);
    }
  }
  const period = system.solve(right);
  for (let unit = 0; unit < units; unit += 1) {
    const start = unit * width;
    let sum = 0;
    for (let at = start; at < start + width; at += 1) sum += weight[at] * period[at - start];
    means[unit] -= sum / system.totals[unit];
  }
  return { unit: means, period };
}

/** What the fit leaves, row-major; 0 where a cell takes no part. */
export function twoWayResiduals(
  fit: TwoWayFit,
  weight: Float64Array,
  value: Float64Array,
): Float64Array {
  const width = fit.period.length;
  return value.map((own, at) =>
    weight[at] > 0 ? own - fit.unit[Math.floor(at / width)] - fit.period[at % width] : 0,
  );
}

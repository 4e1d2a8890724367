import type { Interval } from '../comparison.ts';
import { studentCdf, studentQuantile } from '../distributions.ts';
import { deleteOneVariance } from '../ratio/delete-one.ts';
import type { PooledPanel } from './pool-panel.ts';

/** Whom an overall effect rests on. */
export type Sides = {
  /** Per unit of the panel: adopts in a cell; serves as control in a cell. */
  readonly isTreated: Uint8Array;
  readonly isControl: Uint8Array;
  readonly treated: number;
  readonly controls: number;
  readonly treatedClusters: number;
  readonly controlClusters: number;
  /** Clusters on either side. */
  readonly clusters: number;
};

/** Counts who is treated and who serves as control before adopting, or without ever adopting. */
export function sidesOfPool({ panel, cohorts, cells }: PooledPanel): Sides {
  const isTreated = new Uint8Array(panel.units.length);
  const isControl = new Uint8Array(panel.units.length);
  const mark = (cohort: number, into: Uint8Array) => {
    for (const unit of cohorts.members[cohort]) into[unit] = 1;
  };
  const controls = new Set<number>();
  for (const { design } of cells) for (const cohort of design.controls) controls.add(cohort);
  for (const cohort of new Set(cells.map(({ design }) => design.cohort))) mark(cohort, isTreated);
  for (const cohort of controls) mark(cohort, isControl);
  const clusterOf = (unit: number) => panel.clusters?.of[unit] ?? unit;
  const clusters = (keep: (unit: number) => boolean) =>
    new Set([...isTreated.keys()].filter(keep).map(clusterOf)).size;
  return {
    isTreated,
    isControl,
    treated: isTreated.reduce((sum, own) => sum + own, 0),
    controls: isControl.reduce((sum, own) => sum + own, 0),
    treatedClusters: clusters((unit) => isTreated[unit] === 1),
    controlClusters: clusters((unit) => isControl[unit] === 1),
    clusters: clusters((unit) => isTreated[unit] + isControl[unit] > 0),
  };
}

/** An effect as a change in percent, with what was used to say how sure it is. */
export type PercentEffect = {
  readonly percent: number;
  readonly interval: Interval | null;
  readonly p: number | null;
  /** Of the log ratio, few clusters allowed for; null where it is not defined. */
  readonly error: number | null;
  readonly statistic: number | null;
};

/** Errors below this are none. */
const NO_ERROR = 1e-9;

/**
 * A log ratio as percent. With `m` clusters on the smaller side, errors grow by `√(m / (m − 1))` and are
 * held against Student's distribution with `m − 1` degrees of freedom: normal intervals are too narrow
 * with few treated clusters.
 */
export function percentEffect(logRatio: number, variance: number, sides: Sides): PercentEffect {
  const percent = Math.expm1(logRatio) * 100;
  const fewest = Math.min(sides.treatedClusters, sides.controlClusters);
  const error = Math.sqrt((variance * fewest) / (fewest - 1));
  const isDefined = fewest >= 2 && error > NO_ERROR && Number.isFinite(error + logRatio);
  if (!isDefined) return { percent, interval: null, p: null, error: null, statistic: null };
  const reach = criticalValue(sides) * error;
  const statistic = logRatio / error;
  return {
    percent,
    interval: [Math.expm1(logRatio - reach) * 100, Math.expm1(logRatio + reach) * 100],
    p: 2 * studentCdf(-Math.abs(statistic), fewest - 1),
    error,
    statistic,
  };
}

/**
 * The overall effect of a pooled panel, its variance by leaving out one cluster at a time: where cohorts
 * or controls are few, the influence function alone gives intervals that are too narrow.
 */
export function pooledEffect(pooled: PooledPanel, sides = sidesOfPool(pooled)): PercentEffect {
  return percentEffect(pooled.values[0], deleteOneVariance(pooled), sides);
}

/** What a statistic must exceed to differ from zero at 5 %. */
export function criticalValue({ treatedClusters, controlClusters }: Sides): number {
  return studentQuantile(0.975, Math.min(treatedClusters, controlClusters) - 1);
}

import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf, type Cohorts } from '../group-time/cohorts.ts';
import type { ControlGroup } from '../group-time/options.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { NEVER, type Panel } from '../panel/panel.ts';
import {
  cellMeans,
  type CellMeans,
  type ComparedCell,
  type TrendScale,
} from '../ratio/cell-means.ts';
import { poolEffects } from '../ratio/pool-effects.ts';
import type { EventStudy } from './event-study.ts';

export type BinnedOptions = {
  /** Log ratios of counts, or differences of means of logarithms. */
  readonly scale: TrendScale;
  /** `notyet` where it is left out. */
  readonly control?: ControlGroup;
  /** Periods in a bin, the base among them; 4 where it is left out. */
  readonly width?: number;
  /** Bins before the base; 2 where it is left out. */
  readonly preBins?: number;
  /** Bins from treatment on, at most; 3 where it is left out. */
  readonly postBins?: number;
  /** Periods before treatment in which units may react to it already; 0 where it is left out. */
  readonly anticipation?: number;
};

/** An event study in bins. */
export type BinnedEffects = EventStudy & {
  /** Clusters that the covariance rests on. */
  readonly clusters: number;
  /** Cohorts seen in all bins before treatment; the others take no part. */
  readonly cohorts: number;
};

/**
 * Effects in bins of several periods relative to treatment, all against the bin right before it. Weeks
 * one by one are too noisy to say whether trends were parallel, and too many to test at once.
 *
 * @returns null if no cohort has all bins before treatment and one after, with controls
 */
export function binnedEffects(panel: Panel, options: BinnedOptions): BinnedEffects | null {
  const { width = 4, preBins = 2, postBins = 3 } = options;
  const cohorts = cohortsOf(panel);
  const sums = cohortSums(panel, cohorts);
  const bins = [
    ...Array.from({ length: preBins }, (_, bin) => (bin - preBins - 1) * width),
    ...Array.from({ length: postBins }, (_, bin) => bin * width),
  ];
  const cells: CellMeans[] = [];
  const groups: number[][] = bins.map(() => []);
  let used = 0;
  for (const [cohort, value] of cohorts.values.entries()) {
    if (value === NEVER) continue;
    const designs = bins.map((bin) => designOf({ panel, cohorts, cohort, bin }, options));
    const means = designs.map((design) => design && cellMeans(design, sums, panel.periods.length));
    const isWhole = means
      .slice(0, preBins + 1)
      .every((own) => own !== null && isUsable(own, options.scale));
    if (!isWhole) continue;
    used += 1;
    for (const [index, own] of means.entries()) {
      if (own === null || !isUsable(own, options.scale)) continue;
      groups[index].push(cells.length);
      cells.push(own);
    }
  }
  if (used === 0) return null;
  const seen = groups.findIndex((group, index) => index >= preBins && group.length === 0);
  const columns = seen === -1 ? groups : groups.slice(0, seen);
  const { values, influence } = poolEffects(panel, cohorts, cells, columns, options.scale);
  const byCluster = clusterSums(influence, panel.clusters);
  return {
    pre: values.slice(0, preBins),
    post: values.slice(preBins),
    covariance: covarianceOf(byCluster),
    clusters: byCluster.clusters,
    cohorts: used,
  };
}

type Place = {
  readonly panel: Panel;
  readonly cohorts: Cohorts;
  readonly cohort: number;
  readonly bin: number;
};

/** Null where a bin, or the base, lies outside the panel, or nobody is left to compare with. */
function designOf(place: Place, options: BinnedOptions): ComparedCell | null {
  const { width = 4, anticipation = 0, control = 'notyet' } = options;
  const { periods } = place.panel;
  const { values } = place.cohorts;
  const treated = periods.findIndex((period) => period >= values[place.cohort]);
  const reacts = periods.findIndex((period) => period >= values[place.cohort] - anticipation);
  const from = (place.bin < 0 ? reacts : treated) + place.bin;
  const to = from + width - 1;
  const baseTo = reacts - 1;
  if (treated === -1 || from < 0 || to >= periods.length || baseTo - width + 1 < 0) return null;
  const last = periods[Math.max(to, baseTo)] + anticipation;
  const controls = Array.from(values.keys()).filter(
    (other) =>
      other !== place.cohort &&
      (control === 'never' ? values[other] === NEVER : values[other] > last),
  );
  if (controls.length === 0) return null;
  const cell = { cohort: place.cohort, from, to, baseFrom: baseTo - width + 1, baseTo };
  return { ...cell, controls: Int32Array.from(controls) };
}

function isUsable(means: CellMeans, scale: TrendScale): boolean {
  const { now, base, controlsNow, controlsBase } = means;
  const isSeen = [now, base, controlsNow, controlsBase].every(({ exposure }) => exposure > 0);
  return isSeen && (scale === 'difference' || controlsBase.mean > 0);
}

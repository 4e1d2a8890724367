import { NEVER, type Panel } from '../panel/panel.ts';
import { autocovariances } from '../sensitivity/autocovariance.ts';
import { plannedError } from '../sensitivity/detectable-effect.ts';
import { sidesOfPool } from './interval.ts';
import type { PooledPanel } from './pool-panel.ts';
import { BASE_WEEKS } from './week-panel.ts';

/**
 * The error that the log ratio of a comparison will have, told from nothing but how cells without the
 * tool vary: clusters are the units, with the weeks of the base before and so many after adoption, of
 * which they are seen in as many as in the past. It takes everybody to have the median adopter's weeks,
 * and cohorts to be weighted alike, so that it is near the error found, not equal to it.
 *
 * @param postWeeks - full weeks after adoption of the median adopter
 * @returns null where one side has no cluster, or nothing varies
 */
export function expectedError(pooled: PooledPanel, postWeeks: number): number | null {
  const { treatedClusters, controlClusters } = sidesOfPool(pooled);
  const panel = clusterPanel(pooled.panel);
  const seen = shareSeen(pooled.panel);
  const prePeriods = Math.max(1, Math.round(seen * BASE_WEEKS));
  const postPeriods = Math.max(1, Math.round(seen * postWeeks));
  const units = treatedClusters + controlClusters;
  if (treatedClusters === 0 || controlClusters === 0) return null;
  const covariances = autocovariances(panel, prePeriods + postPeriods);
  const { standardError } = plannedError({
    units,
    treatedShare: treatedClusters / units,
    prePeriods,
    postPeriods,
    autocovariance: (lag) => covariances[lag],
  });
  const error = pooled.scale === 'ratio' ? standardError / meanOf(panel) : standardError;
  return error > 0 && Number.isFinite(error) ? error : null;
}

/** Cells without the tool, summed within clusters; nobody adopts. */
function clusterPanel(panel: Panel): Panel {
  const { clusters, exposure, firstTreated, outcome, periods, units } = panel;
  const width = periods.length;
  const size = clusters?.labels.length ?? units.length;
  const sums = {
    outcome: new Float64Array(size * width),
    exposure: new Float64Array(size * width),
  };
  for (const unit of units.keys()) {
    const to = (clusters?.of[unit] ?? unit) * width;
    for (let week = 0; week < width && periods[week] < firstTreated[unit] - 1; week += 1) {
      sums.outcome[to + week] += outcome[unit * width + week];
      sums.exposure[to + week] += exposure[unit * width + week];
    }
  }
  return {
    ...panel,
    ...sums,
    units: clusters?.labels ?? units,
    isBalanced: false,
    firstTreated: new Float64Array(size).fill(NEVER),
    weights: new Float64Array(size).fill(1),
    clusters: null,
  };
}

/** Share of weeks with anything in them, from the first to the last one of each unit. */
function shareSeen({ exposure, periods, units }: Panel): number {
  const width = periods.length;
  let [seen, all] = [0, 0];
  for (const unit of units.keys()) {
    const own = exposure.subarray(unit * width, (unit + 1) * width);
    const first = own.findIndex((value) => value > 0);
    if (first === -1) continue;
    all += own.findLastIndex((value) => value > 0) - first + 1;
    for (const value of own) if (value > 0) seen += 1;
  }
  return all === 0 ? 0 : seen / all;
}

function meanOf({ exposure, outcome }: Panel): number {
  return sumOf(outcome) / sumOf(exposure);
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, own) => sum + own, 0);
}

import type { Interval, MedianRow } from '../comparison.ts';
import { HORIZON_SECONDS } from '../estimators/before-after-input.ts';
import { criticalValue, type Sides } from './interval.ts';
import {
  curveOf,
  quantileOfCurve,
  type SetName,
  type WeightedCurve,
  type WeightedTimes,
} from './median-curves.ts';
import type { PooledPanel } from './pool-panel.ts';
import { isMature, logSecondsOf, weekAt } from './week-cells.ts';
import type { Frame } from './frame.ts';

/** How each row is put together from them. */
const compositions: Readonly<Record<MedianRow['of'], Partial<Record<SetName, 1 | -1>>>> = {
  adopters_before: { before: 1 },
  adopters_after: { after: 1 },
  adopters_expected: { before: 1, controlsAfter: 1, controlsBefore: -1 },
  controls_before: { controlsBefore: 1 },
  controls_after: { controlsAfter: 1 },
};
const rows = [
  'adopters_before',
  'adopters_after',
  'adopters_expected',
  'controls_before',
  'controls_after',
] as const;

/**
 * Median cycle times of adopters and controls before and after adoption, each pull request weighing as
 * it does in the primary answer, and the median that adopters would have had: their share merged within
 * any time, moved as that of the controls has moved (differences in differences at every time at once).
 * All have been followed for 28 days, so that the curve of Kaplan and Meier is the plain share; what
 * is not merged by then never ends. Intervals by turning round a clustered one of the share at the
 * median (Woodruff 1952, Journal of the American Statistical Association 47).
 */
export function medianRows(pooled: PooledPanel, frame: Frame, sides: Sides): MedianRow[] {
  const weights = weightsOf(pooled);
  const times = timesOf(pooled, frame, weights);
  const critical = criticalValue(sides);
  return rows.map((of) => {
    const curve = curveOf(times, compositions[of]);
    const median = quantileOfCurve(curve, 0.5);
    return { of, seconds: median, interval: intervalOf(curve, median, critical) };
  });
}

/** An error below this is rounding: none is known. */
const NO_REACH = 1e-9;

/** Null where the median, or a bound, lies beyond the horizon. */
function intervalOf(
  curve: WeightedCurve,
  median: number | null,
  critical: number,
): Interval | null {
  if (median === null) return null;
  const reach = critical * curve.errorAt(median);
  if (!(reach > NO_REACH)) return null;
  const low = quantileOfCurve(curve, 0.5 - reach);
  const high = quantileOfCurve(curve, 0.5 + reach);
  return low === null || high === null ? null : [low, high];
}

type Weights = WeightedTimes['weights'];

/** What a pull request weighs in each set, row-major `cohort × week`. */
function weightsOf({ cells, cohorts, panel }: PooledPanel): Weights {
  const width = panel.periods.length;
  const empty = () => new Float64Array(cohorts.values.length * width);
  const weights = {
    before: empty(),
    after: empty(),
    controlsBefore: empty(),
    controlsAfter: empty(),
  };
  for (const { design, means } of cells) {
    const { baseFrom, baseTo, cohort, controls, period } = design;
    const { base, controlsBase, controlsNow, now } = means;
    const at = cohort * width;
    weights.after[at + period] += 1;
    addTo(weights.before, [at + baseFrom, at + baseTo], now.exposure / base.exposure);
    for (const other of controls) {
      const place = other * width;
      weights.controlsAfter[place + period] += now.exposure / controlsNow.exposure;
      const weight = now.exposure / controlsBase.exposure;
      addTo(weights.controlsBefore, [place + baseFrom, place + baseTo], weight);
    }
  }
  return weights;
}

function addTo(into: Float64Array, [from, to]: readonly [number, number], weight: number): void {
  for (let at = from; at <= to; at += 1) into[at] += weight;
}

/** Every pull request that weighs anything, the quickest first. */
function timesOf(pooled: PooledPanel, frame: Frame, weights: Weights): WeightedTimes {
  const { cohorts, panel } = pooled;
  const width = panel.periods.length;
  const rowOf = new Map(frame.developers.map(({ id }, row) => [String(id), row]));
  const seconds: number[] = [];
  const units: number[] = [];
  const places: number[] = [];
  for (const [unit, name] of panel.units.entries()) {
    for (const pull of frame.pulls[rowOf.get(name) ?? -1]) {
      const week = weekAt(pull.openedAt) - frame.firstWeek;
      const isSeen = week >= 0 && week < width && panel.exposure[unit * width + week] > 0;
      if (!isSeen || !isMature(pull, frame.asOf)) continue;
      const own = Math.exp(logSecondsOf(pull));
      seconds.push(own < HORIZON_SECONDS * (1 - 1e-12) ? own : Infinity);
      units.push(unit);
      places.push(cohorts.of[unit] * width + week);
    }
  }
  const order = Array.from(seconds.keys()).toSorted((a, b) => compare(seconds[a], seconds[b]));
  const weighed = (set: SetName) => Float64Array.from(order, (at) => weights[set][places[at]]);
  return {
    seconds: Float64Array.from(order, (at) => seconds[at]),
    cluster: Int32Array.from(order, (at) => panel.clusters?.of[units[at]] ?? units[at]),
    clusters: panel.clusters?.labels.length ?? panel.units.length,
    weights: {
      before: weighed('before'),
      after: weighed('after'),
      controlsBefore: weighed('controlsBefore'),
      controlsAfter: weighed('controlsAfter'),
    },
  };
}

function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

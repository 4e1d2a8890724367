/** One unit before and after; whether it was treated in between. */
export type BeforeAfter = {
  readonly before: number;
  readonly after: number;
  readonly isTreated: boolean;
};

/** Three ways to compare what came after. */
export type BaselineAdjustment = {
  /** Treated less control, after only. */
  readonly unadjusted: number;
  /** Treated less control, the part that the baseline predicts taken out. */
  readonly adjusted: number;
  /** Treated less control, each less its own baseline. */
  readonly difference: number;
  /** How much of a unit's baseline carries over. */
  readonly slope: number;
  /** Share of the variance of what came after that the baseline explains. */
  readonly varianceReduction: number;
};

/**
 * Adjustment by the baseline outcome (CUPED; Deng, Xu, Kohavi and Walker 2013). It is a gain in
 * precision only where treatment was drawn by lot. Where people chose, it answers another question:
 * whether treated and control differ *given* their baseline, while a difference in differences asks
 * whether their trends do. Shown side by side, the two bracket the effect (Angrist and Pischke 2009,
 * section 5.4).
 *
 * @throws {RangeError} if a side is empty or the baseline does not vary
 */
export function adjustByBaseline(units: readonly BeforeAfter[]): BaselineAdjustment {
  const treated = units.filter(({ isTreated }) => isTreated);
  const control = units.filter(({ isTreated }) => !isTreated);
  if (treated.length === 0 || control.length === 0) throw new RangeError('a side is empty');
  const [before, after] = [meanOf(units, 'before'), meanOf(units, 'after')];
  let [covariance, ofBefore, ofAfter] = [0, 0, 0];
  for (const unit of units) {
    covariance += (unit.before - before) * (unit.after - after);
    ofBefore += (unit.before - before) ** 2;
    ofAfter += (unit.after - after) ** 2;
  }
  if (!(ofBefore > 0)) throw new RangeError('the baseline does not vary');
  const slope = covariance / ofBefore;
  const unadjusted = meanOf(treated, 'after') - meanOf(control, 'after');
  const baseline = meanOf(treated, 'before') - meanOf(control, 'before');
  return {
    unadjusted,
    adjusted: unadjusted - slope * baseline,
    difference: unadjusted - baseline,
    slope,
    varianceReduction: ofAfter > 0 ? (slope * covariance) / ofAfter : 0,
  };
}

function meanOf(units: readonly BeforeAfter[], side: 'before' | 'after'): number {
  return units.reduce((sum, unit) => sum + unit[side], 0) / units.length;
}

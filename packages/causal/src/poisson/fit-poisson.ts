import { periodSystem, type PeriodSystem } from '../two-way/period-system.ts';

/** Counts of rows (units, or whole cohorts) over periods, row-major; exposure 0 takes no part. */
export type CountRows = {
  readonly width: number;
  readonly outcome: Float64Array;
  readonly exposure: Float64Array;
};

/** A Poisson fit `exposure · row effect · period effect`. */
export type PoissonFit = {
  /** Factor of each period, up to one scale for each part; 0 where no outcome was seen. */
  readonly period: Float64Array;
  /** The normal equations at the solution, with the fitted counts as weights. */
  readonly system: PeriodSystem;
};

const MOST_STEPS = 100;
const TOLERANCE = 1e-13;

/** The fit did not settle: the likelihood has no maximum, or no finite one. */
export class PoissonFitError extends Error {
  override readonly name = 'PoissonFitError';

  constructor(steps: number) {
    super(`the Poisson fit did not settle in ${steps} steps`);
  }
}

/**
 * Poisson regression with row and period effects and `log exposure` as offset. Row effects are
 * profiled out (`row total / Σ exposure · period effect`), which leaves a concave likelihood in the
 * periods: a few scaling sweeps find the neighbourhood, Newton's steps the solution. Consistent for
 * any outcome whose mean is right, counts or not (Gourieroux, Monfort and Trognon 1984).
 *
 * @throws {PoissonFitError} if it does not settle
 */
export function fitPoisson(rows: CountRows): PoissonFit {
  const totals = totalsOf(rows);
  const period = Float64Array.from(totals.ofPeriod, (total) => (total > 0 ? 1 : 0));
  for (let sweep = 0; sweep < 4; sweep += 1) {
    const expected = expectedByPeriod(rows, totals.ofRow, period);
    for (const [t, total] of totals.ofPeriod.entries()) {
      if (total > 0) period[t] *= total / expected[t];
    }
  }
  let likelihood = profileLikelihood(rows, totals, period);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const fitted = fittedCounts(rows, totals.ofRow, period);
    const system = periodSystem(fitted, rows.width);
    const expected = expectedByPeriod(rows, totals.ofRow, period);
    const change = system.solve(totals.ofPeriod.map((total, t) => total - expected[t]));
    const largest = change.reduce((most, own) => Math.max(most, Math.abs(own)), 0);
    if (!Number.isFinite(largest)) break;
    if (largest < TOLERANCE) return { period, system };
    let size = 1;
    for (; size > 1e-6; size /= 2) {
      const tried = period.map((own, t) => own * Math.exp(size * change[t]));
      const better = profileLikelihood(rows, totals, tried);
      if (better >= likelihood - 1e-9 * Math.abs(likelihood)) {
        period.set(tried);
        likelihood = better;
        break;
      }
    }
  }
  throw new PoissonFitError(MOST_STEPS);
}

/** Expected counts of all cells that take part. */
function fittedCounts(
  { exposure, width }: CountRows,
  ofRow: Float64Array,
  period: Float64Array,
): Float64Array {
  const fitted = new Float64Array(exposure.length);
  for (let row = 0; row < ofRow.length; row += 1) {
    const effect = rowEffect(ofRow[row], exposure.subarray(row * width, (row + 1) * width), period);
    for (let t = 0; t < width; t += 1) {
      fitted[row * width + t] = exposure[row * width + t] * effect * period[t];
    }
  }
  return fitted;
}

/** A row's own factor, given the periods; 0 for a row without any outcome. */
export function rowEffect(total: number, exposure: Float64Array, period: Float64Array): number {
  if (total === 0) return 0;
  let sum = 0;
  for (let t = 0; t < period.length; t += 1) sum += exposure[t] * period[t];
  return total / sum;
}

type Totals = { readonly ofRow: Float64Array; readonly ofPeriod: Float64Array };

function totalsOf({ width, outcome, exposure }: CountRows): Totals {
  const ofRow = new Float64Array(outcome.length / width);
  const ofPeriod = new Float64Array(width);
  for (const [at, own] of outcome.entries()) {
    if (exposure[at] === 0) continue;
    ofRow[Math.floor(at / width)] += own;
    ofPeriod[at % width] += own;
  }
  return { ofRow, ofPeriod };
}

function expectedByPeriod(rows: CountRows, ofRow: Float64Array, period: Float64Array) {
  const expected = new Float64Array(rows.width);
  for (const [at, fitted] of fittedCounts(rows, ofRow, period).entries()) {
    expected[at % rows.width] += fitted;
  }
  return expected;
}

function profileLikelihood({ width, exposure }: CountRows, totals: Totals, period: Float64Array) {
  let value = 0;
  for (const [t, total] of totals.ofPeriod.entries()) {
    if (total > 0) value += total * Math.log(period[t]);
  }
  for (const [row, total] of totals.ofRow.entries()) {
    if (total === 0) continue;
    let sum = 0;
    for (let t = 0; t < width; t += 1) sum += exposure[row * width + t] * period[t];
    value -= total * Math.log(sum);
  }
  return value;
}

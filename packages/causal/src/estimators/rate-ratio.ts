import type { LogRatio } from '../inference/cluster-bootstrap.ts';
import type { DeveloperSides } from './sides.ts';

const MOST_STEPS = 100;
const TOLERANCE = 1e-12;
/** `exp(30)` is far beyond any ratio of rates that a finite sample can hold. */
const BOUND = 30;

type Cells = {
  /** Events on both sides. */
  readonly totals: Float64Array;
  readonly afters: Float64Array;
  /** Log of weeks after over weeks before. */
  readonly offsets: Float64Array;
};

/**
 * Poisson regression with a fixed effect per developer, by conditional maximum likelihood: given a
 * developer's total `y`, the events after are binomial with share `θ w_a / (w_b + θ w_a)`. The
 * estimate solves `Σ y_a = Σ y θ w_a / (w_b + θ w_a)`, whose right side grows with `θ`.
 *
 * @param sides - developers with at least one week on either side; those without events add nothing
 * @returns the log of `θ` as a function of how often each developer is drawn: `-Infinity` where
 * nothing was merged after, `Infinity` where nothing before, `NaN` where nothing at all
 */
export function rateRatio(sides: readonly DeveloperSides[]): LogRatio {
  const cells: Cells = {
    totals: Float64Array.from(sides, ({ before, after }) => before.total + after.total),
    afters: Float64Array.from(sides, ({ after }) => after.total),
    offsets: Float64Array.from(sides, ({ before, after }) => Math.log(after.size / before.size)),
  };
  const once = new Uint32Array(sides.length).fill(1);
  const whole = logRatioOf(cells, once, 0);
  // Resamples lie near the whole sample: from there a few steps reach their root.
  const start = Number.isFinite(whole) ? whole : 0;
  return (multiplicity) => logRatioOf(cells, multiplicity, start);
}

/** Merged pull requests per developer-week on either side, all developers together. */
export function rates(sides: readonly DeveloperSides[]): { before: number; after: number } {
  const sum = (pick: (side: DeveloperSides) => number) =>
    sides.reduce((total, side) => total + pick(side), 0);
  return {
    before: sum(({ before }) => before.total) / sum(({ before }) => before.size),
    after: sum(({ after }) => after.total) / sum(({ after }) => after.size),
  };
}

function logRatioOf(cells: Cells, multiplicity: Uint32Array, start: number): number {
  let after = 0;
  let total = 0;
  for (let index = 0; index < multiplicity.length; index += 1) {
    const drawn = multiplicity[index] ?? 0;
    after += drawn * (cells.afters[index] ?? 0);
    total += drawn * (cells.totals[index] ?? 0);
  }
  if (total === 0) return NaN;
  if (after === 0) return -Infinity;
  if (after === total) return Infinity;
  return solve((at) => score(cells, multiplicity, at), { target: after, start });
}

/** The expected number of events after at a log ratio, and its slope there. */
type Score = { readonly expected: number; readonly slope: number };

function score(cells: Cells, multiplicity: Uint32Array, logRatio: number): Score {
  let expected = 0;
  let slope = 0;
  for (let index = 0; index < multiplicity.length; index += 1) {
    const events = (multiplicity[index] ?? 0) * (cells.totals[index] ?? 0);
    if (events === 0) continue;
    const share = 1 / (1 + Math.exp(-logRatio - (cells.offsets[index] ?? 0)));
    expected += events * share;
    slope += events * share * (1 - share);
  }
  return { expected, slope };
}

/** Newton's method, held inside a bracket that shrinks with every step. */
function solve(
  scoreAt: (logRatio: number) => Score,
  { target, start }: { readonly target: number; readonly start: number },
): number {
  let low = -BOUND;
  let high = BOUND;
  let at = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { expected, slope } = scoreAt(at);
    if (expected < target) low = at;
    else high = at;
    const newton = at + (target - expected) / slope;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - at) < TOLERANCE) return next;
    at = next;
  }
  return at;
}

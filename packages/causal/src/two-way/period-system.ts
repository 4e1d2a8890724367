import { cholesky, choleskySolve } from '../linear-algebra/cholesky.ts';

/**
 * The normal equations of period effects once every unit's own effect is profiled out:
 * `M = Σ_i diag(ω_i) − ω_i ω_i' / Ω_i`, with `ω_i` a unit's weights over the periods and `Ω_i` their sum.
 * Least squares, its weights on the outcomes and Poisson regression all meet this matrix.
 */
export type PeriodSystem = {
  /** `Ω_i`, per unit. */
  readonly totals: Float64Array;
  /**
   * Which part of the panel a period belongs to, −1 where nothing is observed. Periods of two parts
   * share no unit, so that effects of one say nothing about the other.
   */
  readonly part: Int32Array;
  /** Solves `M x = right`, with `x = 0` in the first period of every part. */
  readonly solve: (right: Float64Array) => Float64Array;
};

/**
 * @param weight - row-major `unit × period`, 0 where a cell takes no part
 * @param width - number of periods
 */
export function periodSystem(weight: Float64Array, width: number): PeriodSystem {
  const units = weight.length / width;
  const totals = new Float64Array(units);
  const matrix = new Float64Array(width * width);
  const parent = Int32Array.from({ length: width }, (_, period) => period);
  const seen = new Uint8Array(width);
  const used = new Int32Array(width);
  for (let unit = 0; unit < units; unit += 1) {
    const start = unit * width;
    let size = 0;
    let total = 0;
    for (let period = 0; period < width; period += 1) {
      if (weight[start + period] === 0) continue;
      used[size] = period;
      size += 1;
      total += weight[start + period];
    }
    totals[unit] = total;
    for (let a = 0; a < size; a += 1) {
      const first = used[a];
      seen[first] = 1;
      join(parent, used[0], first);
      const scaled = weight[start + first] / total;
      matrix[first * width + first] += weight[start + first];
      for (let b = 0; b <= a; b += 1) {
        matrix[first * width + used[b]] -= scaled * weight[start + used[b]];
      }
    }
  }
  const part = parent.map((_, period) => (seen[period] === 1 ? rootOf(parent, period) : -1));
  return { totals, part, solve: solverOf(matrix, width, part) };
}

/** The root is the first period of its part, which is the one held at zero. */
function solverOf(lower: Float64Array, width: number, part: Int32Array) {
  const free: number[] = [];
  for (let period = 0; period < width; period += 1) {
    if (part[period] !== -1 && part[period] !== period) free.push(period);
  }
  const reduced = new Float64Array(free.length ** 2);
  for (const [row, first] of free.entries()) {
    for (const [column, second] of free.entries()) {
      reduced[row * free.length + column] =
        lower[Math.max(first, second) * width + Math.min(first, second)];
    }
  }
  const factor = cholesky(reduced, free.length);
  return (right: Float64Array): Float64Array => {
    const solution = new Float64Array(width);
    if (factor === null) return solution.fill(NaN);
    const solved = choleskySolve(
      factor,
      Float64Array.from(free, (period) => right[period]),
    );
    for (const [index, period] of free.entries()) solution[period] = solved[index];
    return solution;
  };
}

function join(parent: Int32Array, a: number, b: number): void {
  const [first, second] = [rootOf(parent, a), rootOf(parent, b)];
  parent[Math.max(first, second)] = Math.min(first, second);
}

function rootOf(parent: Int32Array, period: number): number {
  let root = period;
  while (parent[root] !== root) root = parent[root];
  return root;
}

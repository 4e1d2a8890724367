/**
 * The `k`-th smallest of all differences `x − y`, without writing the mn of them down: bisection on
 * the value, each guess counted in one walk along both sorted samples, `O((m + n) log)` in all.
 *
 * @param x - ascending
 * @param y - ascending
 * @param k - from 1 to mn
 * @throws {RangeError} if `k` lies outside
 */
export function kthDifference(x: Float64Array, y: Float64Array, k: number): number {
  if (!(k >= 1 && k <= x.length * y.length)) throw new RangeError(`no difference number ${k}`);
  let low = x[0] - (y.at(-1) ?? 0);
  let high = (x.at(-1) ?? 0) - y[0];
  if (walk(x, y, low).count >= k) return low;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    const { count, largest } = walk(x, y, middle);
    if (count === k) return largest;
    if (count > k) high = largest;
    else low = middle;
  }
  return walk(x, y, high).largest;
}

/** The median of all differences `x − y`. */
export function medianDifference(x: Float64Array, y: Float64Array): number {
  const size = x.length * y.length;
  const upper = kthDifference(x, y, Math.floor(size / 2) + 1);
  return size % 2 === 1 ? upper : (kthDifference(x, y, size / 2) + upper) / 2;
}

/** How many differences are at most `bound`, and the largest of those. */
function walk(x: Float64Array, y: Float64Array, bound: number) {
  let count = 0;
  let largest = -Infinity;
  let first = 0;
  for (const value of x) {
    while (first < y.length && value - y[first] > bound) first += 1;
    if (first === y.length) break;
    count += y.length - first;
    largest = Math.max(largest, value - y[first]);
  }
  return { count, largest };
}

import { Z_975, type Interval } from './interval.ts';

/**
 * 95 % interval of a share by Wilson's score method, without continuity correction (Wilson 1927;
 * method 3 of Newcombe, Statistics in Medicine 17, 1998). It stays within `[0, 1]` and keeps its
 * coverage for small samples and for shares near 0 and 1.
 *
 * @param successes - a count in `[0, total]`
 * @param total - a positive count
 * @returns bounds of the share, in `[0, 1]`
 * @throws {RangeError} if the counts are out of bounds
 */
export function wilsonInterval(successes: number, total: number): Interval {
  if (!(total > 0 && successes >= 0 && successes <= total)) {
    throw new RangeError(`no share: ${successes} of ${total}`);
  }
  const share = successes / total;
  const z2 = Z_975 * Z_975;
  const centre = share + z2 / (2 * total);
  const spread = Z_975 * Math.sqrt((share * (1 - share) + z2 / (4 * total)) / total);
  const scale = 1 + z2 / total;

  // At 0 of n and n of n the bound is exact; arithmetic alone would miss it by a rounding error.
  const lower = successes === 0 ? 0 : (centre - spread) / scale;
  const upper = successes === total ? 1 : (centre + spread) / scale;
  return [lower, upper];
}

import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of independent standard normal values. */
export function normalSource(seed: number): () => number {
  const uniform = uniformSource(seed);
  let spare = Number.NaN;
  // Marsaglia's polar method (1964): two values at a time, none in the tails lost.
  return () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
}

/** A seeded source of independent values, uniform on `[0, 1)` in steps of 2⁻³². */
export function uniformSource(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

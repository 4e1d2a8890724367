import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers, the same for the same seed. */
export type Random = {
  /** Uniform on `[0, 1)`. */
  readonly uniform: () => number;
  /** Uniform on `[low, high)`. */
  readonly between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`, both included. */
  readonly integer: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Standard normal. */
  readonly normal: () => number;
  readonly exponential: (mean: number) => number;
  /** Gamma with a shape of at least 1 and mean 1. */
  readonly gamma: (shape: number) => number;
  readonly poisson: (mean: number) => number;
  /** @throws {RangeError} if there is nothing to pick from */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** Another stream for one part of the world: drawing from it leaves this one where it is. */
  readonly fork: (part: number) => Random;
};

/** The stream of a seed (xoroshiro128+); only the seed's lower 32 bits count. */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(scatter(seed));
  const uniform = () => uniformFloat64(generator);
  const normal = () => standardNormal(uniform);
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    integer: (low, high) => low + Math.floor((high - low + 1) * uniform()),
    chance: (probability) => uniform() < probability,
    normal,
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    gamma: (shape) => gammaOfShape(shape, { uniform, normal }) / shape,
    poisson: (mean) => poissonOfMean(mean, uniform),
    pick: (items) => pickFrom(items, uniform()),
    fork: (part) => createRandom(scatter(seed ^ scatter(part + 0x9e3779b9))),
  };
}

/** Neighbouring seeds must not give neighbouring streams (the finaliser of MurmurHash 3). */
function scatter(seed: number): number {
  let mixed = seed | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Box and Muller. */
function standardNormal(uniform: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  return radius * Math.cos(2 * Math.PI * uniform());
}

/** Marsaglia and Tsang's rejection method; about 1 draw in 20 is repeated. */
function gammaOfShape(shape: number, { uniform, normal }: Pick<Random, 'uniform' | 'normal'>) {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Knuth's product of uniforms: for small means. */
function poissonOfMean(mean: number, uniform: () => number): number {
  const limit = Math.exp(-mean);
  let product = uniform();
  let count = 0;
  while (product > limit) {
    product *= uniform();
    count += 1;
  }
  return count;
}

function pickFrom<Item>(items: readonly Item[], at: number): Item {
  const item = items[Math.floor(at * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

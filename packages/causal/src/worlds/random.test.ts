import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from './random.ts';

const draws = 20_000;
const sample = (draw: () => number) => Array.from({ length: draws }, draw);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: readonly number[]) => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};

describe('createRandom', () => {
  it.each<[string, (random: Random) => number, number, number]>([
    // The moments from their textbook formulas: mean, then variance.
    ['uniform', (random) => random.uniform(), 1 / 2, 1 / 12],
    ['normal', (random) => random.normal(), 0, 1],
    ['exponential', (random) => random.exponential(3), 3, 9],
    ['gamma', (random) => random.gamma(4), 1, 1 / 4],
    ['poisson', (random) => random.poisson(2), 2, 2],
    ['integer', (random) => random.integer(1, 6), 3.5, 35 / 12],
  ])('draws %s with the right mean and variance', (...distribution) => {
    const [, draw, centre, spread] = distribution;
    const random = createRandom(5);
    const values = sample(() => draw(random));

    expect(Math.abs(mean(values) - centre)).toBeLessThan(4 * Math.sqrt(spread / draws));
    expect(variance(values) / spread).toBeGreaterThan(0.9);
    expect(variance(values) / spread).toBeLessThan(1.1);
  });

  it('draws the same from the same seed and otherwise from another', () => {
    const first = sample(createRandom(7).uniform).slice(0, 20);

    expect(sample(createRandom(7).uniform).slice(0, 20)).toEqual(first);
    expect(sample(createRandom(8).uniform).slice(0, 20)).not.toEqual(first);
  });

  it('forks streams that neither disturb it nor resemble each other', () => {
    const random = createRandom(9);
    const undisturbed = createRandom(9);

    const one = random.fork(1);
    const two = random.fork(2);

    expect(one.uniform()).not.toBe(two.uniform());
    expect(random.uniform()).toBe(undisturbed.uniform());
  });

  it('has nothing to pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});

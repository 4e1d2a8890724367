import { describe, expect, it } from 'vitest';
import { estimateImputation } from '../imputation/estimate-imputation.ts';
import { normalSource, uniformSource } from '../inference/random.ts';
import { buildPanel } from '../panel/build-panel.ts';
import type { Panel } from '../panel/panel.ts';
import { estimatePoisson } from '../poisson/estimate-poisson.ts';
import { estimateRatio } from './ratio-effects.ts';

const DEVELOPERS = 90;
const WEEKS = 20;

/**
 * Counts of developers with levels of their own and shocks that last for weeks, in three waves and
 * never; treatment multiplies by `factor`, weeks by a common rhythm.
 */
function simulated(seed: number, factor: number): Panel {
  const normal = normalSource(seed);
  const uniform = uniformSource(seed + 50_000);
  return buildPanel(
    Array.from({ length: DEVELOPERS }, (_, developer) => {
      const start = [0, 9, 11, 13][developer % 4];
      const level = Math.exp(1 + 0.4 * normal());
      let shock = 0.3 * normal();
      return Array.from({ length: WEEKS }, (__, index) => {
        shock = 0.6 * shock + 0.24 * normal();
        const isTreated = start > 0 && index + 1 >= start;
        const rate = level * Math.exp(shock + 0.2 * Math.sin(index)) * (isTreated ? factor : 1);
        return {
          unit: String(developer),
          period: index + 1,
          outcome: poisson(rate, uniform),
          firstTreated: start === 0 ? ('never' as const) : start,
        };
      });
    }).flat(),
  );
}

function poisson(rate: number, uniform: () => number): number {
  let count = 0;
  for (let product = uniform(); product > Math.exp(-rate); product *= uniform()) count += 1;
  return count;
}

/** Of 95 % intervals, the share that holds the truth. */
function coverage(runs: number, covers: (seed: number) => boolean): number {
  return Array.from({ length: runs }, (_, seed) => covers(seed)).filter(Boolean).length / runs;
}

const holds = (estimate: number | null, error: number | null, truth: number) =>
  Math.abs((estimate ?? NaN) - truth) < 1.96 * (error ?? NaN);

describe('95 % intervals hold the truth about 95 times in 100', () => {
  // of 300 runs the share has a standard deviation of 1.3 points
  it.each([1, 1.2])('for ratios of ratios, factor %d', (factor) => {
    const share = coverage(300, (seed) => {
      const { overall } = estimateRatio(simulated(seed, factor), {
        control: 'notyet',
        baseWindow: 8,
      });
      return holds(overall.logRatio, overall.logSe, Math.log(factor));
    });

    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.985);
  });

  it.each([1, 1.2])('for Poisson regression, factor %d', (factor) => {
    const share = coverage(300, (seed) => {
      const { overall } = estimatePoisson(simulated(seed, factor));
      return holds(overall.logRatio, overall.logSe, Math.log(factor));
    });

    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.985);
  });

  it('for imputation without an effect', () => {
    const share = coverage(300, (seed) => {
      const { overall } = estimateImputation(simulated(seed, 1));
      return holds(overall.att, overall.se, 0);
    });

    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.985);
  });
});

import * as fc from 'fast-check';
import type { PanelRow } from '../panel/collect.ts';

/** A staggered panel as rows, and what its rows were made of. */
export type RandomPanel = {
  readonly rows: readonly PanelRow[];
  readonly periods: number;
  readonly units: number;
};

/**
 * Panels of 6 to 12 units over 4 to 6 periods, with two never treated units, two that are treated in
 * period 3 and the rest anywhere from 2 on; weights, teams and a covariate vary.
 */
export function randomPanels(): fc.Arbitrary<RandomPanel> {
  return fc
    .record({
      units: fc.integer({ min: 6, max: 12 }),
      periods: fc.integer({ min: 4, max: 6 }),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    })
    .map(({ units, periods, seed }) => {
      const next = numbers(seed);
      const rows = Array.from({ length: units }, (_, unit) => {
        const fixed = {
          unit: `u${unit}`,
          firstTreated: firstTreatedOf(unit, 2 + Math.floor(next() * periods)),
          weight: 0.5 + next(),
          cluster: `t${unit % 4}`,
          covariates: [next()],
        };
        return Array.from({ length: periods }, (__, at) => ({
          ...fixed,
          period: at + 1,
          outcome: Math.round(1e6 * (10 * next() - 5)) / 1e6,
        }));
      }).flat();
      return { rows, periods, units };
    });
}

function firstTreatedOf(unit: number, period: number): number | 'never' {
  if (unit < 2) return 'never';
  return unit < 4 ? 3 : period;
}

/** Numbers in `[0, 1)`, the same for the same seed (Park & Miller 1988). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

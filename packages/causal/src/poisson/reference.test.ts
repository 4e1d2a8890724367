import { describe, expect, it } from 'vitest';
import { distance } from '../testing/distance.ts';
import { numberRows, simulatedPanel } from '../testing/panels.ts';
import { expectedPoisson } from '../testing/reference/poisson-expected.ts';
import { estimatePoisson } from './estimate-poisson.ts';
import { estimateTwoWayPoisson } from './two-way-poisson.ts';

describe('simulated developers', () => {
  it('have the counts that R expects without treatment, and the ratios to them', () => {
    const { cells, overall, byEvent } = estimatePoisson(simulatedPanel());

    expect(
      distance(
        cells.flatMap(({ g, t, observed, expected }) => [g, t, observed, expected]),
        numberRows(expectedPoisson.cells).flat(),
      ),
    ).toBeLessThan(1e-6);
    expect(distance([overall.share], [expectedPoisson.share])).toBeLessThan(1e-6);
    expect(
      distance(
        byEvent.flatMap(({ e, share }) => [e, share]),
        numberRows(expectedPoisson.byEvent).flat(),
      ),
    ).toBeLessThan(1e-6);
  });

  it('have the naive coefficient and its error', () => {
    const { coefficient, se } = estimateTwoWayPoisson(simulatedPanel());

    const { naive } = expectedPoisson;
    expect(distance([coefficient, se], [naive.coefficient, naive.se])).toBeLessThan(1e-6);
  });
});

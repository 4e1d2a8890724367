import { describe, expect, it } from 'vitest';
import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf } from '../group-time/cohorts.ts';
import { distance } from '../testing/distance.ts';
import { numberRows, simulatedPanel } from '../testing/panels.ts';
import type { SimulatedRow } from '../testing/reference/sim-dev-panel.ts';
import { expectedRatios, expectedTwoByTwoRatio } from '../testing/reference/ratio-expected.ts';
import { cellLogRatio, cellStandardErrors } from './cell-errors.ts';
import { cellMeans } from './cell-means.ts';
import { estimateRatio } from './ratio-effects.ts';

describe.each(expectedRatios)(
  'simulated developers, base of $baseWindow weeks, by team: $isByTeam',
  ({ baseWindow, isByTeam, cells, overall, byEvent }) => {
    const estimate = estimateRatio(simulatedPanel({ cluster: isByTeam ? 'team' : 'developer' }), {
      baseWindow,
    });

    it('has every cell', () => {
      const rows = estimate.cells.map(({ g, t, logRatio, se }) => [g, t, logRatio, se]);
      expect(distance(rows.flat(), numberRows(cells).flat())).toBeLessThan(1e-9);
    });

    it('has the overall effect', () => {
      const { share, se, logRatio, logSe } = estimate.overall;
      expect(distance([share, se, logRatio, logSe], overall)).toBeLessThan(1e-9);
    });

    it('has the effect by weeks since adoption', () => {
      const rows = estimate.byEvent.map((effect) => [
        effect.e,
        effect.share,
        effect.se,
        effect.logRatio,
        effect.logSe,
      ]);
      expect(distance(rows.flat(), numberRows(byEvent).flat())).toBeLessThan(1e-9);
    });
  },
);

it('is the ratio of ratios of one cohort and two periods', () => {
  const keep = ({ adoptionWeek, week }: SimulatedRow) =>
    (adoptionWeek === 0 || adoptionWeek === 17) && week >= 9 && week <= 24;

  for (const [cluster, se] of [
    ['developer', expectedTwoByTwoRatio.byDeveloper],
    ['team', expectedTwoByTwoRatio.byTeam],
  ] as const) {
    const panel = simulatedPanel({ keep, cluster });
    const cohorts = cohortsOf(panel);
    const cell = { cohort: 0, from: 8, to: 15, baseFrom: 0, baseTo: 7, controls: Int32Array.of(1) };
    const means = cellMeans(cell, cohortSums(panel, cohorts), 16);

    const errors = cellStandardErrors(panel, cohorts, [means]);

    expect(
      distance([cellLogRatio(means), errors[0]], [expectedTwoByTwoRatio.logRatio, se]),
    ).toBeLessThan(1e-9);
  }
});

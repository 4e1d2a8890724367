import { describe, expect, it } from 'vitest';
import { cohortSums } from '../group-time/cohort-sums.ts';
import { cohortsOf } from '../group-time/cohorts.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import { estimateTwoWayPoisson } from '../poisson/two-way-poisson.ts';
import { welch } from '../ranks/welch.ts';
import { cellMeans } from '../ratio/cell-means.ts';
import { poolEffects } from '../ratio/pool-effects.ts';
import { distance } from '../testing/distance.ts';
import { simulatedPanel } from '../testing/panels.ts';
import { simDevPanel, type SimulatedRow } from '../testing/reference/sim-dev-panel.ts';
import { expectedTwoByTwo } from '../testing/reference/two-by-two-expected.ts';
import { adjustByBaseline } from './baseline-adjustment.ts';
import { clusteredRegression } from './clustered-regression.ts';
import { estimateTwoWay } from './two-way-effect.ts';

const keep = ({ adoptionWeek, week }: SimulatedRow) =>
  (adoptionWeek === 0 || adoptionWeek === 17) && week >= 9 && week <= 24;

/** Each developer's mean before and after, and the team. */
const developers = [
  ...new Set(
    simDevPanel()
      .filter(keep)
      .map(({ developer }) => developer),
  ),
].map((name) => {
  const rows = simDevPanel().filter((row) => keep(row) && row.developer === name);
  const meanOf = (isAfter: boolean) => {
    const half = rows.filter(({ week }) => week >= 17 === isAfter);
    return half.reduce((sum, { merged }) => sum + merged, 0) / half.length;
  };
  return {
    team: Number(rows[0].team),
    isTreated: rows[0].adoptionWeek > 0,
    before: meanOf(false),
    after: meanOf(true),
  };
});

describe('one cohort and two periods', () => {
  it('is one number by differences of means and by two-way regression', () => {
    for (const [cluster, se] of [
      ['developer', expectedTwoByTwo.byDeveloper],
      ['team', expectedTwoByTwo.byTeam],
    ] as const) {
      const panel = simulatedPanel({ keep, cluster });
      const cohorts = cohortsOf(panel);
      const never = Int32Array.of(1);
      const cell = { cohort: 0, from: 8, to: 15, baseFrom: 0, baseTo: 7, controls: never };
      const means = cellMeans(cell, cohortSums(panel, cohorts), 16);

      const { values, influence } = poolEffects(panel, cohorts, [means], [[0]], 'difference');
      const twoWay = estimateTwoWay(panel);

      const [variance] = covarianceOf(clusterSums(influence, panel.clusters));
      expect(
        distance(
          [values[0], Math.sqrt(variance), twoWay.att, twoWay.se],
          [expectedTwoByTwo.estimate, se, expectedTwoByTwo.estimate, se],
        ),
      ).toBeLessThan(1e-9);
    }
  });

  it('is a ratio of ratios by Poisson regression', () => {
    const { coefficient, se } = estimateTwoWayPoisson(simulatedPanel({ keep }));

    const expected = expectedTwoByTwo.poisson;
    expect(distance([coefficient, se], [expected.coefficient, expected.se])).toBeLessThan(1e-6);
  });

  it("has Welch's test on changes", () => {
    const changes = (isTreated: boolean) =>
      developers
        .filter((developer) => developer.isTreated === isTreated)
        .map(({ before, after }) => after - before);

    const { statistic, degreesOfFreedom, p, interval } = welch(changes(true), changes(false));

    const expected = expectedTwoByTwo.welch;
    expect(
      distance(
        [statistic, degreesOfFreedom, p, ...interval],
        [expected.statistic, expected.degreesOfFreedom, expected.p, ...expected.interval],
      ),
    ).toBeLessThan(1e-9);
  });

  it('has the bias-reduced error and its degrees of freedom', () => {
    const { estimate, se, degreesOfFreedom, p } = clusteredRegression(
      {
        design: Float64Array.from(developers.flatMap(({ isTreated }) => [1, isTreated ? 1 : 0])),
        outcome: Float64Array.from(developers, ({ before, after }) => after - before),
        cluster: Int32Array.from(developers, ({ team }) => team),
      },
      1,
    );

    const expected = expectedTwoByTwo.biasReduced;
    expect(
      distance(
        [estimate, se, degreesOfFreedom, p],
        [expectedTwoByTwo.estimate, expected.se, expected.degreesOfFreedom, expected.p],
      ),
    ).toBeLessThan(1e-9);
  });

  it('is bracketed by the difference of changes and the adjustment by the baseline', () => {
    const answer = adjustByBaseline(developers);

    const expected = expectedTwoByTwo.baseline;
    expect(
      distance(
        [answer.slope, answer.varianceReduction, answer.unadjusted, answer.adjusted],
        [expected.slope, expected.varianceReduction, expected.unadjusted, expected.adjusted],
      ),
    ).toBeLessThan(1e-9);
    expect(distance([answer.difference], [expectedTwoByTwo.estimate])).toBeLessThan(1e-9);
  });
});

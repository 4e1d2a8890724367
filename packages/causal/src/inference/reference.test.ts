import { describe, expect, it } from 'vitest';
import { aggregate } from '../aggregation/aggregate.ts';
import { estimateGroupTime } from '../group-time/estimate.ts';
import type { Mixture } from '../group-time/influence.ts';
import { buildPanel } from '../panel/build-panel.ts';
import { countyPanel } from '../testing/counties.ts';
import { distance, relativeDistance } from '../testing/distance.ts';
import { numberRows } from '../testing/panels.ts';
import {
  countyBootstrap,
  countyCellCovariance,
  countyEventCovariance,
  logHours,
  twoByTwo,
} from '../testing/reference/inference-expected.ts';
import { simDevPanel } from '../testing/reference/sim-dev-panel.ts';
import { expectedEffects } from '../testing/reference/staggered-expected.ts';
import { covarianceOf, standardErrors } from './covariance.ts';
import { cellErrors, cellSums, mixtureErrors, mixtureSums } from './estimate-errors.ts';
import { multiplierBootstrap, type Multiplier } from './multiplier-bootstrap.ts';
import { supTCritical } from './sup-t.ts';

const counties = estimateGroupTime(countyPanel());
const allCells = counties.cells.map((_, index) => index);
const events = aggregate(counties).dynamic.by.map(({ mixture }) => mixture);

describe('covarianceOf', () => {
  it('agrees on all cells of the counties', () => {
    const covariance = covarianceOf(cellSums(counties, allCells));

    expect(distance([...covariance], numberRows(countyCellCovariance).flat())).toBeLessThan(1e-15);
  });

  it('agrees on the event study of the counties', () => {
    const covariance = covarianceOf(mixtureSums(counties, events));

    expect(distance([...covariance], numberRows(countyEventCovariance).flat())).toBeLessThan(1e-15);
  });
});

describe('supTCritical', () => {
  const sampling = { draws: 40_000, seed: 20_261_122 };

  const plain = expectedEffects.filter(
    ({ data, anticipation }) => data === 'counties' && anticipation === 0,
  );

  it.each(plain)(
    'agrees on the event study of $name',
    ({ base, balance, criticalOfEventStudy }) => {
      const estimate = estimateGroupTime(countyPanel(), { base });
      const plan = aggregate(estimate, { balance }).dynamic.by.map(({ mixture }) => mixture);
      const covariance = covarianceOf(mixtureSums(estimate, plan));

      const critical = supTCritical(covariance, plan.length, sampling);

      expect(Math.abs(critical - criticalOfEventStudy)).toBeLessThan(0.03);
    },
  );

  it('agrees on all cells of the counties', () => {
    const covariance = covarianceOf(cellSums(counties, allCells));

    const critical = supTCritical(covariance, allCells.length, sampling);

    expect(Math.abs(critical - Number(plain[0].criticalOfCells))).toBeLessThan(0.03);
  });
});

describe('multiplierBootstrap', () => {
  const sums = mixtureSums(counties, events);

  it.each<Multiplier>(['rademacher', 'mammen', 'gaussian'])(
    'agrees with %s draws',
    (multiplier) => {
      const expected = countyBootstrap[multiplier];

      const bootstrap = multiplierBootstrap(sums, { multiplier, draws: 20_000, seed: 11 });

      const analytic = [...standardErrors(sums)];
      expect(relativeDistance([...bootstrap.standardErrors], analytic)).toBeLessThan(0.03);
      expect(
        relativeDistance([...bootstrap.standardErrors], numberRows(expected.standardErrors)[0]),
      ).toBeLessThan(0.03);
      expect(
        relativeDistance([...bootstrap.robustErrors], numberRows(expected.robustErrors)[0]),
      ).toBeLessThan(0.05);
      expect(Math.abs(bootstrap.critical - expected.critical)).toBeLessThan(0.05);
    },
  );
});

describe('two groups and two periods', () => {
  it('agrees on the difference of differences, by developer and by team', () => {
    const means = new Map<string, { before: number; after: number }>();
    const chosen = simDevPanel().filter(
      ({ adoptionWeek, week }) =>
        (adoptionWeek === 0 || adoptionWeek === 17) && week >= 9 && week <= 24,
    );
    for (const { developer, week, merged } of chosen) {
      const mean = means.get(developer) ?? { before: 0, after: 0 };
      mean[week < 17 ? 'before' : 'after'] += merged / 8;
      means.set(developer, mean);
    }
    const rows = chosen
      .filter(({ week }) => week === 9)
      .flatMap(({ developer, team, adoptionWeek }) => {
        const { before, after } = means.get(developer) ?? { before: NaN, after: NaN };
        const firstTreated = adoptionWeek === 0 ? ('never' as const) : 2;
        return [
          { unit: developer, cluster: team, period: 1, outcome: before, firstTreated },
          { unit: developer, cluster: team, period: 2, outcome: after, firstTreated },
        ];
      });
    const panel = buildPanel(rows);

    const byTeam = estimateGroupTime(panel);
    const byDeveloper = estimateGroupTime({ ...panel, clusters: null });

    expect(panel.units).toHaveLength(twoByTwo.n);
    expect(byTeam.cells[0].att).toBeCloseTo(twoByTwo.att, 12);
    expect(cellErrors(byTeam)[0]).toBeCloseTo(twoByTwo.byTeam, 12);
    expect(cellErrors(byDeveloper)[0]).toBeCloseTo(twoByTwo.byDeveloper, 12);
  });
});

describe('sums over exposures', () => {
  it.each(logHours)(
    'agree on log hours a pull request, base of $baseWindow weeks, by team: $isByTeam',
    ({ baseWindow, isByTeam, cells, overall }) => {
      const panel = buildPanel(
        simDevPanel()
          .filter(({ merged }) => merged > 0)
          .map((row) => ({
            unit: row.developer,
            period: row.week,
            outcome: row.sumLogHours,
            exposure: row.merged,
            firstTreated: row.adoptionWeek === 0 ? ('never' as const) : row.adoptionWeek,
            ...(isByTeam ? { cluster: row.team } : {}),
          })),
      );
      const expected = numberRows(cells);

      const estimate = estimateGroupTime(panel, { baseWindow });
      const post = allPost(estimate.cells);
      const errors = cellErrors(estimate);
      const mean = weightedByPullRequests(
        post.map((index) => ({ index, att: estimate.cells[index].att })),
        expected.map(([, , , , pullRequests]) => pullRequests),
      );

      expect(post.map((index) => [estimate.cells[index].g, estimate.cells[index].t])).toEqual(
        expected.map(([g, t]) => [g, t]),
      );
      expect(
        distance(
          post.map((index) => estimate.cells[index].att),
          expected.map(([, , att]) => att),
        ),
      ).toBeLessThan(1e-11);
      expect(
        relativeDistance(
          post.map((index) => errors[index]),
          expected.map(([, , , se]) => se),
        ),
      ).toBeLessThan(1e-9);
      const [att, se] = numberRows(overall)[0];
      expect(mean.value).toBeCloseTo(att, 12);
      expect(mixtureErrors(estimate, [mean])[0]).toBeCloseTo(se, 12);
    },
  );
});

function allPost(cells: readonly { readonly g: number; readonly t: number }[]): readonly number[] {
  return [...cells.keys()].filter((index) => cells[index].t >= cells[index].g);
}

function weightedByPullRequests(
  cells: readonly { readonly index: number; readonly att: number }[],
  pullRequests: readonly number[],
): Mixture {
  const total = pullRequests.reduce((sum, count) => sum + count, 0);
  const weights = pullRequests.map((count) => count / total);
  return {
    value: cells.reduce((sum, { att }, at) => sum + weights[at] * att, 0),
    cells: cells.map(({ index }) => index),
    weights,
    cohortTerm: null,
  };
}

import { describe, expect, it } from 'vitest';
import { quantileOf } from '../inference/quantile.ts';
import { distance } from '../testing/distance.ts';
import { expectedQuantiles, expectedRanks } from '../testing/reference/ranks-expected.ts';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { mannWhitney } from './mann-whitney.ts';
import { signedRank } from './signed-rank.ts';
import { welch } from './welch.ts';

describe.each(['permeability', 'sleep'] as const)('two samples: %s', (name) => {
  const { x, y, ...expected } = expectedRanks[name];

  it('has the U, the p-values and the effect sizes that R gives', () => {
    const answer = mannWhitney(x, y);

    expect(answer.u).toBe(expected.u);
    expect(distance([answer.p], [expected.p])).toBeLessThan(1e-9);
    expect(distance([answer.superiority], [expected.superiority])).toBeLessThan(1e-9);
    expect(distance([answer.cliffsDelta], [expected.cliffsDelta])).toBeLessThan(1e-9);
    expect(distance([mannWhitney(x, y, { method: 'normal' }).p], [expected.pNormal])).toBeLessThan(
      1e-9,
    );
    expect(
      distance(
        [mannWhitney(x, y, { method: 'normal', continuity: false }).p],
        [expected.pNormalUncorrected],
      ),
    ).toBeLessThan(1e-9);
  });

  it('has the shift and its interval', () => {
    const { estimate, interval } = hodgesLehmann(x, y);

    expect(distance([estimate], [expected.shift])).toBeLessThan(1e-9);
    // R solves for the bounds of tied samples to 1e-4; ours are differences that occur
    const tolerance = name === 'sleep' ? 1e-4 : 1e-9;
    expect(distance([interval[0]], [expected.interval[0]])).toBeLessThan(tolerance);
    expect(distance([interval[1]], [expected.interval[1]])).toBeLessThan(tolerance);
  });

  it("has Welch's test", () => {
    const answer = welch(x, y);

    expect(distance([answer.statistic], [expected.welch.statistic])).toBeLessThan(1e-9);
    expect(distance([answer.degreesOfFreedom], [expected.welch.degreesOfFreedom])).toBeLessThan(
      1e-9,
    );
    expect(distance([answer.p], [expected.welch.p])).toBeLessThan(1e-9);
    expect(distance([answer.interval[0]], [expected.welch.interval[0]])).toBeLessThan(1e-9);
    expect(distance([answer.interval[1]], [expected.welch.interval[1]])).toBeLessThan(1e-9);
  });
});

describe('paired samples: depression', () => {
  it('has the signed ranks that R gives', () => {
    const { x, y, ...expected } = expectedRanks.depression;

    const answer = signedRank(x.map((value, index) => value - y[index]));

    expect(answer.v).toBe(expected.v);
    expect(distance([answer.p], [expected.p])).toBeLessThan(1e-9);
    expect(distance([answer.estimate], [expected.estimate])).toBeLessThan(1e-9);
    expect(distance([answer.interval[0]], [expected.interval[0]])).toBeLessThan(1e-9);
    expect(distance([answer.interval[1]], [expected.interval[1]])).toBeLessThan(1e-9);
  });
});

it('takes quantiles between order statistics as R does', () => {
  const sorted = Float64Array.from(expectedQuantiles.data).toSorted();

  expect(
    distance(
      expectedQuantiles.at.map((p) => quantileOf(sorted, p)),
      expectedQuantiles.values,
    ),
  ).toBeLessThan(1e-9);
});

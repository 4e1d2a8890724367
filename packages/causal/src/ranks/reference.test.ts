import { describe, expect, it } from 'vitest';
import { expectedRanks } from '../testing/reference/ranks-expected.ts';
import { hodgesLehmann } from './hodges-lehmann.ts';
import { mannWhitney } from './mann-whitney.ts';
import { signedRank } from './signed-rank.ts';
import { welch } from './welch.ts';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  expect(Math.abs(actual - expected)).toBeLessThan(tolerance);

describe.each(['permeability', 'sleep'] as const)('two samples: %s', (name) => {
  const { x, y, ...expected } = expectedRanks[name];

  it('has the U, the p-values and the effect sizes that R gives', () => {
    const answer = mannWhitney(x, y);

    expect(answer.u).toBe(expected.u);
    near(answer.p, expected.p);
    near(answer.superiority, expected.superiority);
    near(answer.cliffsDelta, expected.cliffsDelta);
    near(mannWhitney(x, y, { method: 'normal' }).p, expected.pNormal);
    near(mannWhitney(x, y, { method: 'normal', continuity: false }).p, expected.pNormalUncorrected);
  });

  it('has the shift and its interval', () => {
    const { estimate, interval } = hodgesLehmann(x, y);

    near(estimate, expected.shift);
    // R solves for the bounds of tied samples to 1e-4; ours are differences that occur
    const tolerance = name === 'sleep' ? 1e-4 : 1e-9;
    near(interval[0], expected.interval[0], tolerance);
    near(interval[1], expected.interval[1], tolerance);
  });

  it("has Welch's test", () => {
    const answer = welch(x, y);

    near(answer.statistic, expected.welch.statistic);
    near(answer.degreesOfFreedom, expected.welch.degreesOfFreedom);
    near(answer.p, expected.welch.p);
    near(answer.interval[0], expected.welch.interval[0]);
    near(answer.interval[1], expected.welch.interval[1]);
  });
});

describe('paired samples: depression', () => {
  it('has the signed ranks that R gives', () => {
    const { x, y, ...expected } = expectedRanks.depression;

    const answer = signedRank(x.map((value, index) => value - y[index]));

    expect(answer.v).toBe(expected.v);
    near(answer.p, expected.p);
    near(answer.estimate, expected.estimate);
    near(answer.interval[0], expected.interval[0]);
    near(answer.interval[1], expected.interval[1]);
  });
});

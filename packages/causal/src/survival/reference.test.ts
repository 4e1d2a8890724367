import { describe, expect, it } from 'vitest';
import { distance } from '../testing/distance.ts';
import { study, type Arm } from '../testing/reference/censored-durations.ts';
import { expectedSurvival } from '../testing/reference/survival-expected.ts';
import { compareRestrictedMeans } from './compare-restricted-means.ts';
import { kaplanMeier, survivalErrors } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { restrictedMean, restrictedMeanOf } from './restricted-mean.ts';
import { survivalQuantile } from './survival-quantile.ts';

const pooled = (arms: readonly Arm[]): Arm => ({
  time: Float64Array.from(arms.flatMap(({ time }) => [...time])),
  ended: Uint8Array.from(arms.flatMap(({ ended }) => [...ended])),
});

const numbers = (text: string) =>
  text.split(' ').map((word) => (word === 'null' ? null : Number(word)));

describe.each(['aml', 'lung', 'leukemia'] as const)('the %s study', (name) => {
  const arms = study(name);
  const expected = expectedSurvival[name];
  const samples = [
    { label: 'all', durations: pooled(Object.values(arms)), answer: expected.all },
    ...Object.entries(arms).map(([label, durations]) => ({
      label,
      durations,
      answer: expected.arms[label],
    })),
  ];

  it.each(samples)('has the curve that R draws for $label', ({ durations, answer }) => {
    const curve = kaplanMeier(durations);

    const errors = survivalErrors(curve);
    const steps = Array.from(curve.time, (time, index) => [
      time,
      curve.atRisk[index],
      curve.ends[index],
      curve.survival[index],
      errors[index],
    ]);
    const rows = answer.curve.split(';').map((row) => numbers(row));
    expect(steps).toHaveLength(rows.length);
    for (const [index, row] of rows.entries())
      expect(distance(steps[index], row)).toBeLessThan(1e-9);
  });

  it.each(
    samples.flatMap((sample) =>
      (['plain', 'log', 'log-log'] as const).map((scale) => ({ ...sample, scale })),
    ),
  )('has quartiles with $scale intervals for $label', ({ durations, answer, scale }) => {
    const curve = kaplanMeier(durations);

    for (const [index, row] of answer.quantiles[scale].split('; ').entries()) {
      const { time, lower, upper } = survivalQuantile(curve, (index + 1) / 4, { scale });
      expect(distance([time, lower, upper], numbers(row))).toBeLessThan(1e-9);
    }
  });

  it.each(samples)('has the restricted mean of $label', ({ durations, answer }) => {
    const { horizon, mean, standardError } = answer.restrictedMean;

    const actual = restrictedMean(kaplanMeier(durations), horizon);

    expect(distance([actual.mean, Math.sqrt(actual.variance)], [mean, standardError])).toBeLessThan(
      1e-9,
    );
  });

  it('tells the arms apart as far as R does', () => {
    const [first, second] = Object.values(arms);
    const input = {
      ...pooled([first, second]),
      treated: Uint8Array.from({ length: first.time.length + second.time.length }, (_, index) =>
        index < first.time.length ? 0 : 1,
      ),
    };

    const { chiSquare, p } = logRank(input);

    expect(distance([chiSquare, p], [expected.logRank.chiSquare, expected.logRank.p])).toBeLessThan(
      1e-9,
    );
    expect(distance([logRank(input, { rho: 1 }).chiSquare], [expected.petoChiSquare])).toBeLessThan(
      1e-9,
    );
  });

  it('compares restricted means as survRM2 does', () => {
    const [first, second] = Object.values(arms);
    const { horizon } = expected.all.restrictedMean;

    const { difference, ratio } = compareRestrictedMeans(
      restrictedMeanOf(second, horizon),
      restrictedMeanOf(first, horizon),
    );

    for (const [actual, answer] of [
      [difference, expected.difference],
      [ratio, expected.ratio],
    ] as const) {
      expect(
        distance(
          [actual.estimate, ...actual.interval, actual.p],
          [answer.estimate, ...answer.interval, answer.p],
        ),
      ).toBeLessThan(1e-9);
    }
  });
});

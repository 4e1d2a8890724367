import { describe, expect, it } from 'vitest';
import { calibratedInterval } from './calibrated-interval.ts';
import { handMadeInput, inWaves } from './hand-made.ts';
import type { PercentEffect } from './interval.ts';
import { layOut, primaryAnswer } from './primary-answer.ts';

const answer = primaryAnswer(
  layOut(
    handMadeInput({ measure: 'cycle_time', developers: 60, weeks: 40, adopts: inWaves, seed: 2 }),
  ),
  false,
);
if (answer === null) throw new Error('there is an answer');

const drawsOf = (statistics: readonly number[]): readonly PercentEffect[] =>
  statistics.map((statistic) => ({ percent: 0, interval: [0, 0], p: 0.5, error: 1, statistic }));

describe('an interval widened by placebo draws', () => {
  it('reaches as many errors as 95 % of the draws do', () => {
    const draws = drawsOf(Array.from({ length: 101 }, (_, at) => (at % 2 === 0 ? at : -at) / 10));

    const [low, high] = calibratedInterval(answer, draws) ?? [NaN, NaN];

    // |statistics| are 0, 0.1, … 10, of which 95 % are at most 9.5
    const [logRatio] = answer.pooled.values;
    const reach = 9.5 * (answer.linear.error ?? NaN);
    expect(Math.log1p(low / 100)).toBeCloseTo(logRatio - reach, 9);
    expect(Math.log1p(high / 100)).toBeCloseTo(logRatio + reach, 9);
  });

  it('is never narrower than the interval itself, and needs draws', () => {
    const interval = answer.effect.interval ?? [NaN, NaN];
    const [low, high] = calibratedInterval(answer, drawsOf([0.1, 0.2])) ?? [NaN, NaN];

    expect(low).toBeLessThanOrEqual(interval[0]);
    expect(high).toBeGreaterThanOrEqual(interval[1]);
    expect(calibratedInterval(answer, [])).toBeNull();
  });
});

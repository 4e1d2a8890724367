import type { ComparisonCheck } from '../comparison.ts';
import type { Panel } from '../panel/panel.ts';
import type { TrendScale } from '../ratio/cell-means.ts';
import { binnedEffects, type BinnedEffects } from '../sensitivity/binned-effects.ts';
import {
  CLUSTERS_PER_BIN,
  detectableTrend,
  preTrendBins,
  type BinTest,
} from '../sensitivity/pre-trend-bins.ts';
import { breakdownBound, LARGEST_BREAKDOWN } from '../sensitivity/relative-magnitudes.ts';
import { percentOf, percentText, pText } from './words.ts';
import { ANTICIPATION } from './week-panel.ts';

/** Below this, trends before adoption differed. */
export const PRE_TREND_LEVEL = 0.05;
/** Weeks in a bin. */
const BIN_WEEKS = 4;

/** What adopters and controls did before adoption, and how much of it the answer survives. */
export type Trends = {
  /** Null where it could not be tested. */
  readonly test: BinTest | null;
  /** What was tested: two bins before adoption, or one. */
  readonly tested: BinnedEffects | null;
  readonly study: BinnedEffects | null;
  /** M̄* of the first bin after adoption; 0 where that has another sign than the answer. */
  readonly breakdown: number;
};

/**
 * Tests trends before adoption in two bins of four weeks against the last four, one bin where there
 * are too few clusters for two, and finds how large deviations after adoption would have to be, in
 * terms of those before it, to explain the effect of the first bin away (Rambachan and Roth 2023, whose
 * own program looks at the first period, too: deviations add up with every further one).
 *
 * @param answer - the overall effect, whose sign the first bin must have
 */
export function trendsOf(panel: Panel, scale: TrendScale, answer: number): Trends {
  const options = { scale, anticipation: ANTICIPATION, width: BIN_WEEKS };
  const study = binnedEffects(panel, options);
  if (study === null) return { test: null, tested: null, study, breakdown: 0 };
  const tested =
    study.clusters >= 2 * CLUSTERS_PER_BIN
      ? study
      : binnedEffects(panel, { ...options, preBins: 1 });
  const test = tested === null ? null : preTrendBins(tested);
  return {
    test,
    tested,
    study,
    breakdown: breakdownOf(binnedEffects(panel, { ...options, postBins: 1 }), answer),
  };
}

function breakdownOf(study: BinnedEffects | null, answer: number): number {
  if (study === null || study.post.length === 0 || study.clusters < 2) return 0;
  return Math.sign(study.post[0]) === Math.sign(answer) ? breakdownBound(study) : 0;
}

/** The test of trends before adoption, and the smallest trend that it could see. */
export function preTrendCheck({ test, tested, study }: Trends): ComparisonCheck {
  if (test === null || study === null) {
    return {
      id: 'pre_trend',
      passed: false,
      words:
        'Trends before adoption could not be tested: too few adopters have twelve weeks before it ' +
        'with somebody to compare with.',
    };
  }
  const bins = Array.from(study.pre, (own) => percentText(percentOf(own))).join(' and ');
  const passed = test.p >= PRE_TREND_LEVEL;
  const detectable = tested === null ? null : detectableTrend(tested);
  const seen =
    detectable === null
      ? ''
      : ` A steady drift of ${percentText(percentOf(detectable.slope))} every four weeks would have been ` +
        `found four times in five; it would feign ${percentText(percentOf(detectable.bias))}.`;
  return {
    id: 'pre_trend',
    passed,
    words:
      `Before adoption, adopters stood ${bins} away from the controls in weeks 12 to 9 and 8 to 5, ` +
      `against weeks 4 to 1 (${pText(test.p)}): ${passed ? 'no different trend was found.' : 'their trends differed already.'}${seen}`,
    numbers: {
      p: test.p,
      statistic: test.statistic,
      detectableSlopePercent: detectable === null ? null : percentOf(detectable.slope),
      detectableBiasPercent: detectable === null ? null : percentOf(detectable.bias),
    },
  };
}

/** How far trends may have deviated before the answer breaks down. */
export function breakdownCheck({ breakdown }: Trends, least: number): ComparisonCheck {
  const passed = breakdown >= least;
  const size =
    breakdown >= LARGEST_BREAKDOWN ? `more than ${LARGEST_BREAKDOWN}` : breakdown.toFixed(2);
  return {
    id: 'breakdown',
    passed,
    words:
      breakdown === 0
        ? 'In the first four full weeks after adoption the interval holds zero, or the sign is another, ' +
          'even if trends were exactly parallel.'
        : `The first four full weeks after adoption differ until trends after adoption deviate ${size} times as much as the most that ` +
          `they did before it${passed ? '.' : `; ${least} times is what an effect needs.`}`,
    numbers: { breakdown },
  };
}

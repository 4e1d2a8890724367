import { NEVER, type Panel } from '../panel/panel.ts';
import { estimateTwoWayPoisson } from '../poisson/two-way-poisson.ts';
import { splitTwoWay } from '../two-way/bacon-split.ts';
import { estimateTwoWay } from '../two-way/two-way-effect.ts';
import { percentEffect } from './interval.ts';
import { orNull, type Alternative, type PrimaryParts } from './alternative.ts';
import { shareText } from './words.ts';

/**
 * Two-way fixed effects with everything from the week of adoption on as treated: what a naive
 * regression would say, and how much of it compares with those who have adopted already.
 */
export function naiveRegression(parts: PrimaryParts): Alternative | null {
  const { sides, measure } = parts;
  const panel = fromAdoption(parts.panel);
  const estimate = orNull(() => {
    if (measure === 'throughput') return estimateTwoWayPoisson(panel);
    const { att, se } = estimateTwoWay(panel);
    return { coefficient: att, se: se ?? NaN };
  });
  if (estimate === null || !Number.isFinite(estimate.coefficient)) return null;
  const { percent, interval } = percentEffect(estimate.coefficient, estimate.se ** 2, sides);
  const forbidden = forbiddenShare(panel);
  const split =
    forbidden === null
      ? ''
      : ` ${shareText(forbidden)} of its weight compares with those who had adopted already.`;
  return {
    estimator: 'two_way_fixed_effects',
    percent,
    interval,
    words: `What a naive regression would say; not to be relied on.${split}`,
    influence: null,
  };
}

/** Treated from the week of adoption on; who adopts before the panel's second week leaves. */
function fromAdoption(panel: Panel): Panel {
  return {
    ...panel,
    firstTreated: panel.firstTreated.map((start) => (start === NEVER ? NEVER : start - 1)),
  };
}

/**
 * Weight of later adopters against earlier ones in a regression on developers and weeks. It depends on
 * the dates alone, so everybody counts in every week.
 */
function forbiddenShare(panel: Panel): number | null {
  const exposure = new Float64Array(panel.outcome.length).fill(1);
  const { weight } = splitTwoWay({ ...panel, exposure, isBalanced: true }).byKind.later_vs_earlier;
  return Number.isFinite(weight) ? weight : null;
}

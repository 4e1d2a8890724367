import type { ComparisonResult } from '@uplift/contracts';
import { MINIMUM_GROUP } from '@uplift/metrics';

/**
 * An answer as it may be shown by the minimum of now: it was found by the one of then, and what is kept
 * stays as it is. An answer about fewer adopters is not shown, nor are weeks and medians of fewer.
 */
export function hideSmall(result: ComparisonResult, minimum: number): ComparisonResult {
  const { n, method } = result;
  if (minimum <= Number(method.settings['minimumGroup'] ?? MINIMUM_GROUP)) return result;
  if (n.treatedDevelopers < minimum) return hidden(result, minimum);
  const { eventStudy, medians } = result;
  const areControlsFew = n.controlDevelopers < minimum;
  return {
    ...result,
    // Of how many a week is was not always noted.
    eventStudy: eventStudy.filter(({ n: adopters = 0 }) => adopters >= minimum),
    ...(medians && {
      medians: medians.filter(({ of }) => !(areControlsFew && of.startsWith('controls'))),
    }),
  };
}

function hidden(result: ComparisonResult, minimum: number): ComparisonResult {
  const { horizons: _horizons, medians: _medians, verdict, ...rest } = result;
  const words = `Not shown: fewer than ${minimum} developers have work both before and after adoption.`;
  return {
    ...rest,
    verdict: {
      ...verdict,
      claim: 'descriptive_only',
      direction: 'none',
      words,
      reasons: [{ rule: 'minimum_group', words }],
    },
    effect: { ...rest.effect, percent: null, interval: null, p: null },
    levels: { ...rest.levels, before: null, after: null, expected: null },
    eventStudy: [],
    checks: [],
    robustness: [],
    guards: [],
    naive: { percent: null, interval: null },
  };
}

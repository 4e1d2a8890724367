import type { ComparisonCheck, EventStudyPoint } from '../comparison.ts';
import { countText } from './words.ts';

/**
 * Whether any week before adoption stands out of the uniform band: all of them at once stay within it
 * 95 times in 100 if trends were parallel. To look at, beside the test in bins that decides.
 */
export function preBandCheck(study: readonly EventStudyPoint[]): ComparisonCheck[] {
  const before = study.filter(({ week, band }) => week < 0 && band !== null);
  if (before.length === 0) return [];
  const outside = before.filter(({ band }) => band !== null && (band[0] > 0 || band[1] < 0));
  return [
    {
      id: 'pre_band',
      passed: outside.length === 0,
      words:
        `Of the ${countText(before.length, 'week')} before adoption, ${outside.length} ` +
        `${outside.length === 1 ? 'stands' : 'stand'} out of the band in which all of them together lie ` +
        '95 times in 100 without any difference in trends.',
      numbers: { weeks: before.length, outside: outside.length },
    },
  ];
}

import { addDays } from '../days.ts';
import type { Day } from '../observations.ts';

/** When use becomes regular: so many active days within so many days. Both are settings. */
export type UsageRule = {
  readonly activeDays: number;
  readonly windowDays: number;
};

/** Four active days within 28. */
export const DEFAULT_USAGE_RULE: UsageRule = { activeDays: 4, windowDays: 28 };

/**
 * The first active day `d` with at least `rule.activeDays` active days in `[d, d + windowDays)`, or
 * `null` if use never became regular.
 *
 * @param activeDays - in any order, repeated or not
 * @throws {RangeError} if a day is no calendar day
 */
export function usageStart(
  activeDays: readonly Day[],
  rule: UsageRule = DEFAULT_USAGE_RULE,
): Day | null {
  const days = [...new Set(activeDays)].toSorted();
  const start = days.find((day, index) => {
    const enough = days[index + rule.activeDays - 1];
    return enough !== undefined && enough < addDays(day, rule.windowDays);
  });
  return start ?? null;
}

/**
 * Whether use is regular on a day: at least `rule.activeDays` active days in the `windowDays` days
 * that end with it.
 *
 * @throws {RangeError} if `on` is no calendar day
 */
export function isRegularUse(
  activeDays: readonly Day[],
  on: Day,
  rule: UsageRule = DEFAULT_USAGE_RULE,
): boolean {
  const since = addDays(on, 1 - rule.windowDays);
  const recent = new Set(activeDays.filter((day) => since <= day && day <= on));
  return recent.size >= rule.activeDays;
}

import { describe, expect, test } from 'vitest';

import { checkWords, inReadingOrder, outcomeOf } from './checks.ts';

const passed = (id: string) => ({ id, passed: true });
const failed = (id: string) => ({ id, passed: false });

describe('checks in words', () => {
  test('what decides whether anything is claimed fails, the rest is a caution', () => {
    expect(outcomeOf(failed('pre_trend'))).toBe('failed');
    expect(outcomeOf(failed('spill_over'))).toBe('caution');
    expect(outcomeOf(passed('pre_trend'))).toBe('passed');
  });

  test('failures are read first, then cautions, then what was passed, each as it came', () => {
    const checks = [
      passed('placebo_time'),
      failed('spill_over'),
      failed('pre_trend'),
      passed('clusters'),
    ];

    expect(inReadingOrder(checks).map(({ id }) => id)).toEqual([
      'pre_trend',
      'spill_over',
      'placebo_time',
      'clusters',
    ]);
  });

  test('a check tells its outcome in its title, and what it means', () => {
    expect(checkWords('pre_trend')).toMatchObject({
      passed: 'Same path before adoption',
      failed: 'Already drifting apart',
    });
    expect(checkWords('pre_trend').meaning).toContain('cannot be credited to the tool');
  });

  test('a check that is not known here is called by its own name', () => {
    expect(checkWords('new_check')).toEqual({
      passed: 'new check',
      failed: 'new check: not passed',
      meaning: null,
    });
  });
});

import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';

import type { ComparisonRecord } from '../operations/compare.ts';
import { percentWithInterval, printComparison, signed } from './comparison.ts';

const comparison: ComparisonRecord = {
  id: 7,
  name: 'cycle_time before and after copilot',
  measure: 'cycle_time',
  status: 'done',
  question: { tool: 'copilot', source: 'usage', seed: 1 },
  verdict: {
    claim: 'descriptive_only',
    direction: 'lower',
    words: 'An uncontrolled before/after: cycle time was lower.',
    reasons: [],
  },
  effect: { percent: -11.34, interval: [-15, -7.44], p: 0.001, unit: 'percent' },
  levels: { before: 90_000, after: 79_200, unit: 'seconds' },
  n: {
    treatedDevelopers: 42,
    controlDevelopers: 0,
    clusters: 42,
    pullRequests: 1234,
    weeks: 52,
  },
  eventStudy: [],
  checks: [],
  robustness: [],
  guards: [],
  naive: { percent: -11.34, interval: [-15, -7.44] },
  exclusions: [{ reason: 'never adopted', developers: 9, pullRequests: 1001 }],
  method: { id: 'uncontrolled_before_after', version: '1', words: '', settings: {} },
  data: { version: '3', seed: 1, hash: 'h', computedAt: '2026-11-02T00:00:00Z' },
};

const printed = (given: ComparisonRecord): readonly string[] => {
  const lines: string[] = [];
  printComparison(given, {
    out: (text) => lines.push(text),
    note: () => {},
    isInteractive: false,
    colours: createColors(false),
  });
  return lines;
};

describe('printComparison', () => {
  it('says the answer and what it rests on', () => {
    expect(printed(comparison)).toEqual([
      'cycle_time before and after copilot  (uncontrolled_before_after, version 1)',
      '  An uncontrolled before/after: cycle time was lower.',
      '  effect    -11.3 % [-15.0, -7.4] (95 %)',
      '  levels    25.0 h before, 22.0 h after',
      '  n         42 adopters, 1,234 pull requests, 52 weeks',
      '  left out  never adopted: 9 developers, 1,001 pull requests',
    ]);
  });

  it('says rates by the developer-week', () => {
    const levels = { before: 2.5, after: 2.75, unit: 'per_developer_week' };

    expect(printed({ ...comparison, levels })).toContain(
      '  levels    2.50 a developer-week before, 2.75 a developer-week after',
    );
  });

  it('holds a controlled answer against the uncontrolled one, its checks and other estimators', () => {
    const lines = printed({
      ...comparison,
      method: { ...comparison.method, id: 'group_time_ratio' },
      n: { ...comparison.n, controlDevelopers: 58 },
      levels: { ...comparison.levels, expected: 86_400 },
      verdict: { ...comparison.verdict, reasons: [{ rule: 'placebo', words: 'A placebo moved.' }] },
      checks: [
        { id: 'pre_trend', passed: true, words: 'No trend before adoption.' },
        { id: 'composition', passed: false, words: 'Size changed.' },
      ],
      robustness: [{ estimator: 'imputation', percent: -10, interval: [-14, -6] }],
      guards: [
        { measure: 'revert_rate', percent: 1, interval: null, words: 'Reverts: no change.' },
      ],
    });

    expect(lines.slice(2, -1)).toEqual([
      '  effect    -11.3 % [-15.0, -7.4] (95 %)',
      '  levels    25.0 h before, 22.0 h after (24.0 h to be expected without)',
      '  n         42 adopters against 58 who had not adopted yet, 1,234 pull requests, 52 weeks',
      '  naive     -11.3 % [-15.0, -7.4] (95 %), the uncontrolled before/after',
      '  because   A placebo moved.',
      '  check     ok No trend before adoption.',
      '  check     !! Size changed.',
      '  otherwise -10.0 % [-14.0, -6.0] (95 %) by imputation',
      '  guard     Reverts: no change.',
    ]);
  });

  it('shows no number where there is none', () => {
    const lines = printed({
      ...comparison,
      effect: { percent: null, interval: null, p: null, unit: 'percent' },
      levels: { before: null, after: null, unit: 'seconds' },
    });

    expect(lines).toContain('  effect    none shown');
    expect(lines).toContain('  levels    unknown before, unknown after');
  });
});

describe('percentWithInterval', () => {
  it('leaves out an interval that is not known', () => {
    expect(percentWithInterval({ percent: 3.25, interval: null })).toBe('+3.3 %');
  });
});

describe('signed', () => {
  it.each([
    [4, '+4.0'],
    [-4.05, '-4.0'],
    [0, '0.0'],
    [0.04, '0.0'],
    [-0.04, '0.0'],
  ])('writes %d as %s', (value, text) => {
    expect(signed(value)).toBe(text);
  });
});

import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';

import type { ComparisonRecord } from '../operations/compare.ts';
import { exclusionInWords, rangeInWords } from './comparison-words.ts';
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
  exclusions: [{ reason: 'never_adopted', developers: 9, pullRequests: 1001 }],
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
      'cycle_time before and after copilot: a mere description  (uncontrolled_before_after, version 1)',
      '  An uncontrolled before/after: cycle time was lower.',
      '  effect    -11.3 % [-15.0, -7.4] (95 %)',
      '  how sure  between 15.0 % lower and 7.4 % lower, with 95 % confidence',
      '  compared  42 adopters, 1,234 pull requests, 52 weeks',
      '  levels    25.0 h before, 22.0 h after',
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
        { id: 'placebo', passed: false, words: 'The placebo that moved, once more.' },
      ],
      robustness: [
        { estimator: 'imputation', percent: -10, interval: [-14, -6], words: 'By imputation.' },
        { estimator: 'poisson', percent: -9, interval: null },
      ],
      medians: [
        { of: 'adopters_before', seconds: 72_000, interval: [68_400, 79_200] },
        { of: 'adopters_after', seconds: 36_000, interval: null },
        { of: 'adopters_expected', seconds: null, interval: null },
        { of: 'controls_before', seconds: 72_000, interval: null },
        { of: 'controls_after', seconds: 70_200, interval: null },
      ],
      horizons: [
        {
          measure: 'merged_within_24h',
          unit: 'share',
          before: 0.5,
          after: 0.6,
          expected: 0.5,
          change: 0.1,
          interval: [0.05, 0.15],
          words: 'Merged within 24 hours: more.',
        },
      ],
      guards: [
        { measure: 'revert_rate', percent: 1, interval: null, words: 'Reverts: no change.' },
      ],
    });

    expect(lines.slice(2, -1)).toEqual([
      '  effect    -11.3 % [-15.0, -7.4] (95 %)',
      '  how sure  between 15.0 % lower and 7.4 % lower, with 95 % confidence',
      '  compared  42 adopters against 58 who had not adopted yet, 1,234 pull requests, 52 weeks',
      '  levels    25.0 h before, 22.0 h after (24.0 h to be expected without)',
      '  median    20.0 h before (19.0 to 22.0), 10.0 h after, more than 28 days to be expected without the tool',
      '  controls  median 20.0 h before, 19.5 h after',
      '  in time   Merged within 24 hours: more.',
      '  careful   A placebo moved.',
      '  careful   Size changed.',
      '  naive     -11.3 % [-15.0, -7.4] (95 %), the uncontrolled before/after, with all else that changed in it',
      '  guard     Reverts: no change.',
      '  fine      No trend before adoption.',
      '  otherwise -10.0 % [-14.0, -6.0] (95 %): By imputation.',
      '  otherwise -9.0 %: poisson',
    ]);
  });

  it('says so where nothing speaks against an answer', () => {
    const lines = printed({
      ...comparison,
      method: { ...comparison.method, id: 'group_time_ratio' },
      checks: [{ id: 'pre_trend', passed: true, words: 'No trend before adoption.' }],
    });

    expect(lines).toContain('  careful   none of 1 checks speaks against it');
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

it('says ranges without signs, and what it has no words for as it is', () => {
  expect(rangeInWords([-3, 4.25])).toBe(
    'between 3.0 % lower and 4.3 % higher, with 95 % confidence',
  );
  expect(rangeInWords(null)).toBe('no range can be given');
  expect(exclusionInWords('something_new')).toBe('something_new');
});

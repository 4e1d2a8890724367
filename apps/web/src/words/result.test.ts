import { describe, expect, test } from 'vitest';

import type { ComparisonDetail } from '../api/comparison-detail.ts';
import { plain } from './rich.ts';
import { naiveWords, questionWords, smallestVisible, zeroWords } from './result.ts';

const question = {
  tool: 'copilot',
  source: 'usage',
  from: null,
  to: null,
  teams: null,
  seed: 1,
} as const;
const comparison: ComparisonDetail = {
  id: 1,
  name: 'Copilot and cycle time',
  measure: 'cycle_time',
  status: 'done',
  progress: 1,
  createdAt: '2026-11-17T13:05:00Z',
  finishedAt: null,
  frozen: false,
  primary: false,
  failure: null,
  question,
};

describe('what was asked, in words', () => {
  test('is everybody, all history, by first use, against those who had not adopted yet', () => {
    expect(questionWords(comparison)).toEqual([
      'who: all teams',
      'all history',
      'since: first sustained use of Copilot',
      'against: not yet adopted',
    ]);
  });

  test('names teams and shows the last day of a window inclusive', () => {
    const asked = { ...question, teams: ['web', 'data'], from: '2026-05-25', to: '2026-11-23' };

    expect(questionWords({ ...comparison, question: asked }).slice(0, 2)).toEqual([
      'who: web, data',
      '25 May – 22 Nov 2026',
    ]);
  });

  test('names both cohorts of a pair, and the day on which one began', () => {
    const cohorts = {
      treated: { id: 7, name: 'Spring' },
      control: { id: 8, name: 'Autumn' },
      since: '2026-03-02',
    };

    expect(questionWords({ ...comparison, question: { ...question, cohorts } })).toEqual([
      'who: Spring',
      'all history',
      'since: 2 Mar 2026, for all',
      'against: Autumn',
    ]);
  });
});

describe('what stands beside an answer', () => {
  test('is the plain before and after, unless that is the answer', () => {
    const naive = { percent: -24, interval: [-28, -20] satisfies [number, number] };
    const verdict = { claim: 'effect', direction: 'lower', words: '', reasons: [] } as const;
    const told = { ...comparison, naive, verdict: { ...verdict, reasons: [] } };

    expect(plain(naiveWords(told))).toContain('would have said −24% [−28, −20].');
    expect(
      naiveWords({ ...told, verdict: { ...told.verdict, claim: 'descriptive_only' } }),
    ).toEqual([]);
    expect(naiveWords(comparison)).toEqual([]);
  });

  test('is the level that nothing on the scale stands for', () => {
    const levels = { before: 100_000, after: 83_160, expected: 94_680, unit: 'seconds' };

    expect(zeroWords({ ...comparison, levels })).toBe('0% = 26 h, what adopters would have needed');
    expect(zeroWords(comparison)).toBe('0% = no change against the others');
  });

  test('is the smallest change that could have been seen, where it is known', () => {
    const check = { id: 'detectable_effect', passed: true, words: '' };

    expect(smallestVisible({ checks: [{ ...check, numbers: { percent: 11 } }] })).toBe(11);
    expect(smallestVisible({ checks: [check] })).toBeNull();
    expect(smallestVisible({})).toBeNull();
  });
});

import { ComparisonResult } from '@uplift/contracts';
import { expect, test } from 'vitest';

import { hideSmall } from './hide-small.ts';

const week = (number: number, n: number) => ({
  week: number,
  percent: -3,
  interval: [-5, -1],
  band: null,
  n,
});
/** An answer about twelve adopters and eight others, by a minimum of five. */
const answer = ComparisonResult.parse({
  verdict: { claim: 'effect', direction: 'lower', words: 'Down by 12 %.', reasons: [] },
  effect: { percent: -12, interval: [-19, -4], p: 0.01, unit: 'percent' },
  levels: { before: 100, after: 88, expected: 100, unit: 'seconds' },
  n: { treatedDevelopers: 12, controlDevelopers: 8, clusters: 20, pullRequests: 400, weeks: 30 },
  eventStudy: [week(0, 12), week(1, 9)],
  checks: [{ id: 'pre_trend', passed: true, words: 'Same path.', numbers: { slope: 0.1 } }],
  robustness: [{ estimator: 'imputation', percent: -11, interval: null }],
  guards: [{ measure: 'pr_size', percent: 2, interval: null, words: 'Size.' }],
  horizons: [],
  medians: [
    { of: 'adopters_before', seconds: 100, interval: null },
    { of: 'controls_before', seconds: 90, interval: null },
  ],
  naive: { percent: -24, interval: null },
  exclusions: [{ reason: 'start unknown', developers: 2, pullRequests: 9 }],
  method: { id: 'group_time_ratio', version: '1', words: 'How.', settings: { minimumGroup: 5 } },
  data: { version: '1', seed: 1, hash: 'x', computedAt: '2026-11-25T00:00:00.000Z' },
});

test('by the minimum that it was found by, an answer is shown as it is kept', () => {
  expect(hideSmall(answer, 5)).toBe(answer);
});

test('weeks and medians of fewer than a raised minimum are not shown', () => {
  const shown = hideSmall(answer, 10);

  expect(shown.effect).toEqual(answer.effect);
  expect(shown.eventStudy.map(({ week: number }) => number)).toEqual([0]);
  expect(shown.medians?.map(({ of }) => of)).toEqual(['adopters_before']);
});

test('an answer about fewer adopters than a raised minimum keeps its question alone', () => {
  const { verdict, effect, levels, naive, ...rest } = hideSmall(answer, 13);

  expect(verdict).toMatchObject({ claim: 'descriptive_only', direction: 'none' });
  expect(verdict.reasons.map(({ rule }) => rule)).toEqual(['minimum_group']);
  expect(effect).toMatchObject({ percent: null, interval: null, p: null });
  expect(levels).toMatchObject({ before: null, after: null, expected: null });
  expect(naive).toEqual({ percent: null, interval: null });
  expect(rest).not.toHaveProperty('medians');
  for (const part of ['eventStudy', 'checks', 'robustness', 'guards'] as const) {
    expect(rest[part]).toEqual([]);
  }
});

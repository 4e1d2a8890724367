import { describe, expect, test } from 'vitest';

import type { ComparisonDetail } from '../../api/comparison-detail.ts';
import { guardRows, methodRows } from './forest-cards.tsx';

const comparison: ComparisonDetail = {
  id: 1,
  name: 'Copilot and cycle time',
  measure: 'cycle_time',
  status: 'done',
  progress: 1,
  createdAt: '2026-11-17T13:05:00Z',
  finishedAt: '2026-11-17T13:06:00Z',
  frozen: false,
  primary: true,
  failure: null,
  question: { tool: 'copilot', source: 'usage', from: null, to: null, teams: null, seed: 1 },
  verdict: { claim: 'effect', direction: 'lower', words: 'It shortened.', reasons: [] },
  effect: { percent: -12, interval: [-19, -4], p: 0.003 },
  robustness: [
    { estimator: 'imputation', percent: -10, interval: [-15, -5] },
    { estimator: 'some_new_one', percent: -1, interval: null },
  ],
  naive: { percent: -24, interval: [-28, -20] },
};

describe('the rows of a forest plot', () => {
  test('begin with the answer and end with the plain one', () => {
    const rows = methodRows(comparison);

    expect(rows.map(({ label, kind, tone }) => [label, kind, tone])).toEqual([
      ['The answer above', 'headline', 'better'],
      ['Imputation', undefined, 'better'],
      ['Some new one', undefined, 'unsure'],
      ['Plain before and after', 'naive', 'better'],
    ]);
  });

  test('leave out what has no figure', () => {
    const { effect: _effect, naive: _naive, ...rest } = comparison;

    expect(methodRows({ ...rest, robustness: [] })).toEqual([]);
  });

  test('tell what each guard amounts to', () => {
    const rows = guardRows({
      guards: [
        { measure: 'review_load', percent: 9, interval: [2, 16], words: '' },
        { measure: 'pr_size', percent: 1, interval: [-2, 4], words: '' },
        { measure: 'revert_rate', percent: 6, interval: [-14, 31], words: '' },
      ],
    });

    expect(rows.map(({ label, tone }) => [label, tone])).toEqual([
      ['Review load: heavier', 'worse'],
      ['Pull request size: no material change', 'same'],
      ['Revert rate: cannot tell', 'unsure'],
    ]);
  });
});

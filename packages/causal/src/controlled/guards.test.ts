import { expect, it } from 'vitest';
import { guardRows, type GuardEffect } from './guards.ts';

const effect = (measure: GuardEffect['measure'], p: number | null): GuardEffect => ({
  measure,
  percent: 8,
  interval: [1, 15],
  p,
  error: 0.03,
  statistic: 2,
});

it('calls a change clear by what its p-value is among all guards', () => {
  const rows = guardRows([
    effect('revert_rate', 0.03),
    effect('pr_size', 0.01),
    effect('review_cycles', 0.5),
    effect('abandoned_rate', null),
  ]);

  // Holm among the three that have one: 3 · 0.01, 2 · 0.03, 0.5
  expect(rows.map(({ adjustedP }) => adjustedP)).toEqual([
    expect.closeTo(0.06, 12),
    expect.closeTo(0.03, 12),
    0.5,
    null,
  ]);
  expect(rows[0]?.words).toContain('shows no clear change: 8.0 % higher');
  expect(rows[1]?.words).toBe(
    'The size of pull requests was 8.0 % higher than it would have been without the tool ' +
      '(95 % interval +1.0 to +15.0 %, p = 0.030 among 4 guards).',
  );
});

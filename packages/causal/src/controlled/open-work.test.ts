import { describe, expect, it } from 'vitest';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledInput } from './controlled-input.ts';
import { handMadeInput, inWaves } from './hand-made.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const base = handMadeInput({
  measure: 'cycle_time',
  developers: 60,
  weeks: 40,
  adopts: inWaves,
  effectPercent: -12,
});

/** The base with some of the pull requests from a day on still open. */
function withOpen(from: string, isOpen: (developer: number) => boolean): ControlledInput {
  return {
    ...base,
    pullRequests: base.pullRequests.map((own) =>
      own.openedAt >= new Date(from) && isOpen(own.developerId)
        ? { ...own, state: 'open' as const, mergedAt: null, cycleTimeSeconds: null }
        : own,
    ),
  };
}
const checkOf = (input: ControlledInput) =>
  controlledComparison(input, stamp).checks.find(({ id }) => id === 'open_pull_requests');

describe('pull requests that are still open', () => {
  it('are counted among those of the last four weeks that could be followed', () => {
    // the last week opens on 5 October; a tenth of the developers, and all before that month
    expect(checkOf(withOpen('2026-09-14', (id) => id % 10 === 0))).toMatchObject({
      passed: true,
      numbers: { share: 0.1 },
    });
    expect(checkOf(base)?.numbers).toEqual({ share: 0 });
  });

  it('have the answer without that month beside it where they are many, and say so', () => {
    const answer = controlledComparison(
      withOpen('2026-09-14', (id) => id % 5 === 0),
      stamp,
    );
    const row = answer.robustness.find(({ estimator }) => estimator === 'without_latest_month');

    expect(answer.verdict.reasons.map(({ rule }) => rule)).toContain('open_pull_requests');
    expect(Math.abs((row?.percent ?? 0) + 12)).toBeLessThan(4);
  });

  it('have no such answer where they are few', () => {
    const { robustness, verdict } = controlledComparison(base, stamp);
    expect(robustness.map(({ estimator }) => estimator)).not.toContain('without_latest_month');
    expect(verdict.reasons.map(({ rule }) => rule)).not.toContain('open_pull_requests');
  });
});

import { describe, expect, it } from 'vitest';
import { noExclusions } from '../estimators/exclusions.ts';
import { NEVER } from '../panel/panel.ts';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledInput } from './controlled-input.ts';
import { clusteringOf } from './clusters.ts';
import { frameOf } from './frame.ts';
import { handMadeInput, inWaves } from './hand-made.ts';
import { longPeriodPanel } from './long-period-panel.ts';
import { measureCells } from './week-cells.ts';
import { weekPanel } from './week-panel.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const world = {
  measure: 'cycle_time',
  developers: 90,
  weeks: 41,
  adopts: inWaves,
  seed: 3,
  effectPercent: -20,
} as const;

const byFour = { weeks: 4, withCounts: true };

const rowOf = (input: ControlledInput, name: string) =>
  controlledComparison(input, stamp).robustness.find(({ estimator }) => estimator === name);

function panelOf(input: ControlledInput) {
  const frame = frameOf(input, noExclusions());
  return weekPanel({ frame, clustering: clusteringOf(frame) }, measureCells(frame, input.measure));
}

describe('periods of four weeks', () => {
  it('begin cohorts with the first whole period after adoption', () => {
    // adopted in weeks 14, 18, 22 and 26: treated from 15, 19, 23 and 27 on; whole from 16, 20, …
    const panel = longPeriodPanel(panelOf(handMadeInput(world)), byFour);

    expect(panel.periods.length).toBe(10);
    expect(new Set(panel.firstTreated)).toEqual(new Set([4, 5, 6, 7, NEVER]));
    expect(panel.isBalanced).toBe(true);
  });

  it('hold means, with those of the first as covariates, and counts where they vary', () => {
    const weeks = panelOf(handMadeInput(world));
    const panel = longPeriodPanel(weeks, byFour);
    const first = weeks.outcome.subarray(0, 4).reduce((sum, own) => sum + own, 0);

    expect(panel.outcome[0]).toBeCloseTo(first / 8, 9);
    expect(panel.covariates.map(({ name }) => name)).toEqual(['outcome']);
    expect(panel.covariates[0]?.values[7]).toBeCloseTo(first / 8, 9);
  });

  it('leave out who has none in one of them, or adopts before there is a base', () => {
    const input = handMadeInput({ ...world, adopts: (id) => [9, 20, null][id % 3] ?? null });
    const away = new Date('2026-03-01T00:00:00Z');
    const back = new Date('2026-04-01T00:00:00Z');
    const pullRequests = input.pullRequests.filter(
      ({ developerId, openedAt }) => developerId !== 1 || openedAt < away || openedAt > back,
    );

    const panel = longPeriodPanel(panelOf({ ...input, pullRequests }), byFour);

    expect(panel.units).not.toContain('1');
    expect(panel.units.length).toBe(89);
    // week 9: treated from 10 on, whole from 12 on, the third period
    expect(new Set(panel.firstTreated)).toEqual(new Set([3, 6, NEVER]));
    const early = handMadeInput({ ...world, adopts: (id) => [6, 20, null][id % 3] ?? null });
    expect(longPeriodPanel(panelOf(early), byFour).units.length).toBe(60);
  });
});

describe('the doubly robust row', () => {
  it.each(['cycle_time', 'throughput'] as const)('finds an effect on %s', (measure) => {
    const effectPercent = measure === 'cycle_time' ? -20 : 30;
    const row = rowOf(handMadeInput({ ...world, measure, effectPercent }), 'doubly_robust');

    // throughput: 1 + Φ(1.25 ln 1.3) = 1.6285 merged a week instead of 1.5
    const truth = measure === 'cycle_time' ? -20 : (1.6285 / 1.5 - 1) * 100;
    expect(row?.interval?.[0]).toBeLessThan(truth);
    expect(row?.interval?.[1]).toBeGreaterThan(truth);
    expect(Math.abs((row?.percent ?? 0) - truth)).toBeLessThan(6);
    expect(row?.words).toContain('90 developers with work in every 4 weeks');
  });

  it('looks at eight weeks where nobody has work in every four', () => {
    const input = handMadeInput(world);
    const away = new Date('2026-02-02T00:00:00Z');
    const back = new Date('2026-03-02T00:00:00Z');
    const pullRequests = input.pullRequests.filter(
      ({ openedAt }) => openedAt < away || openedAt >= back,
    );

    const row = rowOf({ ...input, pullRequests }, 'doubly_robust');

    expect(row?.words).toContain('with work in every 8 weeks');
    expect(Math.abs((row?.percent ?? 0) + 20)).toBeLessThan(6);
  });

  it('is left out where few are left to compare', () => {
    expect(rowOf(handMadeInput({ ...world, developers: 27 }), 'doubly_robust')).toBeUndefined();
  });
});

it('counts every week of a developer once, however many pull requests they opened in it', () => {
  // half of the adopters open each pull request ten times, and have no effect
  const input = handMadeInput({
    ...world,
    noise: 0.05,
    adopts: (id) => (id % 2 === 0 ? 20 : null),
  });
  const none = handMadeInput({
    ...world,
    noise: 0.05,
    adopts: (id) => (id % 2 === 0 ? 20 : null),
    effectPercent: 0,
  });
  const pullRequests = input.pullRequests.flatMap((pull, at) => {
    const unchanged = none.pullRequests[at] ?? pull;
    return pull.developerId % 4 === 0 ? Array.from({ length: 10 }, () => unchanged) : [pull];
  });
  const answer = controlledComparison({ ...input, pullRequests }, stamp);
  const row = answer.robustness.find(({ estimator }) => estimator === 'developer_weeks');

  // 23 of 45 adopters without an effect: by pull requests 1 in 11 counts, by weeks about a half
  expect(answer.effect.percent).toBeGreaterThan(-4);
  expect(Math.abs((row?.percent ?? 0) - (0.8 ** (22 / 45) - 1) * 100)).toBeLessThan(1.5);
});

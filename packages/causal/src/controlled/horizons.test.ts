import { describe, expect, it } from 'vitest';
import type { ComparisonResult, MedianRow } from '../comparison.ts';
import { kaplanMeier } from '../survival/kaplan-meier.ts';
import { survivalQuantile } from '../survival/survival-quantile.ts';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledInput } from './controlled-input.ts';
import { handMadeInput, pullOf } from './hand-made.ts';
import { horizonRows } from './horizons.ts';
import { medianRows } from './medians.ts';
import { layOut, primaryAnswer } from './primary-answer.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const ADOPTION_WEEK = 14;
const base = handMadeInput({
  measure: 'cycle_time',
  developers: 40,
  weeks: 26,
  adopts: (id) => (id % 2 === 0 ? ADOPTION_WEEK : null),
});
const answerOf = (input: ControlledInput) => controlledComparison(input, stamp);

/** Hours of the two pull requests of a week; null for one that is given up. */
type Hours = readonly [number | null, number | null];
type Arms = Readonly<Record<'before' | 'after' | 'controlsBefore' | 'controlsAfter', Hours>>;

/** The base with other hours. */
function worldOf(arms: Arms): ControlledInput {
  const adoption = new Date('2026-04-13T00:00:00Z');
  const places = new Map<string, number>();
  return {
    ...base,
    pullRequests: base.pullRequests.map(({ developerId, openedAt }) => {
      const key = `${developerId} ${openedAt.getTime()}`;
      const place = places.get(key) ?? 0;
      places.set(key, place + 1);
      const [control, adopter] =
        openedAt < adoption ? [arms.controlsBefore, arms.before] : [arms.controlsAfter, arms.after];
      const hours = developerId % 2 === 0 ? adopter : control;
      return pullOf(developerId, openedAt, hours[place === 0 ? 0 : 1]);
    }),
  };
}

const medianOf = ({ medians = [] }: ComparisonResult, of: MedianRow['of']) => {
  const seconds = medians.find((row) => row.of === of)?.seconds ?? null;
  return seconds === null ? null : Math.round(seconds / 36) / 100;
};
const horizonOf = ({ horizons = [] }: ComparisonResult, measure: string) =>
  horizons.find((row) => row.measure === measure);

describe('shares merged within a horizon, and the mean within 28 days', () => {
  it('are held against what the controls did', () => {
    // controls: half of them quick after adoption; adopters: all
    const answer = answerOf(
      worldOf({
        before: [30, 30],
        after: [10, 10],
        controlsBefore: [30, 30],
        controlsAfter: [10, 30],
      }),
    );

    const day = horizonOf(answer, 'merged_within_24h');
    expect(day?.before).toBeCloseTo(0, 9);
    expect(day?.after).toBeCloseTo(1, 9);
    expect(day?.expected).toBeCloseTo(0.5, 9);
    expect(day?.change).toBeCloseTo(0.5, 9);
    expect(day?.words).toContain('100.0 % instead of 50.0 % without the tool (+50.0 points');
    const mean = horizonOf(answer, 'restricted_mean');
    expect((mean?.after ?? 0) / 3600).toBeCloseTo(10, 6);
    expect((mean?.expected ?? 0) / 3600).toBeCloseTo(20, 6);
    expect((mean?.change ?? 0) / 3600).toBeCloseTo(-10, 6);
  });

  it('count what is not merged as never merged, and as 28 days', () => {
    const answer = answerOf(
      worldOf({
        before: [30, 30],
        after: [30, null],
        controlsBefore: [30, 30],
        controlsAfter: [30, 30],
      }),
    );

    expect(horizonOf(answer, 'merged_within_168h')?.change).toBeCloseTo(-0.5, 9);
    expect((horizonOf(answer, 'restricted_mean')?.after ?? 0) / 3600).toBeCloseTo(
      (30 + 28 * 24) / 2,
      6,
    );
  });

  it('hold the truth in their intervals, about 57 times in 60', () => {
    const held = Array.from({ length: 60 }, (_, seed) => {
      const input = handMadeInput({
        measure: 'cycle_time',
        developers: 40,
        weeks: 26,
        adopts: (id) => [13, 16, null][id % 3] ?? null,
        seed,
        noise: 0.6,
        driftPercent: -30,
      });
      const [day] = horizonRows(layOut(input).source);
      const [low, high] = day?.interval ?? [1, 1];
      return low <= 0 && 0 <= high;
    });

    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(53);
  });

  it('are part of comparisons of time alone, and of no light one', () => {
    const counts = answerOf({ ...base, measure: 'throughput' });
    const light = controlledComparison(base, stamp, { light: true });

    expect([counts.horizons, counts.medians]).toEqual([undefined, undefined]);
    expect([light.horizons, light.medians]).toEqual([undefined, undefined]);
  });
});

describe('medians', () => {
  it('are those of both sides, and of adopters without the tool', () => {
    const answer = answerOf(
      worldOf({
        before: [40, 60],
        after: [10, 12],
        controlsBefore: [40, 60],
        controlsAfter: [20, 60],
      }),
    );

    expect(medianOf(answer, 'adopters_before')).toBe(50);
    expect(medianOf(answer, 'adopters_after')).toBe(11);
    expect(medianOf(answer, 'controls_before')).toBe(50);
    expect(medianOf(answer, 'controls_after')).toBe(40);
    // the share of adopters would have been a half at 20 hours (that of controls), and all at 60
    expect(medianOf(answer, 'adopters_expected')).toBe(40);
  });

  it('do not exist where half are never merged', () => {
    const answer = answerOf(
      worldOf({
        before: [30, 40],
        after: [null, null],
        controlsBefore: [30, 40],
        controlsAfter: [30, 40],
      }),
    );

    expect(medianOf(answer, 'adopters_after')).toBeNull();
    expect(medianOf(answer, 'adopters_expected')).toBe(35);
  });

  it('are those of Kaplan and Meier on the pull requests of the weeks compared', () => {
    const answer = answerOf(base);
    const first = new Date('2026-02-16T00:00:00Z').getTime();
    const end = new Date('2026-04-13T00:00:00Z').getTime();
    const compared = base.pullRequests.filter(({ developerId, openedAt }) => {
      return developerId % 2 === 0 && openedAt.getTime() >= first && openedAt.getTime() < end;
    });
    const curve = kaplanMeier({
      time: Float64Array.from(compared, ({ cycleTimeSeconds }) => cycleTimeSeconds ?? 0),
      ended: new Uint8Array(compared.length).fill(1),
    });

    const row = answer.medians?.find(({ of }) => of === 'adopters_before');
    expect(row?.seconds).toBeCloseTo(survivalQuantile(curve, 0.5, { scale: 'log' }).time ?? NaN, 6);
    const [low, high] = row?.interval ?? [0, 0];
    expect(low).toBeLessThan(row?.seconds ?? 0);
    expect(high).toBeGreaterThan(row?.seconds ?? 0);
  });

  it('without the tool hold the truth in their intervals, about 57 times in 60', () => {
    const held = Array.from({ length: 60 }, (_, seed) => {
      const input = handMadeInput({
        measure: 'cycle_time',
        developers: 40,
        weeks: 26,
        adopts: (id) => [13, 16, null][id % 3] ?? null,
        seed,
        noise: 0.6,
        effectPercent: -30,
      });
      const laid = layOut(input);
      const answer = primaryAnswer(laid, false);
      const medians =
        answer === null ? [] : medianRows(answer.pooled, laid.source.frame, answer.sides);
      const [low, high] = medians.find(({ of }) => of === 'adopters_expected')?.interval ?? [0, 0];
      return low <= 36_000 && 36_000 <= high;
    });

    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(53);
  });
});

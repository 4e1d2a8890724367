import { describe, expect, it } from 'vitest';
import { beforeAfter } from '../estimators/before-after.ts';
import { adoptionStarts } from './adoption-starts.ts';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledDeveloper } from './controlled-input.ts';
import { handMadeInput, inWaves, type HandMade } from './hand-made.ts';
import { previewBeforeAfter, previewControlled } from './preview.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };
const world = {
  measure: 'cycle_time',
  developers: 60,
  weeks: 40,
  adopts: inWaves,
  seed: 2,
} as const;

const previewOf = (changed: Partial<HandMade> = {}) =>
  previewControlled(handMadeInput({ ...world, ...changed }));

describe('a look ahead at a comparison', () => {
  it.each(['cycle_time', 'throughput'] as const)(
    'counts for %s what the answer then rests on',
    (measure) => {
      const input = handMadeInput({ ...world, measure });
      const answer = controlledComparison(input, stamp, { light: true });

      const preview = previewControlled(input);

      expect(preview.n).toEqual(answer.n);
      expect(preview.exclusions).toEqual(answer.exclusions);
      expect(preview.hurdles).toEqual([]);
    },
  );

  it.each([
    ['cycle_time', 'developer'],
    ['throughput', 'developer'],
    ['cycle_time', 'team'],
  ] as const)(
    'is near the smallest change for %s, clustered by %s, that the answer finds',
    (measure, by) => {
      // ten teams of six, each with a week of its own, or nobody with a team
      const teamOf = by === 'team' ? (id: number) => id % 15 : undefined;
      const adopts = (id: number) => (id % 15 < 11 ? 14 + (id % 15) : null);
      const input = handMadeInput({
        ...world,
        measure,
        ...(teamOf && { teamOf, adopts }),
        developers: 90,
        noise: 0.5,
      });
      const answer = controlledComparison(input, stamp);

      const preview = previewControlled(input);

      const found = answer.checks.find(({ id }) => id === 'detectable_effect')?.numbers?.[
        'percent'
      ];
      expect(preview.clusteredBy).toBe(by);
      expect((preview.detectable.percent ?? 0) / Number(found)).toBeGreaterThan(0.6);
      expect((preview.detectable.percent ?? 0) / Number(found)).toBeLessThan(1.6);
    },
  );

  it('says nothing of the effect', () => {
    expect(previewOf({ effectPercent: -60 })).toEqual(previewOf({ effectPercent: 0 }));
  });

  it('tells the weeks of the median adopter', () => {
    // waves of ten in weeks 14, 18, 22 and 26 of 40: half have at most 18 before, half at most 17 after
    expect(previewOf().weeks).toEqual({ before: 18, after: 17 });
  });

  it('of an uncontrolled before/after counts what that rests on, and promises nothing', () => {
    const input = handMadeInput(world);
    const answer = beforeAfter(input, stamp);

    const preview = previewBeforeAfter(input);

    expect(preview).toMatchObject({ n: answer.n, exclusions: answer.exclusions });
    expect(preview.detectable.percent).toBeNull();
    expect(preview.hurdles.map(({ rule }) => rule)).toEqual(['uncontrolled']);
  });

  it('names what stands in the way', () => {
    const { hurdles, detectable, n } = previewOf({ adopts: () => null });

    expect(n).toMatchObject({ treatedDevelopers: 0, controlDevelopers: 0 });
    expect(detectable.percent).toBeNull();
    expect(hurdles.map(({ rule }) => rule)).toEqual([
      'few_treated_clusters',
      'few_control_clusters',
      'few_adopters',
      'few_pre_weeks',
      'few_post_weeks',
      'detectable_effect',
    ]);
  });
});

describe('when a population started', () => {
  const startsOn = (...days: readonly string[]) =>
    adoptionStarts(
      days.map((adoptedOn, id): ControlledDeveloper => ({
        id,
        adoptedOn,
        status: 'known',
        firstActiveOn: '2025-01-01',
        lastActiveOn: '2026-12-31',
        teamId: null,
      })),
      5,
    );
  const times = (count: number, day: string) => Array.from({ length: count }, () => day);

  it('counts by week, from Monday, without a gap', () => {
    expect(startsOn(...times(5, '2026-03-04'), ...times(6, '2026-03-16'))).toEqual({
      first: '2026-03-04',
      last: '2026-03-16',
      grain: 'week',
      buckets: [
        { from: '2026-03-02', developers: 5 },
        { from: '2026-03-09', developers: 0 },
        { from: '2026-03-16', developers: 6 },
      ],
    });
  });

  it('counts by month over more than half a year', () => {
    const { grain, buckets } = startsOn(...times(5, '2026-01-31'), ...times(5, '2026-08-02'));
    expect(grain).toBe('month');
    expect(buckets.map(({ from }) => from)).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08'].map((month) => `2026-${month}-01`),
    );
  });

  it('hides a count of few, and the next one, without which the sum would tell it', () => {
    const { buckets } = startsOn(
      ...times(2, '2026-03-02'),
      ...times(7, '2026-03-09'),
      ...times(9, '2026-03-16'),
    );
    expect(buckets.map(({ developers }) => developers)).toEqual([null, null, 9]);
  });

  it('hides no more where the hidden ones are enough together', () => {
    const { buckets } = startsOn(
      ...times(3, '2026-03-02'),
      ...times(4, '2026-03-09'),
      ...times(9, '2026-03-16'),
    );
    expect(buckets.map(({ developers }) => developers)).toEqual([null, null, 9]);
  });

  it('tells nothing of fewer than the minimum group', () => {
    expect(startsOn(...times(4, '2026-03-02'))).toEqual({
      first: null,
      last: null,
      grain: 'week',
      buckets: [],
    });
  });
});

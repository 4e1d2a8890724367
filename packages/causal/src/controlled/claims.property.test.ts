import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../comparison.ts';
import { beforeAfter } from '../estimators/before-after.ts';
import { controlledComparison } from './controlled-comparison.ts';
import type { ControlledInput } from './controlled-input.ts';
import { clearFacts } from './clear-facts.ts';
import { handMadeInput } from './hand-made.ts';
import { controlledVerdict } from './verdict.ts';
import type { VerdictFacts } from './verdict-facts.ts';
import { thresholds } from './verdict-rules.ts';

const stamp = { dataVersion: '7', computedAt: new Date('2026-12-01T12:00:00Z') };

const answerOf = (input: ControlledInput) => controlledComparison(input, stamp, { light: true });
const claimsChange = (claim: Claim) => claim === 'effect' || claim === 'associated';

/** Worlds with strong effects, of which nothing may be claimed for one reason or another. */
const strong = fc.record({
  measure: fc.constantFrom('cycle_time' as const, 'throughput' as const),
  developers: fc.integer({ min: 4, max: 60 }),
  weeks: fc.integer({ min: 18, max: 36 }),
  effectPercent: fc.constantFrom(-70, -40, 60),
  noise: fc.constantFrom(0.05, 0.2),
  seed: fc.nat(1_000),
});
const waves = (id: number) => [13, 15, null][id % 3] ?? null;

describe('no change is claimed', () => {
  it('of fewer adopters than the minimum group, nor any number shown', () => {
    fc.assert(
      fc.property(
        strong,
        fc.record({ adopters: fc.nat(40), minimumGroup: fc.integer({ min: 1, max: 60 }) }),
        (world, { adopters, minimumGroup }) => {
          const adopts = (id: number) => (id < adopters ? waves(id) : null);
          const { effect, levels, n, verdict } = answerOf({
            ...handMadeInput({ ...world, adopts }),
            minimumGroup,
          });
          if (n.treatedDevelopers >= minimumGroup) return;

          expect(verdict.claim).toBe('descriptive_only');
          expect([effect.percent, effect.interval, effect.p]).toEqual([null, null, null]);
          expect([levels.before, levels.after, levels.expected]).toEqual([null, null, null]);
          expect(verdict.words).not.toMatch(/\d %/);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('where trends differed before adoption', () => {
    fc.assert(
      fc.property(
        strong,
        fc.constantFrom(-0.05, -0.03, 0.03, 0.05),
        ({ developers, ...world }, adopterTrend) => {
          const input = handMadeInput({
            ...world,
            developers: developers + 60,
            weeks: world.weeks + 8,
            measure: 'cycle_time',
            adopts: waves,
            adopterTrend,
          });

          const { verdict } = answerOf(input);

          expect(claimsChange(verdict.claim)).toBe(false);
          expect(verdict.reasons.map(({ rule }) => rule)).toContain('pre_trend');
        },
      ),
      { numRuns: 20 },
    );
  });

  it('where the starts of all adopters are unknown, and those of some change nothing', () => {
    fc.assert(
      fc.property(strong, fc.integer({ min: 1, max: 5 }), (world, every) => {
        const input = handMadeInput({ ...world, developers: world.developers + 30, adopts: waves });
        const isUnknown = ({ id, status }: ControlledInput['developers'][number]) =>
          status === 'known' && id % every === 0;
        const unknown = input.developers.map((own) =>
          isUnknown(own) ? { ...own, status: 'unknown' as const } : own,
        );
        const known = input.developers.filter((own) => !isUnknown(own));

        const answer = answerOf({ ...input, developers: unknown });
        const without = answerOf({ ...input, developers: known });

        expect(answer.effect).toEqual(without.effect);
        expect(answer.verdict).toEqual(without.verdict);
        expect(answer.n).toEqual(without.n);
        expect(every === 1 && claimsChange(answer.verdict.claim)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  it('by an uncontrolled before/after', () => {
    fc.assert(
      fc.property(strong, (world) => {
        const input = handMadeInput({ ...world, adopts: waves });
        expect(beforeAfter(input, stamp).verdict.claim).toBe('descriptive_only');
      }),
      { numRuns: 10 },
    );
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.nat(40);

/** Anything that a verdict may be given. */
const anything: fc.Arbitrary<VerdictFacts> = fc.record({
  measure: fc.constantFrom('cycle_time' as const, 'throughput' as const),
  minimumGroup: fc.integer({ min: 1, max: 30 }),
  percent: fc.double({ min: -60, max: 60, noNaN: true }),
  interval: fc
    .tuple(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: 0, max: 30, noNaN: true }),
    )
    .map(([low, width]): readonly [number, number] => [low, low + width]),
  treatedDevelopers: fc.nat(60),
  controlDevelopers: count,
  neverDevelopers: count,
  treatedClusters: fc.nat(20),
  controlClusters: fc.nat(20),
  clusters: fc.nat(40),
  clusterNoun: fc.constantFrom('team' as const, 'developer' as const),
  pullRequests: count,
  preWeeks: fc.nat(30),
  postWeeks: fc.nat(12),
  preTrendP: fc.option(share),
  detectablePercent: fc.option(fc.double({ min: 1, max: 60, noNaN: true })),
  breakdown: fc.double({ min: 0, max: 3, noNaN: true }),
  randomisationP: fc.option(share),
  disagreements: fc.constantFrom([], [{ estimator: 'poisson', percent: 3, kind: 'sign' as const }]),
  movedShare: share,
  doStayersAgree: fc.boolean(),
  stayers: fc.constant(null),
  widened: fc.constant(null),
  openShare: fc.option(share),
  placeboRate: fc.option(fc.double({ min: 0, max: 0.2, noNaN: true })),
  placeboTimeP: fc.option(share),
  sizePercent: fc.option(fc.double({ min: -40, max: 40, noNaN: true })),
  didRevertsRise: fc.boolean(),
  isHorizonCut: fc.boolean(),
});

/** Clear facts, a few of them replaced. */
const facts = fc
  .tuple(anything, fc.subarray(Object.keys(clearFacts), { maxLength: 6 }))
  .map(([own, keys]): VerdictFacts => ({
    ...clearFacts,
    ...Object.fromEntries(Object.entries(own).filter(([key]) => keys.includes(key))),
  }));

describe('whatever the facts, a verdict that claims a change', () => {
  const claimed = (expectation: (own: VerdictFacts, claim: Claim) => void) => {
    let seen = 0;
    fc.assert(
      fc.property(facts, (own) => {
        const { claim } = controlledVerdict(own);
        if (!claimsChange(claim)) return;
        seen += 1;
        expectation(own, claim);
      }),
      { numRuns: 2_000 },
    );
    expect(seen).toBeGreaterThan(20);
  };

  it('rests on enough people, weeks and clusters', () => {
    claimed((own) => {
      expect(own.treatedDevelopers).toBeGreaterThanOrEqual(
        Math.max(own.minimumGroup, thresholds.adopters),
      );
      expect(Math.min(own.treatedClusters, own.controlClusters)).toBeGreaterThanOrEqual(5);
      expect(own.preWeeks).toBeGreaterThanOrEqual(12);
      expect(own.postWeeks).toBeGreaterThanOrEqual(4);
    });
  });

  it('has trends that were tested and passed, power, and an interval without zero', () => {
    claimed((own) => {
      expect(own.preTrendP ?? 0).toBeGreaterThanOrEqual(thresholds.preTrendLevel);
      expect(own.detectablePercent ?? Infinity).toBeLessThanOrEqual(35);
      const [low, high] = own.interval ?? [0, 0];
      expect(low > 0 || high < 0).toBe(true);
      expect(own.breakdown).toBeGreaterThanOrEqual(thresholds.associatedBreakdown);
    });
  });

  it('says "effect" only with everything in favour', () => {
    claimed((own, claim) => {
      if (claim !== 'effect') return;
      expect(own.breakdown).toBeGreaterThanOrEqual(1);
      expect(own.clusters).toBeGreaterThanOrEqual(thresholds.fewClusters);
      expect(own.disagreements).toEqual([]);
      expect(own.placeboRate ?? 0).toBeLessThanOrEqual(thresholds.placeboRate);
      expect(own.placeboTimeP ?? 1).toBeGreaterThanOrEqual(thresholds.placeboLevel);
      expect(own.doStayersAgree || own.movedShare <= thresholds.movedShare).toBe(true);
    });
  });
});

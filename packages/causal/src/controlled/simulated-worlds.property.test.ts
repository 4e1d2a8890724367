import { describe, expect, it } from 'vitest';
import type { BeforeAfterMeasure } from '../estimators/before-after-input.ts';
import { simulateOrganization } from '../worlds/simulate-organization.ts';
import { controlledComparison } from './controlled-comparison.ts';
import { handMadeInput, inWaves } from './hand-made.ts';
import { controlledInputOf } from './testing.ts';

const endsAt = new Date('2026-09-28T00:00:00Z');
const stamp = { dataVersion: '7', computedAt: endsAt };

const simulated = (
  settings: { readonly developers: number; readonly effectPercent: number; readonly seed: number },
  measure: BeforeAfterMeasure = 'cycle_time',
) =>
  controlledInputOf(simulateOrganization({ ...settings, weeks: 52, endsAt }), {
    asOf: endsAt,
    measure,
    seed: 1,
    draws: 99,
  });

const light = { light: true } as const;

describe('a simulated organisation of 240 developers', () => {
  it.each([1, 4])('holds its effect of -12 percent in the interval, seed %d', (seed) => {
    const input = simulated({ developers: 240, effectPercent: -12, seed });
    const { effect, n } = controlledComparison(input, stamp, light);

    expect(effect.interval?.[0]).toBeLessThan(-12);
    expect(effect.interval?.[1]).toBeGreaterThan(-12);
    expect(n.treatedDevelopers).toBeGreaterThan(150);
  });

  it('shows everything beside a strong effect, and claims it', () => {
    const input = simulated({ developers: 90, effectPercent: -50, seed: 3 });
    const answer = controlledComparison(input, stamp);

    expect(answer.verdict).toMatchObject({ direction: 'lower' });
    expect(['effect', 'associated']).toContain(answer.verdict.claim);
    expect(answer.guards.map(({ measure }) => measure)).toEqual([
      'revert_rate',
      'pr_size',
      'review_cycles',
      'abandoned_rate',
    ]);
    expect(answer.checks.length).toBeGreaterThanOrEqual(10);
    for (const { words } of [...answer.checks, ...answer.guards]) {
      expect(words).not.toMatch(/NaN|undefined|null|Infinity/);
    }
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
  });

  it('is not made to merge more by an effect on time', () => {
    const input = simulated({ developers: 120, effectPercent: 0, seed: 2 }, 'throughput');
    const { verdict } = controlledComparison(input, stamp, light);

    expect(['effect', 'associated']).not.toContain(verdict.claim);
  });
});

describe('worlds without an effect, whatever the drift', () => {
  it('are claimed to have one in no more than 3 of 60', () => {
    const claims = Array.from({ length: 60 }, (_, seed) => {
      const input = handMadeInput({
        measure: 'cycle_time',
        developers: 36,
        weeks: 36,
        adopts: inWaves,
        driftPercent: seed % 2 === 0 ? -30 : 25,
        seed,
      });
      return controlledComparison(input, stamp, light).verdict.claim;
    });

    const claimed = claims.filter((claim) => claim === 'effect' || claim === 'associated');
    expect(claimed.length).toBeLessThanOrEqual(3);
    expect(claims.filter((claim) => claim === 'no_material_change').length).toBeGreaterThan(20);
  });
});

describe('worlds with an effect of -12 %', () => {
  it('have it within the interval in about 57 of 60', () => {
    const held = Array.from({ length: 60 }, (_, seed) => {
      const input = handMadeInput({
        measure: 'cycle_time',
        developers: 36,
        weeks: 36,
        adopts: inWaves,
        effectPercent: -12,
        driftPercent: -30,
        seed,
      });
      const { interval } = controlledComparison(input, stamp, light).effect;
      return interval !== null && interval[0] <= -12 && -12 <= interval[1];
    });

    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(53);
  });
});

import { describe, expect, it } from 'vitest';
import {
  chiSquareSurvival,
  normalCdf,
  normalQuantile,
  studentCdf,
  studentQuantile,
} from './distributions.ts';
import { numberRows } from './testing/panels.ts';
import { distributions } from './testing/reference/inference-expected.ts';

describe('the normal distribution', () => {
  it.each(numberRows(distributions.normalQuantile))('has its quantile at %d', (p, quantile) => {
    expect(Math.abs(normalQuantile(p) - quantile)).toBeLessThan(p < 1e-6 ? 2e-8 : 1e-13);
  });

  it.each(numberRows(distributions.normalCdf))('lies below %d', (x, p) => {
    expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan(1e-13);
  });
});

describe("Student's distribution", () => {
  it.each(numberRows(distributions.studentQuantile))('has its quantile with %d', (df, quantile) => {
    expect(Math.abs(studentQuantile(0.975, df) / quantile - 1)).toBeLessThan(1e-13);
    expect(Math.abs(studentCdf(quantile, df) - 0.975)).toBeLessThan(1e-13);
  });
});

describe('the χ² distribution', () => {
  it.each(numberRows(distributions.chiSquareSurvival))('lies above %d with %d', (x, df, p) => {
    expect(Math.abs(chiSquareSurvival(x, df) / p - 1)).toBeLessThan(1e-12);
  });

  it('stays exact where almost nothing is left', () => {
    // With two degrees of freedom the tail is exp(-x / 2).
    expect(chiSquareSurvival(1_000, 2) / Math.exp(-500)).toBeCloseTo(1, 12);
  });

  it('takes degrees of freedom that are not whole', () => {
    expect(chiSquareSurvival(2, 2.5)).toBeGreaterThan(chiSquareSurvival(2, 2));
    expect(chiSquareSurvival(2, 2.5)).toBeLessThan(chiSquareSurvival(2, 3));
  });

  it('is certain below zero', () => {
    expect(chiSquareSurvival(0, 3)).toBe(1);
    expect(chiSquareSurvival(Number.NaN, 3)).toBeNaN();
  });
});

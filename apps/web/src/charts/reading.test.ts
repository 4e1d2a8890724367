import { describe, expect, test } from 'vitest';

import { nearest } from './chart-plot.tsx';
import type { ReadingSeries } from './chart-types.ts';
import { step, type Looked } from './use-reading.ts';

const reading = (spoken: string) => ({ title: spoken, lines: [], spoken });
const series: readonly ReadingSeries[] = [
  { label: 'a', readings: ['a0', 'a1', 'a2'].map(reading) },
  { label: 'b', readings: ['b0', 'b1'].map(reading) },
];

function walk(keys: readonly string[]): Looked | null {
  let looked: Looked | null = null;
  for (const key of keys) looked = step(key, looked, series) ?? null;
  return looked;
}

describe('keys on a chart', () => {
  test('arrows go along a line and stay on it', () => {
    expect(walk(['ArrowRight'])).toEqual({ series: 0, index: 0 });
    expect(walk(['ArrowLeft'])).toEqual({ series: 0, index: 2 });
    expect(walk(['End', 'ArrowRight'])).toEqual({ series: 0, index: 2 });
    expect(walk(['Home', 'ArrowLeft'])).toEqual({ series: 0, index: 0 });
  });

  test('up and down change the line, and keep the place where there is one', () => {
    expect(walk(['End', 'ArrowDown'])).toEqual({ series: 1, index: 1 });
    expect(walk(['Home', 'ArrowDown', 'ArrowDown', 'ArrowUp'])).toEqual({ series: 0, index: 0 });
  });

  test('escape leaves, and other keys are not taken', () => {
    expect(walk(['Home', 'Escape'])).toBeNull();
    expect(step('x', null, series)).toBeUndefined();
    expect(step('Home', null, [])).toBeNull();
  });
});

test('the pointer is at the point that lies nearest', () => {
  expect(nearest([10, 20, 40], 31)).toBe(2);
  expect(nearest([10, 20, 40], 29)).toBe(1);
  expect(nearest([], 5)).toBeNull();
});

import { expect, test } from 'vitest';

import { linePath, runsOf, valueAxis } from './chart-geometry.ts';
import { html } from './html.ts';

test.each([
  [40 * 3600, 3600, [0, 10, 20, 30, 40]],
  [2.1, 1, [0, 1, 2, 3]],
  [0.61, 0.01, [0, 20, 40, 60, 80]],
])('an axis up to %d has round ticks above it', (largest, divisor, ticks) => {
  const axis = valueAxis(largest, { zero: 172, top: 12 }, divisor);

  expect(axis.ticks.map((tick) => Math.round((tick / divisor) * 100) / 100)).toEqual(ticks);
  expect([axis.place(0), axis.place(axis.ticks.at(-1) ?? 0)]).toEqual([172, 12]);
});

test('runs are neighbours that belong together', () => {
  expect(runsOf([1, 2, -1, 3, -1, -1, 4, 5], (n) => n > 0)).toEqual([[1, 2], [3], [4, 5]]);
  expect(runsOf([-1], (n) => n > 0)).toEqual([]);
});

test('a path of nothing is nothing', () => {
  expect(linePath([])).toBe('');
  expect(
    linePath([
      [1, 2.04],
      [3, 4],
    ]),
  ).toBe('M1 2L3 4');
});

test('text in a template is escaped, markup is not', () => {
  const name = '<img src=x onerror="x">';

  expect(html`<b>${name}</b>${html`<i>&amp;</i>`}${null}${[html`1`, '&']}`.text).toBe(
    '<b>&lt;img src=x onerror=&quot;x&quot;&gt;</b><i>&amp;</i>1&amp;',
  );
});

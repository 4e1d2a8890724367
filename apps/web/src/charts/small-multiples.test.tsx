import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import type { Series } from '../api/series.ts';
import { DEVELOPERS } from './series-readings.ts';
import { multiplesContent } from './small-multiples.tsx';
import { emptyWeek, week } from './testing.ts';

const share = (index: number) => week(index, { value: 0.2 + index / 10, interval: [0.1, 0.6] });
const series: Series = {
  measure: 'adoption',
  title: 'Adoption',
  unit: 'share',
  better: 'none',
  grain: 'week',
  series: [
    { key: 'mobile', points: [0, 1, 2].map(share) },
    { key: 'payments', points: [0, 1, 2].map(share) },
    { key: 'web', points: [0, 1, 2].map((index) => emptyWeek(index, 'suppressed')) },
  ],
};
const content = multiplesContent({
  id: 'm',
  series,
  nameOf: (key) => key.toUpperCase(),
  counted: DEVELOPERS,
  columns: 2,
});

test('each line has a small chart of its own, by name, all on one scale', () => {
  const svg = renderToStaticMarkup(
    content.draw({ width: 416, height: content.height, active: null }),
  );

  expect(svg.match(/class="chart-name"/g)).toHaveLength(3);
  expect(svg).toContain('>PAYMENTS</text>');
  expect(svg.match(/>100%<\/text>/g)).toHaveLength(3);
  expect(svg).toContain('url(#m-2-dots)');
  expect(svg).not.toContain('NaN');
});

test('the pointer finds the chart below it, and the point that lies nearest', () => {
  // Two abreast of 200 pixels with 16 between: the second begins at 216, its points 100 apart.
  expect(content.locate?.({ x: 319, y: 50, width: 416 })).toEqual({ series: 1, index: 1 });
  expect(content.locate?.({ x: 10, y: 150, width: 416 })).toEqual({ series: 2, index: 0 });
  expect(content.locate?.({ x: 400, y: 150, width: 416 })).toBeNull();
  expect(content.placeOf?.({ series: 1, index: 1 }, 416)).toBe(316);
});

test('the table has every line, each with its name', () => {
  expect(content.table.rows).toHaveLength(9);
  expect(content.table.rows[3]).toEqual({
    head: 'PAYMENTS, 1–7 Jun 2026',
    cells: ['20%', '10%', '60%', '187', 'measured'],
  });
});

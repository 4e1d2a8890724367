import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import { forestContent, ForestPlot, type ForestRow } from './forest-plot.tsx';

const row = (label: string, more: Partial<ForestRow> = {}): ForestRow => ({
  label,
  percent: -12,
  interval: [-19, -4],
  tone: 'better',
  words: 'shorter',
  ...more,
});
const rows = [
  row('The answer above', { kind: 'headline' }),
  row('Imputation', { percent: 3, interval: [-5, 11], tone: 'unsure', words: 'cannot tell' }),
  row('Plain before and after', { percent: -24, interval: null, kind: 'naive' }),
];

const drawn = (width: number) =>
  renderToStaticMarkup(<ForestPlot rows={rows} width={width} height={164} active={1} />);

describe('a forest plot', () => {
  test('has a row for each method, the answer set apart, the plain one hollow', () => {
    const svg = drawn(600);

    expect(svg.match(/class="forest-label"[^>]*>([^<]+)/g)).toHaveLength(3);
    expect(svg).toContain('forest-row-headline');
    expect(svg).toContain('forest-row-active');
    expect(svg).toContain('class="ruler-naive"');
    expect(svg).toContain('−12% [−19, −4]');
  });

  test('draws no interval where there is none', () => {
    expect(drawn(600).match(/class="ruler-interval"/g)).toHaveLength(2);
  });

  test('is as wide as its place, the names above the marks where it is narrow', () => {
    const heights = (svg: string) => [...svg.matchAll(/class="forest-label"/g)].length;

    expect(drawn(300)).toContain('viewBox="0 0 300 164"');
    expect(heights(drawn(300))).toBe(heights(drawn(800)));
  });

  test('has the same figures aloud and as a table', () => {
    const content = forestContent(rows, { caption: 'Methods', column: 'Method' });

    expect(content.series[0]?.readings.map(({ spoken }) => spoken)).toEqual([
      'The answer above: −12% [−19, −4], shorter',
      'Imputation: +3% [−5, +11], cannot tell',
      'Plain before and after: −24%, no interval, shorter',
    ]);
    expect(content.table.rows.map(({ cells }) => cells[0])).toEqual([
      '−12% [−19, −4]',
      '+3% [−5, +11]',
      '−24%',
    ]);
  });
});

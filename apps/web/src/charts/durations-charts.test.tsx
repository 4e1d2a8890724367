import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import { DistributionChart, distributionContent } from './distribution-chart.tsx';
import { logExtent, logScale, logTicks } from './log-scale.ts';
import { OpenAgeChart, openAgeContent } from './open-age-chart.tsx';

const none = { coding: 0, pickup: 0, review: 0, merge: 0 };

test('equal factors are equal distances on a logarithmic scale', () => {
  const x = logScale([3600, 57_600], [0, 400]);

  // 1 h to 16 h is four doublings over 400 pixels.
  expect([1, 2, 4, 8, 16].map((hours) => Math.round(x(hours * 3600)))).toEqual([
    0, 100, 200, 300, 400,
  ]);
  expect(x(0)).toBe(0);
});

test('marks of durations have room, are seven at most and hold the values between them', () => {
  const extent = logExtent([90, 5 * 86_400]);
  const scale = logScale(extent, [0, 300]);
  const labels = logTicks(extent, scale, 40).map(({ label }) => label);

  expect(extent).toEqual([60, 7 * 86_400]);
  expect(labels[0]).toBe('1 min');
  expect(labels.length).toBeLessThanOrEqual(7);
});

test('a distribution draws each bin as high as its count, and tells its share', () => {
  const bins = [
    { from: 0, to: 60, count: 1 },
    { from: 60, to: 85, count: 3 },
  ];
  const quantiles = { p50: 61, p75: 70, p90: 80 };
  const markup = renderToStaticMarkup(
    <DistributionChart bins={bins} quantiles={quantiles} width={300} height={200} active={null} />,
  );
  const heights = [...markup.matchAll(/height="([\d.]+)" class="chart-bin"/g)].map(heightOf);
  const content = distributionContent(
    {
      measure: 'cycle_time',
      status: 'measured',
      reason: null,
      sampleSize: 4,
      quantiles,
      interval: [50, 70],
      mean: 65,
      bins,
    },
    200,
    () => undefined,
  );

  expect(heights[1]).toBeCloseTo(3 * (heights[0] ?? 0), 6);
  expect(markup.match(/class="chart-quantile"/g)).toHaveLength(3);
  expect(content.series[0]?.readings[1]?.lines).toEqual(['3 pull requests', '75% of all']);
  expect(content.positions(300)).toHaveLength(2);
});

function heightOf([, text]: RegExpMatchArray): number {
  return Number(text);
}

test('what is open is counted by age and state, with a total for each age', () => {
  const open = {
    '1d': { ...none, coding: 2, review: 1 },
    '3d': none,
    '7d': { ...none, merge: 4 },
    '28d': none,
    older: none,
  };
  const markup = renderToStaticMarkup(
    <OpenAgeChart open={open} width={400} height={136} active={null} />,
  );
  const content = openAgeContent(open, () => undefined);

  expect(content.summary).toMatch(/^7 pull requests open\./);
  expect(content.table.rows[0]?.cells).toEqual(['2', '0', '1', '0', '3']);
  expect(content.locate?.({ x: 399, y: 2, width: 400 })).toEqual({ series: 0, index: 2 });
  expect(content.locate?.({ x: 95, y: 60, width: 400 })).toEqual({ series: 2, index: 3 });
  expect(markup).toContain('3 to 7 days');
});

import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import type { Distribution } from '../../api/distribution.ts';
import type { Series } from '../../api/series.ts';
import { ClocksChart } from '../../charts/clocks-chart.tsx';
import { Figures } from './figures-card.tsx';
import { atPercentile } from './series-card.tsx';

const measured: Distribution = {
  measure: 'cycle_time',
  status: 'measured',
  reason: null,
  sampleSize: 4312,
  quantiles: { p50: 104_400, p75: 201_600, p90: 371_520 },
  interval: [100_800, 108_000],
  mean: 169_560,
  bins: [],
};
const absent = (parts: Partial<Distribution>): Distribution => ({
  ...measured,
  quantiles: null,
  interval: null,
  mean: null,
  ...parts,
});
const told = (distribution: Distribution) =>
  renderToStaticMarkup(<Figures distribution={distribution} />).replaceAll(/<[^>]*>/g, ' ');

describe('the figures of a period', () => {
  test('stand with interval, n and mean', () => {
    const words = told(measured);

    expect(words).toContain('29 h');
    expect(words).toContain('[28, 30] 95% interval');
    expect(words).toContain('56 h');
    expect(words).toContain('4.3 d');
    expect(words).toContain('4,312');
  });

  test('are a reason where they are hidden or too few, and never nothing', () => {
    const reason = 'fewer than 5 people';
    const hidden = told(absent({ status: 'suppressed', sampleSize: null, reason }));
    const few = told(
      absent({ status: 'insufficient_data', sampleSize: 3, reason: '3 of 5 needed' }),
    );

    expect(hidden).toMatch(/Fewer than 5 people/);
    expect(few).toContain('3 of 5 needed');
  });

  test('say what will stand there before anything was merged', () => {
    const words = told(absent({ status: 'insufficient_data', sampleSize: 0, reason: 'none' }));

    expect(words).toContain('appears with the first merged pull request');
  });
});

const point = {
  from: '2026-11-02T00:00:00.000Z',
  to: '2026-11-09T00:00:00.000Z',
  status: 'measured',
  value: 3600,
  p75: 7200,
  p90: 9000,
  mean: 4000,
  interval: [3000, 4000],
  sampleSize: 9,
  provisional: false,
  reason: null,
} as const;
const series: Series = {
  measure: 'cycle_time',
  title: 'Cycle time',
  unit: 'seconds',
  better: 'lower',
  grain: 'week',
  series: [{ key: 'all', points: [{ ...point, interval: [3000, 4000] }] }],
};

test('another percentile takes the place of the median, without an interval', () => {
  const [shown] = atPercentile(series, 'p90').series[0]?.points ?? [];

  expect(shown?.value).toBe(9000);
  expect(shown?.interval).toBeNull();
  expect(atPercentile(series, undefined)).toBe(series);
});

test('two clocks are drawn apart, and none where nothing was measured', () => {
  const points = series.series[0]?.points ?? [];
  const none = points.map((one) => ({ ...one, value: null, interval: null }));
  const markup = renderToStaticMarkup(
    <ClocksChart
      clocks={[
        { label: 'First human review', kind: 'human', points },
        { label: 'First AI review', kind: 'ai', points: none },
      ]}
      grain="week"
      width={700}
      height={212}
      active={null}
    />,
  );

  expect(markup).toContain('First human review');
  expect(markup).toContain('60 min [50, 67]');
  expect(markup).not.toContain('First AI review');
});
